/** An empty, migrated database: on Node one in memory; the suites inside workerd put that of an object in its place. */
import { openDatabase } from "../../src/host/database.ts";
import type { Db } from "../../src/store/db.ts";

export interface TestDatabase {
  db: Db;
  close(): void;
}

export function testDatabase(): TestDatabase {
  return openDatabase(":memory:");
}
