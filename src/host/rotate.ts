/** Changes the key of an installation on this host: the new key beside the old one, everything sealed anew, the new one in place of the old. */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync } from "node:fs";
import { SYSTEM } from "../domain/actor.ts";
import { createStore, type Store } from "../store/db.ts";
import { deriveKeys, isKeyOf } from "../trust/keys.ts";
import { type DataDirectory, existingDataDirectory } from "./data-directory.ts";
import { openDatabase } from "./database.ts";
import { StartFault } from "./fault.ts";
import { loadKey } from "./key.ts";
import { parseKey } from "./key-text.ts";
import { takeLock } from "./lock.ts";
import { rotateKeys } from "./rotate-keys.ts";
import type { HostSettings } from "./settings.ts";
import { SYSTEM_CLOCK } from "./system-clock.ts";

/** Where the new key is now: in the file `key`, or with whoever keeps PARLEY_KEY. */
export type NewKeyPlace = "file" | "environment";

/** Throws StartFault while a server runs, or where PARLEY_KEY is given without PARLEY_KEY_NEXT; KeyError where the key is not this database's. */
export function rotateKey(settings: Pick<HostSettings, "dataDir" | "key" | "nextKey">): NewKeyPlace {
  const paths = existingDataDirectory(settings.dataDir);
  if (settings.key !== null && settings.nextKey === null)
    throw new StartFault("PARLEY_KEY holds the key, so give the new one in PARLEY_KEY_NEXT: `openssl rand -hex 32`.");
  if (settings.nextKey !== null && !parseKey(settings.nextKey))
    throw new StartFault("PARLEY_KEY_NEXT must be 32 bytes: 64 hexadecimal digits, or base64.");
  const lock = takeLock(paths.lock);
  const database = openDatabase(paths.database);
  try {
    const store = createStore({ db: database.db, clock: SYSTEM_CLOCK });
    if (settings.key === null) finishRotation(store, paths);
    const from = deriveKeys(loadKey(settings.key, paths.key, { make: false }));
    const to = deriveKeys(loadKey(settings.key === null ? null : settings.nextKey, paths.nextKey, { make: true }));
    // Run again with the same two keys, it has nothing left to do.
    if (!isKeyOf(store, to)) rotateKeys({ store, actor: SYSTEM }, from, to);
    // What the old key sealed must not stay in the log of the database.
    database.sqlite.pragma("wal_checkpoint(TRUNCATE)");
    if (settings.key !== null) return "environment";
    finishRotation(store, paths);
    return "file";
  } finally {
    database.close();
    lock.release();
  }
}

/** Puts the next key in place where everything is sealed with it already: the process died in between. */
export function finishRotation(store: Store, { path, key, nextKey }: DataDirectory): void {
  if (!existsSync(nextKey)) return;
  const next = parseKey(readFileSync(nextKey, "utf8"));
  if (!next || !isKeyOf(store, deriveKeys(next))) return;
  renameSync(nextKey, key);
  const directory = openSync(path, "r");
  fsyncSync(directory);
  closeSync(directory);
}
