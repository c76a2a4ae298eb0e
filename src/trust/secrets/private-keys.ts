/** Finds private keys: hexadecimal, WIF, extended keys, PEM blocks, and keystore files. */
import type { FoundSecret } from "../../domain/secret.ts";
import { decodeBase58Check } from "./base58.ts";
import { lastOf } from "./last-of.ts";

const HEX_DIGITS = 64;
/** Groups of hex digits, since a long line is wrapped somewhere. */
const HEX = /(?<![0-9a-z])(?:0x)?[0-9a-f]{8,64}(?:\s{1,3}[0-9a-f]{8,56}){0,7}(?![0-9a-z])/gi;
const EXTENDED_KEY = /(?<![0-9A-Za-z])[tuvxyz]prv[1-9A-HJ-NP-Za-km-z]{60,}(?:\s{1,3}[1-9A-HJ-NP-Za-km-z]{6,})*/g;
const EXTENDED_KEY_LENGTH = 111;
/** Uncompressed 51, compressed 52, of the main and the test network. */
const WIF =
  /(?<![0-9A-Za-z])(?:5[HJK]|[KLc]|9[1-9A-HJ-NP-Za-km-z])[1-9A-HJ-NP-Za-km-z]{10,51}(?:\s{1,3}[1-9A-HJ-NP-Za-km-z]{5,45}){0,2}(?![0-9A-Za-z])/g;
/** Ordinary words are shorter, or have a letter that Base58 leaves out. */
const WIF_BEGINS = /[5KL9c][1-9A-HJ-NP-Za-km-z]{10}/;
const WIF_LENGTHS: readonly number[] = [51, 52];
/** Solana's 64 bytes: written like its signatures, so only the words around tell; and as programs keep them, a list of numbers. */
const SOLANA = /(?<![0-9A-Za-z])[1-9A-HJ-NP-Za-km-z]{86,88}(?![0-9A-Za-z])/g;
const BYTES = /\[\s{0,3}(?:\d{1,3}\s{0,3},\s{0,3}){31,63}\d{1,3}\s{0,3}\]/g;
const BYTES_OF_KEYS: readonly number[] = [32, 64];
const PEM = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/g;
const PEM_END = /-----END [A-Z ]{0,30}PRIVATE KEY-----/g;
const LONGEST_PEM = 10_000;

const KEY_WORDS = /private|priv[ _-]?key|secret|\bprv\b|\bpk\b|私钥|私鑰|私匙|密钥|密鑰|秘钥|秘鑰|明文/gi;
const HASH_WORDS =
  /\btx|txid|hash|transaction|transfer|explorer|\/tx\/|\/block|block|deposit|withdraw|receipt|哈希|哈希|雜湊|交易|转账|轉帳|轉賬|转帐|区块|區塊|流水|充值|提币|提幣|提现|单号|浏览器|瀏覽器/gi;
