/** Keeps the number of conversations per status, account and assignee; counted once, then maintained. */
import { sql } from "drizzle-orm";
import type { ConversationStatus } from "../domain/status.ts";
import type { Store } from "./db.ts";
import { counter } from "./schema.ts";

/** What of a conversation is counted. */
export interface Counted {
  accountId: number;
  assigneeId: number | null;
  status: ConversationStatus;
  attention: number;
}

type Scope = (typeof counter.$inferSelect)["scope"];

/** The counters that a conversation stands in. */
export function countersOf(row: Counted): { scope: Scope; key: number; status: ConversationStatus }[] {
  const { status } = row;
  const places: { scope: Scope; key: number; status: ConversationStatus }[] = [
    { scope: "all", key: 0, status },
    { scope: "account", key: row.accountId, status },
    { scope: "assignee", key: row.assigneeId ?? 0, status },
  ];
  if (row.attention > 0) places.push({ scope: "attention", key: 0, status });
  return places;
}

/** Moves a conversation between counters; null: it did not exist before. */
export function moveCounters(store: Store, before: Counted | null, after: Counted): void {
  const from = before ? countersOf(before) : [];
  const to = countersOf(after);
  const same = (a: (typeof to)[number], b: (typeof to)[number]) =>
    a.scope === b.scope && a.key === b.key && a.status === b.status;
  for (const place of from) if (!to.some((other) => same(place, other))) add(store, place, -1);
  for (const place of to) if (!from.some((other) => same(place, other))) add(store, place, 1);
}

function add(store: Store, place: { scope: Scope; key: number; status: ConversationStatus }, by: number): void {
  store.q.addToCounter.run({ ...place, by });
}

/** Counts everything anew from the conversations themselves. */
export function countAll(store: Store): Map<string, number> {
  const counts = new Map<string, number>();
  const rows = store.db.all<Counted & { n: number }>(sql`
    select account_id as accountId, assignee_id as assigneeId, status, (attention > 0) as attention, count(*) as n
    from conversation group by 1, 2, 3, 4`);
  for (const { n, ...row } of rows) {
    for (const { scope, key, status } of countersOf(row)) {
      const name = `${scope}/${key}/${status}`;
      counts.set(name, (counts.get(name) ?? 0) + n);
    }
  }
  return counts;
}

/** The counters as they are kept, in the form of `countAll`, zeros left out. */
export function keptCounts(store: Store): Map<string, number> {
  const rows = store.db.select().from(counter).all();
  return new Map(rows.filter((row) => row.n !== 0).map((row) => [`${row.scope}/${row.key}/${row.status}`, row.n]));
}
