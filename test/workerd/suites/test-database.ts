/** Stands for test/support/test-database.ts inside workerd: the one database of the test's object, emptied where it was used before. */
import { drizzle } from "drizzle-orm/durable-sqlite";
import { migrate } from "drizzle-orm/durable-sqlite/migrator";
import migrations from "../../../migrations/migrations.js";
import type { Db } from "../../../src/store/db.ts";
import * as schema from "../../../src/store/schema.ts";
import { storage } from "./object.ts";

/** Storages whose database is open now. */
const open = new WeakSet<DurableObjectStorage>();

export function testDatabase(): { db: Db; close(): void } {
  const { db, close } = take();
  void migrate(db, migrations);
  return { db, close };
}

export function oldDatabase() {
  const { db, close } = take();
  const upgrade = async () => {
    await migrate(db, migrations);
    return { db, close };
  };
  return { db, upgrade };
}

function take() {
  const own = storage();
  if (open.has(own)) throw new Error("An object has one database, and it is still in use: close it first.");
  open.add(own);
  empty(own);
  return { db: drizzle(own, { schema }), close: () => void open.delete(own) };
}

function empty(storage: DurableObjectStorage): void {
  const { sql } = storage;
  const tables = sql.exec<{ name: string }>(
    "select name from sqlite_master where type = 'table' and name not glob 'sqlite_*' and name not glob '_cf_*'",
  );
  const names = tables.toArray().map(({ name }) => name);
  storage.transactionSync(() => {
    // In whatever order: at the end nothing refers to anything.
    sql.exec("pragma defer_foreign_keys = on");
    for (const name of names) sql.exec(`drop table if exists "${name}"`);
  });
}
