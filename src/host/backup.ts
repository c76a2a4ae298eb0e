/** Writes the database to one file, and puts such a file back. */
import { copyFileSync, existsSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import Database from "better-sqlite3";
import { SYSTEM } from "../domain/actor.ts";
import { doubtDeliveries } from "../delivery/doubt.ts";
import { pauseInbox } from "../inbox/pause.ts";
import { createStore } from "../store/db.ts";
import { type DataDirectory, existingDataDirectory, makeDataDirectory } from "./data-directory.ts";
import { openDatabase } from "./database.ts";
import { SYSTEM_CLOCK } from "./system-clock.ts";
import { StartFault } from "./fault.ts";
import { takeLock } from "./lock.ts";

const OWNER_ONLY = 0o600;

export interface WrittenBackup {
  file: string;
  bytes: number;
}

/** Copies while a server runs, checks the copy, then gives it its name. Throws StartFault where the file exists or the copy is not sound. */
export async function writeBackup(dataDir: string, file: string): Promise<WrittenBackup> {
  const target = resolve(file);
  if (existsSync(target)) throw new StartFault(`${target} exists. Give the backup another name.`);
  const paths = existingDataDirectory(dataDir);
  const partial = `${target}.partial`;
  const source = openDatabase(paths.database);
  try {
    writeFileSync(partial, "", { mode: OWNER_ONLY });
    await source.sqlite.backup(partial);
    finish(partial);
    renameSync(partial, target);
  } finally {
    source.close();
    rmSync(partial, { force: true });
  }
  return { file: target, bytes: statSync(target).size };
}

// One file without a write-ahead log beside it, and known to be readable.
function finish(path: string): void {
  const copy = new Database(path);
  try {
    copy.pragma("journal_mode = DELETE");
    const verdict = copy.pragma("integrity_check", { simple: true });
    if (verdict !== "ok") throw new StartFault(`The copy is damaged (${String(verdict)}). Run: parley doctor`);
  } finally {
    copy.close();
  }
}

export interface Restored {
  database: string;
  /** Deliveries that were on their way when the backup was made. */
  doubtful: number;
}

/** Puts a backup in place, paused. Throws StartFault where a database is there and `force` is not given, or a server runs. */
export function restoreBackup(dataDir: string, file: string, { force }: { force: boolean }): Restored {
  const source = resolve(file);
  if (!existsSync(source)) throw new StartFault(`There is no file ${source}.`);
  const paths = makeDataDirectory(dataDir);
  if (existsSync(paths.database) && !force)
    throw new StartFault(`${paths.path} holds a database. Say --force to replace it; it is kept beside the new one.`);
  const lock = takeLock(paths.lock);
  try {
    const incoming = `${paths.database}.incoming`;
    copyFileSync(source, incoming);
    try {
      const doubtful = pauseCopy(incoming);
      replaceDatabase(paths, incoming);
      return { database: paths.database, doubtful };
    } finally {
      removeDatabase(incoming);
    }
  } finally {
    lock.release();
  }
}

/** Opens the copy as our own (which refuses what is not), brings it up to date and pauses it, before it takes its place; gives how many deliveries it put in doubt. */
function pauseCopy(path: string): number {
  const copy = openDatabase(path);
  try {
    const ctx = { store: createStore({ db: copy.db, clock: SYSTEM_CLOCK }), actor: SYSTEM };
    pauseInbox(ctx, "restored");
    const doubtful = doubtDeliveries(ctx);
    copy.sqlite.pragma("journal_mode = DELETE");
    return doubtful;
  } finally {
    copy.close();
  }
}

function replaceDatabase(paths: DataDirectory, incoming: string): void {
  if (existsSync(paths.database)) {
    const kept = `${paths.database}.replaced`;
    removeDatabase(kept);
    for (const suffix of ["", "-wal", "-shm"])
      if (existsSync(paths.database + suffix)) renameSync(paths.database + suffix, kept + suffix);
  }
  renameSync(incoming, paths.database);
}

function removeDatabase(path: string): void {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(path + suffix, { force: true });
}
