/** Databases for tests: on Node in memory and in a file; the suites inside workerd put that of an object in their place. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { openDatabase } from "../../src/host/database.ts";
import type { Db } from "../../src/store/db.ts";
import * as schema from "../../src/store/schema.ts";

export interface TestDatabase {
  db: Db;
  close(): void;
}

/** Without a table; what is put into it is then brought up to date as the host does. */
export interface OldDatabase {
  db: Db;
  upgrade(): Promise<TestDatabase>;
}

/** Empty and migrated. */
export function testDatabase(): TestDatabase {
  return openDatabase(":memory:");
}

export function oldDatabase(): OldDatabase {
  const directory = mkdtempSync(join(tmpdir(), "parley-old-"));
  const path = join(directory, "old.db");
  const sqlite = new Database(path);
  return {
    db: drizzle(sqlite, { schema }),
    async upgrade() {
      sqlite.close();
      const newest = openDatabase(path);
      return {
        db: newest.db,
        close() {
          newest.close();
          rmSync(directory, { recursive: true, force: true });
        },
      };
    },
  };
}
