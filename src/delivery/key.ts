/** The key of a delivery: the same for every attempt, short enough for every platform. */
import { randomBytes } from "node:crypto";

/** 22 characters of base64url, 128 bits (Discord's nonce holds 25 characters). */
export function newKey(): string {
  return randomBytes(16).toString("base64url");
}
