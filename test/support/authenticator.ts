/** A person's telephone and memory. */
import { createHmac } from "node:crypto";

export const PASSWORD = "violet harbour 27 lamps";

/** Half a minute is one code of an authenticator. */
export const STEP_MS = 30_000;

/** What an authenticator shows; written apart from our own, after RFC 6238. */
export function authenticatorCode(base32: string, at: number): string {
  const bits = Array.from(base32.replaceAll("=", ""), (char) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(char).toString(2).padStart(5, "0"),
  );
  const key = Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeUInt32BE(Math.floor(at / STEP_MS), 4);
  const hash = createHmac("sha1", key).update(counter).digest();
  const from = (hash[19] ?? 0) % 16;
  return String((hash.readUInt32BE(from) % 2 ** 31) % 1_000_000).padStart(6, "0");
}
