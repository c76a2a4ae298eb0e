/** Base58Check, in which Bitcoin's wallets write keys. */
import { createHash } from "node:crypto";

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const VALUE = new Map(Array.from(ALPHABET, (char, index) => [char, BigInt(index)]));
const CHECK_BYTES = 4;

/** The bytes without their check, null where it is wrong. */
export function decodeBase58Check(text: string): Buffer | null {
  let number = 0n;
  for (const char of text) {
    const value = VALUE.get(char);
    if (value === undefined) return null;
    number = number * 58n + value;
  }
  const hex = number.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
  const body = bytes.subarray(0, -CHECK_BYTES);
  const sha256 = (data: Buffer) => createHash("sha256").update(data).digest();
  return sha256(sha256(body)).subarray(0, CHECK_BYTES).equals(bytes.subarray(-CHECK_BYTES)) ? body : null;
}
