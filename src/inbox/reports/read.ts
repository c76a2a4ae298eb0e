/** Adds up roll-ups: whatever is asked, only rows of the series and hours that it is about are read. */
import { setImmediate } from "node:timers";
import { type SQL, sql } from "drizzle-orm";
import type { Facet, Measure, Visibility } from "../../domain/reports/measures.ts";
import { type Piece, type Pieces, turnsOf } from "../../domain/reports/period.ts";
import type { Store } from "../../store/db.ts";
import { BUCKETS, SERIES_STEP } from "../../store/reports/slot.ts";

export interface Wanted {
  measures: readonly Measure[];
  facet: Facet;
  /** Null: every key, told apart by `by`. */
  key: number | null;
  /** Null: all. */
  accountIds: readonly number[] | null;
  visibility: Visibility | null;
}

/** `group` is a step, or an id of what was asked for. */
export interface Count {
  measure: Measure;
  group: number;
  bucket: number;
  n: number;
}

const GROUPS = {
  step: sql.raw("piece.step"),
  key: sql.raw("report_series.key"),
  account: sql.raw("report_series.account_id"),
  visibility: sql.raw("(report_series.visibility = 'public')"),
} as const;
export type GroupBy = keyof typeof GROUPS;

/** Sums by measure, group and bucket. */
export async function readCounts(store: Store, wanted: Wanted, pieces: Pieces, by: GroupBy): Promise<Count[]> {
  const sums = new Map<string, Count>();
  for await (const counts of readInTurns(store, wanted, pieces, GROUPS[by]))
    for (const count of counts) {
      const key = `${count.measure}/${count.group}/${count.bucket}`;
      const known = sums.get(key);
      if (known) known.n += count.n;
      else sums.set(key, count);
    }
  return [...sums.values()];
}

/** The same at once, over any time: only for measures that are few rows a day. */
export function readFewCounts(store: Store, wanted: Wanted, pieces: Pieces): Count[] {
  return [
    ...readTable(store, "report_hour", wanted, pieces.hours, GROUPS.step),
    ...readTable(store, "report_day", wanted, pieces.days, GROUPS.step),
  ];
}

/** Read in one go: under 10 ms, by colleague too, with a million messages a year. */
const DAYS_A_TURN = 7;
const HOURS_A_TURN = 24 * DAYS_A_TURN;

/** Lets others in between, so that nobody waits for somebody's year. */
async function* readInTurns(store: Store, wanted: Wanted, pieces: Pieces, group: SQL): AsyncGenerator<Count[]> {
  const turns = [
    ...turnsOf(pieces.hours, HOURS_A_TURN).map((some) => ["report_hour", some] as const),
    ...turnsOf(pieces.days, DAYS_A_TURN).map((some) => ["report_day", some] as const),
  ];
  for (const [index, [table, some]] of turns.entries()) {
    if (index > 0) await new Promise<void>((resolve) => setImmediate(resolve));
    yield readTable(store, table, wanted, some, group);
  }
}

/** Monday is 0; 1970 began on a Thursday. */
const HOURS_TO_MONDAY = 3 * 24;
const HOURS_A_WEEK = 168;

/** By local hour of the week; each piece brings its offset. */
export async function readHoursOfWeek(store: Store, wanted: Wanted, pieces: Piece[]): Promise<number[]> {
  const hour = sql`(report_hour.slot / ${sql.raw(String(BUCKETS))}) % ${sql.raw(String(SERIES_STEP / BUCKETS))}`;
  const group = sql`(${hour} + piece.step + ${sql.raw(String(HOURS_TO_MONDAY))}) % ${sql.raw(String(HOURS_A_WEEK))}`;
  const cells = Array.from({ length: HOURS_A_WEEK }, () => 0);
  for await (const counts of readInTurns(store, wanted, { hours: pieces, days: [] }, group))
    for (const { group: cell, n } of counts) cells[cell] = (cells[cell] ?? 0) + n;
  return cells;
}

function readTable(
  store: Store,
  table: "report_hour" | "report_day",
  wanted: Wanted,
  pieces: Piece[],
  group: SQL,
): Count[] {
  const held = pieces.filter(([, from, to]) => from < to);
  if (held.length === 0) return [];
  const t = sql.raw(table);
  const [bucket, series] = [sql.raw(String(BUCKETS)), sql.raw(String(SERIES_STEP))];
  const { measures, facet, key, accountIds, visibility } = wanted;
  const list = (values: readonly (string | number)[]) => sql`(select value from json_each(${JSON.stringify(values)}))`;
  const conditions = [
    sql`report_series.measure in ${list(measures)}`,
    sql`report_series.facet = ${facet}`,
    ...(key === null ? [] : [sql`report_series.key = ${key}`]),
    ...(accountIds === null ? [] : [sql`report_series.account_id in ${list(accountIds)}`]),
    ...(visibility === null ? [] : [sql`report_series.visibility = ${visibility}`]),
  ];
  // Cross joins keep the order: few series, few pieces, and of the large table one range of keys for each of both.
  return store.db.all<Count>(sql`
    with piece(step, first, past) as materialized (
      select json_extract(value, '$[0]'), json_extract(value, '$[1]') * ${bucket}, json_extract(value, '$[2]') * ${bucket}
      from json_each(${JSON.stringify(held)}))
    select report_series.measure as measure, ${group} as "group", ${t}.slot % ${bucket} as bucket, sum(${t}.n) as n
    from report_series cross join piece cross join ${t}
    where ${sql.join(conditions, sql` and `)} and ${t}.slot >= report_series.id * ${series} + piece.first and ${t}.slot < report_series.id * ${series} + piece.past
    group by 1, 2, 3 having sum(${t}.n) <> 0`);
}
