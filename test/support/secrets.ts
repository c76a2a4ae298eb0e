/** Secrets to look for, made from numbers: the same seed gives the same secrets. */
import { createHash } from "node:crypto";
import { entropyToMnemonic } from "@scure/bip39";
import { wordlist as english } from "@scure/bip39/wordlists/english.js";
import { wordlist as simplified } from "@scure/bip39/wordlists/simplified-chinese.js";
import { wordlist as traditional } from "@scure/bip39/wordlists/traditional-chinese.js";

/** In [0, 1), the same sequence for the same seed. */
export function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Random = () => number;

export const below = (random: Random, n: number): number => Math.floor(random() * n);
export function pick<T>(random: Random, from: readonly T[]): T {
  const found = from[below(random, from.length)];
  if (found === undefined) throw new Error("nothing to pick from");
  return found;
}

export const LISTS = { english, simplified, traditional } as const;
export type ListName = keyof typeof LISTS;

export function bytes(random: Random, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => below(random, 256));
}

export const hex = (random: Random, digits: number): string =>
  Buffer.from(bytes(random, Math.ceil(digits / 2)))
    .toString("hex")
    .slice(0, digits);

/** The words of a phrase whose checksum is right. */
export function phrase(random: Random, list: readonly string[], words: number): string[] {
  return entropyToMnemonic(bytes(random, (words / 3) * 4), [...list])
    .normalize("NFC")
    .split(/[ \u3000]/);
}

const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** Base58Check of a version and a body. */
export function base58Check(body: Uint8Array): string {
  const sha256 = (data: Uint8Array) => createHash("sha256").update(data).digest();
  const whole = Buffer.concat([body, sha256(sha256(body)).subarray(0, 4)]);
  let number = BigInt(`0x${whole.toString("hex")}`);
  let text = "";
  for (; number > 0n; number /= 58n) text = (BASE58[Number(number % 58n)] ?? "") + text;
  return text;
}

export function wif(random: Random): string {
  return base58Check(Uint8Array.from([0x80, ...bytes(random, 32), 1]));
}

export function extendedKey(random: Random): string {
  return base58Check(Uint8Array.from([0x04, 0x88, 0xad, 0xe4, ...bytes(random, 74)]));
}

/** A number with the check digit of Luhn. */
export function cardNumber(random: Random): string {
  const [start, length] = pick(random, [
    ["4", 16],
    ["51", 16],
    ["55", 16],
    ["37", 15],
    ["6011", 16],
    ["62", 16],
    ["62", 19],
    ["3530", 16],
  ] as const);
  let digits: string = start;
  while (digits.length < length - 1) digits += below(random, 10);
  const sum = digits
    .split("")
    .toReversed()
    .reduce((total, char, place) => {
      const digit = Number(char);
      return total + (place % 2 === 1 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2);
    }, 0);
  return digits + ((10 - (sum % 10)) % 10);
}
