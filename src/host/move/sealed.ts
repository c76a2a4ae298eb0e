/** Sealed values on their way from one key to another: opened where the old key is, sealed where the new one is. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import { appPlace, Part, userPlace } from "../../inbox/accounts/credentials.ts";
import { appFingerprint } from "../../inbox/accounts/fingerprint.ts";
import { PLATFORMS } from "../../domain/platform.ts";
import type { Store } from "../../store/db.ts";
import type { Keys } from "../../trust/keys.ts";
import { type SealedPlace, seal, unseal } from "../../trust/seal.ts";

const Value = z.union([z.string(), z.number(), z.null()]);
/** By the database's column names. */
export type Row = Record<string, z.infer<typeof Value>>;

interface SealedColumn {
  table: string;
  column: string;
  /** The columns that tell its rows apart. */
  key: readonly string[];
  /** False for a row in which the column holds something else. */
  holds?: (row: Row) => boolean;
  place: (row: Row) => SealedPlace;
  /** What else in the row was made with the key. */
  renew?: (store: Store, keys: Keys, row: Row, text: string) => Row;
}

const LOOKS_SEALED = /^v1(\.[\w-]+){3}$/;
const App = z.object({ id: z.number(), platform: z.enum(PLATFORMS) });

/** Every column of a table that moves whose values are sealed. */
const SEALED: readonly SealedColumn[] = [
  {
    table: "meta",
    column: "value",
    key: ["key"],
    // Facts that are sealed stand among those that are not, each bound to its name.
    holds: (row) => LOOKS_SEALED.test(String(row["value"])),
    place: (row) => ({ table: "meta", column: "value", row: String(row["key"]) }),
  },
  {
    table: "app",
    column: "credentials",
    key: ["id"],
    place: (row) => appPlace(String(row["fingerprint"])),
    renew(store, keys, row, text) {
      const { id, platform } = App.parse(row);
      const [owner] = store.db.all<{ remoteId: string }>(
        sql`select remote_id as remoteId from account where app_id = ${id} order by id desc limit 1`,
      );
      const credentials = Part.parse(JSON.parse(text));
      return { fingerprint: appFingerprint(keys, platform, credentials, owner?.remoteId ?? "") };
    },
  },
  {
    table: "account",
    column: "credentials",
    key: ["id"],
    place: (row) => userPlace({ platform: String(row["platform"]), remoteId: String(row["remote_id"]) }),
  },
];

const Opened = z.strictObject({ table: z.string(), column: z.string(), key: z.array(Value), text: z.string() });
export type Opened = z.infer<typeof Opened>;

/** Never stored, never logged, and sent over TLS alone. `from`: how many went before. */
export const HandOver = z.strictObject({ from: z.number().int().nonnegative(), values: z.array(Opened) });
export type HandOver = z.infer<typeof HandOver>;

/** How many values are sealed. `rows` gives all rows of a table. */
export function countSealed(rows: (table: string) => Row[]): number {
  return SEALED.reduce((sum, column) => sum + rows(column.table).filter((row) => holds(column, row)).length, 0);
}

/** Opens everything that is sealed. Throws KeyError where the key is not the one it was sealed with. */
export function openSealed(keys: Keys, rows: (table: string) => Row[]): Opened[] {
  return SEALED.flatMap((sealed) => {
    const { table, column, key, place } = sealed;
    return rows(table)
      .filter((row) => holds(sealed, row))
      .map((row) => ({
        table,
        column,
        key: key.map((name) => row[name] ?? null),
        text: unseal(keys, place(row), String(row[column])),
      }));
  });
}

/** Seals values anew in their rows; one whose row is not there is passed over. Call inside a transaction. */
export function sealAgain(store: Store, keys: Keys, values: readonly Opened[]): void {
  for (const { table, column, key, text } of values) {
    const sealed = SEALED.find((one) => one.table === table && one.column === column);
    if (!sealed) continue;
    const name = sql.identifier(table);
    const conditions = sealed.key.map((one, index) => sql`${sql.identifier(one)} = ${key[index] ?? null}`);
    const where = sql.join(conditions, sql` and `);
    const [row] = store.db.all<Row>(sql`select * from ${name} where ${where}`);
    if (!row) continue;
    const renewed = sealed.renew?.(store, keys, row, text) ?? {};
    const changes = { ...renewed, [column]: seal(keys, sealed.place({ ...row, ...renewed }), text) };
    const sets = Object.entries(changes).map(([one, value]) => sql`${sql.identifier(one)} = ${value}`);
    store.db.run(sql`update ${name} set ${sql.join(sets, sql`, `)} where ${where}`);
  }
}

/** Whether everything that is sealed opens with this key. */
export function allOpens(store: Store, keys: Keys): boolean {
  try {
    openSealed(keys, (table) => store.db.all<Row>(sql`select * from ${sql.identifier(table)}`));
    return true;
  } catch {
    return false;
  }
}

function holds({ column, holds: isSealed }: SealedColumn, row: Row): boolean {
  return row[column] !== null && (isSealed?.(row) ?? true);
}
