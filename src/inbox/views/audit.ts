/** The event log as auditors read it: newest first, filtered, never more than a bounded stretch of it at once. */
import { type SQL, sql } from "drizzle-orm";
import type { IdKind } from "../../domain/ids.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import { event } from "../../store/schema.ts";

/** Events looked at for one page: what no index finds is passed over one by one, about 10 ms long. */
const LOOKED_AT = 5_000;

export interface AuditFilter {
  /** `agt_3` or `system`. */
  actor?: string | undefined;
  type?: string | undefined;
  subject?: { kind: AuditSubject; id: number } | undefined;
  since?: EpochMs | undefined;
  until?: EpochMs | undefined;
}

/** Kinds of things that events name. */
export const AUDIT_SUBJECTS = [
  "account",
  "agent",
  "contact",
  "conversation",
  "delivery",
  "identity",
  "job",
  "message",
  "token",
] as const satisfies readonly IdKind[];
export type AuditSubject = (typeof AUDIT_SUBJECTS)[number];

type EventRow = typeof event.$inferSelect;

/** A page below `before`; can be short while there is more. `next`: pass it as `before`, null at the end. */
export function listAudit(
  store: Store,
  filter: AuditFilter,
  { before, limit }: { before: number | null; limit: number },
): { items: EventRow[]; next: number | null } {
  const { found, rest } = conditions(store, filter, before);
  const stretch = sql`select * from ${event} where ${sql.join(found, sql` and `)} order by seq desc limit ${LOOKED_AT}`;
  const rows = store.db.all<EventRow>(sql`
    select seq, at, type, version, actor, account_id as accountId, conversation_id as conversationId, message_id as messageId,
      data, content_hash as contentHash, prev_hash as prevHash, hash
    from (${stretch}) where ${rest.length > 0 ? sql.join(rest, sql` and `) : sql`1`} order by seq desc limit ${limit + 1}`);
  if (rows.length > limit) {
    const items = rows.slice(0, limit);
    return { items, next: items.at(-1)?.seq ?? null };
  }
  const [looked] = store.db.all<{ n: number; last: number | null }>(
    sql`select count(*) as n, min(seq) as last from (${stretch})`,
  );
  return { items: rows, next: looked?.n === LOOKED_AT ? looked.last : null };
}

/** `found` narrows by the one index that promises most, `rest` is looked at row by row. */
function conditions(store: Store, filter: AuditFilter, before: number | null): { found: SQL[]; rest: SQL[] } {
  const { actor, type, subject, since, until } = filter;
  const found: SQL[] = [];
  const rest: SQL[] = [];
  if (before !== null) found.push(sql`seq < ${before}`);
  if (since !== undefined) {
    found.push(sql`seq >= ${firstAt(store, since)}`);
    rest.push(sql`at >= ${since}`);
  }
  if (until !== undefined) {
    found.push(sql`seq < ${firstAt(store, until + 1)}`);
    rest.push(sql`at <= ${until}`);
  }
  const conversationId = subject && conversationOf(store, subject);
  if (conversationId !== undefined) found.push(sql`conversation_id = ${conversationId}`);
  else if (type !== undefined && type !== "message.created")
    found.push(sql`type = ${type} and type <> 'message.created'`);
  else if (actor !== undefined && actor !== "system") found.push(sql`actor = ${actor} and actor <> 'system'`);
  if (subject) rest.push(subjectIs(subject));
  if (type !== undefined) rest.push(sql`type = ${type}`);
  if (actor !== undefined) rest.push(sql`actor = ${actor}`);
  return { found: found.length > 0 ? found : [sql`seq > 0`], rest };
}

function conversationOf(store: Store, { kind, id }: NonNullable<AuditFilter["subject"]>): number | undefined {
  if (kind === "conversation") return id;
  return kind === "message" ? (store.q.messageById.get({ id })?.conversationId ?? undefined) : undefined;
}

function subjectIs({ kind, id }: NonNullable<AuditFilter["subject"]>): SQL {
  switch (kind) {
    case "conversation":
      return sql`conversation_id = ${id}`;
    case "message":
      return sql`message_id = ${id}`;
    case "account":
      return sql`account_id = ${id}`;
    case "agent":
    case "contact":
    case "delivery":
    case "identity":
    case "job":
    case "token":
      return sql`json_extract(data, ${`$.${kind}Id`}) = ${id}`;
  }
}

/** The number of the first event at or after a time. Numbers and times grow together, as long as nobody sets the clock back. */
function firstAt(store: Store, at: EpochMs): number {
  let low = 1;
  let high = (store.q.lastEvent.get()?.seq ?? 0) + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((store.q.eventAt.get({ seq: middle })?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
