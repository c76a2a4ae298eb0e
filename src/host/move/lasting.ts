/** Writes files that are on disk once the call returns, readable by their owner alone. */
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";

export const OWNER_ONLY_DIRECTORY = 0o700;
export const OWNER_ONLY = 0o600;

/** Throws the system's error where the file exists already. */
export function writeLasting(path: string, content: string | Uint8Array): void {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const file = openSync(path, "wx", OWNER_ONLY);
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
