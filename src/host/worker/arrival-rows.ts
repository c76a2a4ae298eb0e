/** The rows of a brand that moves in, as one database takes and counts them. */
import { sql } from "drizzle-orm";
import type { Store } from "../../store/db.ts";
import { type MovedTable, OWN_FACTS, tablesOfUse } from "../move/fates.ts";

/** Stores lines, each the JSON array of a row, by one statement. Throws what the database says of rows that do not fit. */
export function insertRows({ db }: Store, { name, columns }: MovedTable, lines: string[]): void {
  const ours = columns.map((column) => sql.identifier(column));
  const values = columns.map((_, index) => sql.raw(`value ->> ${index}`));
  const rows = `[${lines.join(",")}]`;
  db.run(
    sql`insert into ${sql.identifier(name)} (${sql.join(ours, sql`, `)}) select ${sql.join(values, sql`, `)} from json_each(${rows})`,
  );
}

/** As an export counts them. */
export function countRows({ db }: Store, table: string): number {
  const own =
    table === "meta" ? sql`where key not in (select value from json_each(${JSON.stringify(OWN_FACTS)}))` : sql``;
  const [row] = db.all<{ n: number }>(sql`select count(*) as n from ${sql.identifier(table)} ${own}`);
  return row?.n ?? 0;
}

/** A table that has rows already; null in a brand that nobody has used. */
export function usedTable({ db }: Store): string | null {
  return tablesOfUse().find((name) => db.all(sql`select 1 from ${sql.identifier(name)} limit 1`).length > 0) ?? null;
}

/** What an unused brand has noted by itself, such as the secret of sign-ins that strangers tried, gives way to what moves in. */
export function dropFacts({ db }: Store): void {
  db.run(sql`delete from meta where key not in (select value from json_each(${JSON.stringify(OWN_FACTS)}))`);
}

/** Ids that were given and freed again must not come back: links outside still name them. */
export function continueIds({ db }: Store, table: string, sequence: number): void {
  db.run(sql`delete from sqlite_sequence where name = ${table}`);
  db.run(sql`insert into sqlite_sequence (name, seq) values (${table}, ${sequence})`);
}