const REACH_BEFORE = 60;
const REACH_BEHIND = 30;
const URL_BEFORE = /https?:\/\/\S*$|[a-z0-9-]+\.(?:org|io|com|info|network)\/\S*$/i;
/** In an address the word before the digits names them. */
const KEY_PARAMETER = /[?&#;](?:[a-z_-]{0,20}key|sk|pkey|seed)=(?:0x)?$/i;
const LONGEST_URL = 200;

/** In no particular order. */
export function findPrivateKeys(text: string): FoundSecret[] {
  return [
    ...hexKeys(text),
    ...extendedKeys(text),
    ...wifKeys(text),
    ...solanaKeys(text),
    ...pemKeys(text),
    ...keystores(text),
  ];
}

function solanaKeys(text: string): FoundSecret[] {
  const named = [...text.matchAll(SOLANA)].filter(
    ({ 0: match, index }) => meaningOf(text, index, index + match.length) === "privateKey",
  );
  const bytes = [...text.matchAll(BYTES)].filter(({ 0: match }) => {
    const numbers = match.match(/\d+/g)?.map(Number) ?? [];
    return BYTES_OF_KEYS.includes(numbers.length) && numbers.every((one) => one <= 255) && new Set(numbers).size > 16;
  });
  return [...named, ...bytes].map(({ 0: match, index }) => ({
    kind: "privateKey",
    start: index,
    end: index + match.length,
  }));
}

function hexKeys(text: string): FoundSecret[] {
  if (!/[0-9a-f]{8}/i.test(text)) return [];
  return [...text.matchAll(HEX)].flatMap(({ 0: match, index }) => {
    const digits = match.replace(/^0x/i, "").replaceAll(/\s/g, "");
    if (digits.length !== HEX_DIGITS || isMonotonous(digits)) return [];
    const kind = meaningOf(text, index, index + match.length);
    return kind === null ? [] : { kind, start: index, end: index + match.length };
  });
}

/** A row of zeros or one digit stands for a key, it is none. */
function isMonotonous(digits: string): boolean {
  return new Set(digits.toLowerCase()).size <= 2;
}

/** What 64 digits are by the words around them; the nearest before decide, then those behind. Null: a hash. */
function meaningOf(text: string, start: number, end: number): FoundSecret["kind"] | null {
  const before = text.slice(Math.max(0, start - REACH_BEFORE), start);
  const address = URL_BEFORE.exec(text.slice(Math.max(0, start - LONGEST_URL), start));
  if (address) return lastOf(KEY_WORDS, address[0]) >= 0 || KEY_PARAMETER.test(address[0]) ? "privateKey" : null;
  const key = lastOf(KEY_WORDS, before);
  const hash = lastOf(HASH_WORDS, before);
  if (key > hash) return "privateKey";
  if (hash > key) return null;
  const behind = text.slice(end, end + REACH_BEHIND);
  const keyBehind = firstOf(KEY_WORDS, behind);
  const hashBehind = firstOf(HASH_WORDS, behind);
  if (keyBehind < hashBehind) return "privateKey";
  return hashBehind < keyBehind ? null : "undecided";
}

function firstOf(words: RegExp, text: string): number {
  return [...text.matchAll(words)][0]?.index ?? Infinity;
}

function extendedKeys(text: string): FoundSecret[] {
  if (!text.includes("prv")) return [];
  return [...text.matchAll(EXTENDED_KEY)].map(({ 0: match, index }) => ({
    kind: "privateKey",
    start: index,
    end: index + unitsOfLength(match, EXTENDED_KEY_LENGTH),
  }));
}

/** How far a text reaches until it has shown so many characters beside white space. */
function unitsOfLength(text: string, length: number): number {
  let shown = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (!/\s/.test(text.charAt(index))) shown += 1;
    if (shown === length) return index + 1;
  }
  return text.length;
}

function wifKeys(text: string): FoundSecret[] {
  if (!WIF_BEGINS.test(text)) return [];
  return [...text.matchAll(WIF)].flatMap(({ 0: match, index }) => {
    const whole = match.replaceAll(/\s/g, "");
    const length = WIF_LENGTHS.find((one) => whole.length >= one && decodeBase58Check(whole.slice(0, one)) !== null);
    if (length !== undefined) return { kind: "privateKey", start: index, end: index + unitsOfLength(match, length) };
    // Mistyped, but called a key.
    const before = text.slice(Math.max(0, index - REACH_BEFORE), index);
    const named = WIF_LENGTHS.includes(whole.length) && (lastOf(KEY_WORDS, before) >= 0 || /wif/i.test(before));
    return named ? { kind: "privateKey", start: index, end: index + match.length } : [];
  });
}

function pemKeys(text: string): FoundSecret[] {
  return [...text.matchAll(PEM)].map(({ index }) => {
    PEM_END.lastIndex = index;
    const end = PEM_END.exec(text.slice(0, index + LONGEST_PEM));
    return {
      kind: "privateKey",
      start: index,
      end: end ? end.index + end[0].length : Math.min(text.length, index + LONGEST_PEM),
    };
  });
}

const KEYSTORE = /["'“”]?ciphertext["'“”]?\s*:/i;
const KEYSTORE_SIGN = /["'“”]?(?:kdf|kdfparams|cipherparams)["'“”]?\s*:/i;

/** From the first brace to the last: a keystore has no secret beside it that would need to stay. */
function keystores(text: string): FoundSecret[] {
  if (!/ciphertext/i.test(text)) return [];
  const ciphertext = KEYSTORE.exec(text);
  const sign = KEYSTORE_SIGN.exec(text);
  if (!ciphertext || !sign) return [];
  const first = Math.min(ciphertext.index, sign.index);
  const start = Math.max(0, text.indexOf("{"));
  const close = text.lastIndexOf("}");
  return [{ kind: "keystore", start: Math.min(start, first), end: close > first ? close + 1 : text.length }];
}
