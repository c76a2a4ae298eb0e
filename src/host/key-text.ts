/** Reads a key as people write it. */
import { MASTER_KEY_BYTES } from "../trust/keys.ts";

/** 32 bytes from 64 hexadecimal digits or base64; null for anything else. */
export function parseKey(text: string): Uint8Array | null {
  const trimmed = text.trim();
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return new Uint8Array(Buffer.from(trimmed, "hex"));
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed)) return null;
  const key = new Uint8Array(Buffer.from(trimmed, "base64"));
  return key.length === MASTER_KEY_BYTES ? key : null;
}
