/** Opens the database file of a data directory and brings it up to date. */
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { z } from "zod";
import type { Db } from "../store/db.ts";
import * as schema from "../store/schema.ts";

const MIGRATIONS = fileURLToPath(new URL("../../migrations", import.meta.url));
const OWNER_READS_AND_WRITES = 0o600;
const Journal = z.object({ entries: z.array(z.object({ idx: z.number(), when: z.number(), tag: z.string() })) });

/** The file cannot be used; `message` says why and what to do. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
}

export interface OpenDatabase {
  db: Db;
  sqlite: Database.Database;
  close(): void;
}

/** Opens (and creates) the file, `:memory:` for tests. Throws DatabaseError for a file that is corrupt, not ours or newer than this program. */
export function openDatabase(path: string, options: { busyTimeoutMs?: number } = {}): OpenDatabase {
  const existed = path !== ":memory:" && existsSync(path);
  let sqlite: Database.Database | undefined;
  try {
    // SQLite gives the files beside it the rights of the database itself.
    if (!existed && path !== ":memory:") closeSync(openSync(path, "a", OWNER_READS_AND_WRITES));
    sqlite = new Database(path);
    sqlite.pragma(`busy_timeout = ${options.busyTimeoutMs ?? 5_000}`);
    sqlite.pragma("secure_delete = ON");
    sqlite.pragma("journal_mode = WAL");
    sqlite.pragma("synchronous = FULL");
    sqlite.pragma("foreign_keys = ON");
    sqlite.pragma("cache_size = -65536");
    if (existed) refuseNewer(sqlite, path);
    const db = drizzle(sqlite, { schema });
    migrate(db, { migrationsFolder: MIGRATIONS });
    const open = sqlite;
    return { db, sqlite, close: () => open.close() };
  } catch (error) {
    sqlite?.close();
    throw explain(error, path);
  }
}

/** The migration that this program ends with. */
export function newestMigration(): { idx: number; when: number; tag: string } {
  const { entries } = Journal.parse(JSON.parse(readFileSync(`${MIGRATIONS}/meta/_journal.json`, "utf8")));
  const last = entries.at(-1);
  if (!last) throw new Error("There are no migrations.");
  return last;
}

function refuseNewer(sqlite: Database.Database, path: string): void {
  const table = sqlite.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get();
  const anything = sqlite.prepare("select count(*) as n from sqlite_master").get() as { n: number };
  if (!table) {
    if (anything.n > 0)
      throw new DatabaseError(
        `${path} is a database, but not one of Parley's. Name another data directory with --data.`,
      );
    return;
  }
  const newest = sqlite.prepare("select max(created_at) as at from __drizzle_migrations").get() as {
    at: number | null;
  };
  if (newest.at !== null && newest.at > newestMigration().when)
    throw new DatabaseError(
      `${path} was written by a newer Parley. Update this program, or restore a backup made with this version.`,
    );
}

function explain(error: unknown, path: string): Error {
  if (error instanceof DatabaseError) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "SQLITE_NOTADB" || code === "SQLITE_CORRUPT")
    return new DatabaseError(`${path} is damaged or not a database (${code}). Restore a backup: parley restore FILE.`);
  if (/^(SQLITE_CANTOPEN|EACCES|ENOENT|ENOTDIR|EISDIR|EROFS)/.test(code))
    return new DatabaseError(`${path} cannot be opened. Check that its directory exists and may be written.`);
  if (code === "SQLITE_FULL" || code.startsWith("SQLITE_IOERR"))
    return new DatabaseError(`${path} cannot be written (${code}). Free some disk space and start again.`);
  if (code === "SQLITE_READONLY")
    return new DatabaseError(`${path} is read-only. Give this user write access to the data directory.`);
  return error instanceof Error ? error : new DatabaseError(String(error));
}
