/** Databases of every earlier schema, full of rows, become the newest one on both hosts and keep what they held. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import migrations from "../../migrations/migrations.js";
import { ingest } from "../../src/inbox/ingest/ingest.ts";
import { createStore, type Db } from "../../src/store/db.ts";
import { verifyChain } from "../../src/store/events.ts";
import { rebuildSearch, wrongCounters } from "../../src/store/projections.ts";
import { searchMessages } from "../../src/store/search.ts";
import { created, person, snapshot } from "../support/events.ts";
import { testClock } from "../support/store.ts";
import { oldDatabase } from "../support/test-database.ts";
import { RELEASED } from "./released.ts";

const { entries } = migrations.journal;
const textOf = (tag: string) => {
  const entry = entries.find((one) => one.tag === tag);
  return migrations.migrations[`m${String(entry?.idx).padStart(4, "0")}`] ?? "";
};

/** As it was when that migration was the newest. */
function fill(db: Db, tag: string, rows: string): void {
  const until = entries.findIndex((entry) => entry.tag === tag) + 1;
  db.run(sql`create table __drizzle_migrations (id integer primary key, hash text not null, created_at numeric)`);
  for (const { tag: earlier, when } of entries.slice(0, until)) {
    for (const statement of textOf(earlier).split("--> statement-breakpoint")) db.run(sql.raw(statement));
    db.run(sql`insert into __drizzle_migrations(hash, created_at) values ('', ${when})`);
  }
  db.transaction((tx) => {
    // The rows come table by table.
    tx.run(sql`pragma defer_foreign_keys = on`);
    for (const statement of rows.split(/;\n(?=INSERT |$)/).filter(Boolean)) tx.run(sql.raw(statement));
  });
}

/** Everything in tables that can be asked, by the columns that they have now. */
function contents(db: Db): { query: string; rows: unknown[] }[] {
  const tables = db.all<{ name: string }>(sql`
    select name from sqlite_master where type = 'table' and sql not like 'create virtual%'
    and name not glob 'sqlite_*' and name not glob '_cf_*' and name not glob '*search_*' and name <> '__drizzle_migrations'`);
  return tables.map(({ name }) => {
    const columns = db.all<{ name: string }>(sql`select name from pragma_table_info(${name})`);
    const query = `select ${columns.map((column) => `"${column.name}"`).join(", ")} from "${name}" order by rowid`;
    return { query, rows: db.all(sql.raw(query)) };
  });
}

it("every released migration is still as it was released, and the first ones are no others", () => {
  const hashOf = (tag: string) => createHash("sha256").update(textOf(tag)).digest("hex");
  expect(entries.slice(0, RELEASED.length).map(({ tag }) => ({ tag, sha256: hashOf(tag) }))).toEqual(
    RELEASED.map(({ tag, sha256 }) => ({ tag, sha256 })),
  );
});

const populated = RELEASED.flatMap(({ tag, rows }) => (rows === null ? [] : [{ tag, rows }]));

describe.each(populated)("a database of $tag", ({ tag, rows }) => {
  it("keeps every row, is sound, and goes on", async () => {
    const old = oldDatabase();
    fill(old.db, tag, rows);
    const before = contents(old.db);
    expect(before.filter((table) => table.rows.length > 0).length).toBeGreaterThan(20);

    const { db, close } = await old.upgrade();
    for (const { query, rows: kept } of before) expect({ query, rows: db.all(sql.raw(query)) }).toEqual({ query, rows: kept });
    expect(db.all(sql`pragma foreign_key_check`)).toEqual([]);
    const clock = testClock(Date.parse("2027-01-01T00:00:00Z"));
    const store = createStore({ db, clock });
    expect(wrongCounters(store)).toEqual([]);
    expect(verifyChain(store).broken).toBeNull();
    // Older than the index, its messages are found once it is made.
    if (!rows.includes('INTO "search"')) rebuildSearch(store);
    expect(searchMessages(store, "where is my transfer", null, 5)).toHaveLength(1);

    const asked = snapshot("new:1", person("newcomer"), clock.now(), { text: "after the update" });
    ingest(store, [{ accountId: 1, events: [created(asked)] }]);
    expect(searchMessages(store, "after the update", null, 5)).toHaveLength(1);
    expect(wrongCounters(store)).toEqual([]);
    expect(verifyChain(store).broken).toBeNull();
    close();
  });
});
