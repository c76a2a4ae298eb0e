/** Opens the data of an installation: directory, key, database. */
import type Database from "better-sqlite3";
import type { Clock } from "../domain/time.ts";
import { createStore, type Store } from "../store/db.ts";
import { bindKey, deriveKeys, isBound, type Keys } from "../trust/keys.ts";
import { type DataDirectory, existingDataDirectory, makeDataDirectory } from "./data-directory.ts";
import { openDatabase } from "./database.ts";
import { loadKey } from "./key.ts";
import { finishRotation } from "./rotate.ts";
import type { HostSettings } from "./settings.ts";
import { SYSTEM_CLOCK } from "./system-clock.ts";

export interface OpenData {
  paths: DataDirectory;
  store: Store;
  sqlite: Database.Database;
  keys: Keys;
  close(): void;
}

/** With `make` an empty directory becomes an installation. Throws StartFault, DatabaseError or KeyError. */
export function openData(
  settings: Pick<HostSettings, "dataDir" | "key">,
  options: { make: boolean; clock?: Clock },
): OpenData {
  const paths = options.make ? makeDataDirectory(settings.dataDir) : existingDataDirectory(settings.dataDir);
  const database = openDatabase(paths.database);
  try {
    const store = createStore({ db: database.db, clock: options.clock ?? SYSTEM_CLOCK });
    if (settings.key === null) finishRotation(store, paths);
    const keys = deriveKeys(loadKey(settings.key, paths.key, { make: !isBound(store) }));
    bindKey(store, keys);
    return { paths, store, sqlite: database.sqlite, keys, close: () => database.close() };
  } catch (error) {
    database.close();
    throw error;
  }
}
