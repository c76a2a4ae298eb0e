/** Finds the key of an installation, or makes one at the first start. */
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { MASTER_KEY_BYTES } from "../trust/keys.ts";
import { errorCode, StartFault } from "./fault.ts";
import { parseKey } from "./key-text.ts";

const OWNER_ONLY = 0o600;

/**
 * The 32 bytes from PARLEY_KEY, or from the key file. With `make` a missing file is made; without, the data was sealed with a key that is now
 * missing. Throws StartFault; never repeats the key.
 */
export function loadKey(given: string | null, path: string, { make }: { make: boolean }): Uint8Array {
  if (given !== null) {
    const key = parseKey(given);
    if (!key) throw new StartFault("PARLEY_KEY must be 32 bytes: 64 hexadecimal digits, or base64.");
    return key;
  }
  if (!existsSync(path)) {
    if (!make)
      throw new StartFault(
        `The key of this data is missing. Put the file ${path} back, or give the key in PARLEY_KEY: backups do not hold it. If it is lost, \`parley doctor --new-key\` begins anew.`,
      );
    makeKey(path);
  }
  const key = parseKey(readFileSync(path, "utf8"));
  if (!key)
    throw new StartFault(`${path} does not hold a key of 32 bytes. Put the right file back, or set PARLEY_KEY.`);
  return key;
}

function makeKey(path: string): void {
  let file: number;
  try {
    file = openSync(path, "wx", OWNER_ONLY);
  } catch (error) {
    // Another process made it in the same moment.
    if (errorCode(error) === "EEXIST") return;
    throw error;
  }
  writeSync(file, `${randomBytes(MASTER_KEY_BYTES).toString("hex")}\n`);
  fsyncSync(file);
  closeSync(file);
}
