/** Sorted streams of conversation keys, each read from one index, and their merge. */
import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { ConversationStatus } from "../../domain/status.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import { conversation, conversationLabel } from "../../store/schema.ts";
import { mentionedIn } from "../mentions.ts";
import { compareKeys, type Key, urgentAt, urgentTime } from "./keyset.ts";
import { idList, perStore } from "../../store/prepared.ts";

/** What filters look at. */
export interface ListKey extends Key {
  accountId: number;
  kind: "direct" | "public";
  status: ConversationStatus;
  assigneeId: number | null;
  attention: number;
  unread: number;
  waitingSince: EpochMs | null;
  dueAt: EpochMs | null;
}

/** The columns by which a list can put the urgent before the merely new, the earliest first. */
export type UrgentColumn = "waitingSince" | "dueAt";

/** Gives the keys that follow one, in their order; fewer than `limit` only at the end. */
export type Stream = (after: Key, limit: number) => ListKey[];

/** A key is read by these. */
export const listKeyColumns = {
  id: conversation.id,
  at: conversation.lastMessageAt,
  accountId: conversation.accountId,
  kind: conversation.kind,
  status: conversation.status,
  assigneeId: conversation.assigneeId,
  attention: conversation.attention,
  unread: conversation.unread,
  waitingSince: conversation.waitingSince,
  dueAt: conversation.dueAt,
};
const p = sql.placeholder;
const after = sql`(${conversation.lastMessageAt}, ${conversation.id}) < (${p("at")}, ${p("id")})`;

const queriesOf = perStore((db) => {
  const newest = (where: ReturnType<typeof and>) =>
    db
      .select(listKeyColumns)
      .from(conversation)
      .where(where)
      .orderBy(desc(conversation.lastMessageAt), desc(conversation.id))
      .limit(p("limit"))
      .prepare();
  const earliest = (column: UrgentColumn, where?: ReturnType<typeof and>) => {
    const { [column]: time, id } = conversation;
    // Written out once more, since the index holds only these.
    const behind = sql`${time} is not null and (${time}, ${id}) > (${p("time")}, ${p("id")})`;
    return db
      .select(listKeyColumns)
      .from(conversation)
      .where(and(where, behind))
      .orderBy(asc(time), asc(id))
      .limit(p("limit"))
      .prepare();
  };
  const status = eq(conversation.status, p("status"));
  const ofAccount = and(eq(conversation.accountId, p("accountId")), status);
  const ofAssignee = and(sql`${conversation.assigneeId} is ${p("assigneeId")}`, status);
  return {
    waitingByStatus: earliest("waitingSince", status),
    waitingByAccount: earliest("waitingSince", ofAccount),
    waitingByAssignee: earliest("waitingSince", ofAssignee),
    due: earliest("dueAt"),
    all: newest(after),
    byStatus: newest(and(status, after)),
    byAccount: newest(and(ofAccount, after)),
    byAssignee: newest(and(ofAssignee, after)),
    attention: newest(and(sql`${conversation.attention} > 0`, after)),
    byIds: db
      .select(listKeyColumns)
      .from(conversation)
      .where(sql`${conversation.id} in (select value from json_each(${p("ids")}))`)
      .prepare(),
    labelled: db
      .select({ id: conversationLabel.conversationId })
      .from(conversationLabel)
      .where(eq(conversationLabel.labelId, p("labelId")))
      .limit(p("limit"))
      .prepare(),
    hasLabel: db
      .select({ id: conversationLabel.conversationId })
      .from(conversationLabel)
      .where(
        and(eq(conversationLabel.conversationId, p("conversationId")), eq(conversationLabel.labelId, p("labelId"))),
      )
      .prepare(),
  };
});

export function everything(store: Store): Stream {
  return (key, limit) => queriesOf(store).all.all({ ...key, limit });
}
export function ofStatus(store: Store, status: ConversationStatus): Stream {
  return (key, limit) => queriesOf(store).byStatus.all({ ...key, limit, status });
}
export function ofAccount(store: Store, accountId: number, status: ConversationStatus): Stream {
  return (key, limit) => queriesOf(store).byAccount.all({ ...key, limit, accountId, status });
}
/** Null: nobody's. */
export function ofAssignee(store: Store, assigneeId: number | null, status: ConversationStatus): Stream {
  return (key, limit) => queriesOf(store).byAssignee.all({ ...key, limit, assigneeId, status });
}
export function needingAttention(store: Store): Stream {
  return (key, limit) => queriesOf(store).attention.all({ ...key, limit });
}

export function waitingOfStatus(store: Store, status: ConversationStatus): Stream {
  const query = queriesOf(store).waitingByStatus;
  return earliestFirst("waitingSince", (page) => query.all({ ...page, status }));
}
export function waitingOfAccount(store: Store, accountId: number, status: ConversationStatus): Stream {
  const query = queriesOf(store).waitingByAccount;
  return earliestFirst("waitingSince", (page) => query.all({ ...page, accountId, status }));
}
/** Null: nobody's. */
export function waitingOfAssignee(store: Store, assigneeId: number | null, status: ConversationStatus): Stream {
  const query = queriesOf(store).waitingByAssignee;
  return earliestFirst("waitingSince", (page) => query.all({ ...page, assigneeId, status }));
}
/** All that is owed by some time. */
export function due(store: Store): Stream {
  const query = queriesOf(store).due;
  return earliestFirst("dueAt", (page) => query.all(page));
}

function earliestFirst(
  column: UrgentColumn,
  read: (page: { time: number; id: number; limit: number }) => ListKey[],
): Stream {
  return ({ at, id }, limit) => read({ time: urgentTime(at), id, limit }).map((row) => raised(row, column));
}

function raised(row: ListKey, column: UrgentColumn | null): ListKey {
  const time = column === null ? null : row[column];
  return time === null ? row : { ...row, at: urgentAt(time) };
}

/** A known set of conversations, sorted here. */
function ofIds(store: Store, ids: number[], urgent: UrgentColumn | null): Stream {
  const keys = queriesOf(store)
    .byIds.all({ ids: idList(ids) })
    .map((row) => raised(row, urgent))
    .toSorted(compareKeys);
  return (after, limit) => keys.filter((key) => compareKeys(after, key) < 0).slice(0, limit);
}

/** The conversations with a label; null where they are more than `most`, so that another stream and `hasLabel` do better. */
export function ofLabel(store: Store, labelId: number, most: number, urgent: UrgentColumn | null): Stream | null {
  const rows = queriesOf(store).labelled.all({ labelId, limit: most + 1 });
  return rows.length > most
    ? null
    : ofIds(
        store,
        rows.map((row) => row.id),
        urgent,
      );
}

export function hasLabel(store: Store, conversationId: number, labelId: number): boolean {
  return queriesOf(store).hasLabel.get({ conversationId, labelId }) !== undefined;
}

/** The conversations in whose notes somebody is mentioned, of the newest `most` mentions. */
export function ofMentions(store: Store, agentId: number, most: number, urgent: UrgentColumn | null): Stream {
  return ofIds(
    store,
    mentionedIn(store, agentId, most).map((row) => row.id),
    urgent,
  );
}

/** Reads several streams as one, in order, a chunk at a time. */
export function* merge(streams: Stream[], start: Key, chunk: number): Generator<ListKey> {
  const heads = streams.map((stream) => ({ stream, rows: stream(start, chunk), next: 0, full: true }));
  for (const head of heads) head.full = head.rows.length === chunk;
  for (;;) {
    let first: (typeof heads)[number] | undefined;
    for (const head of heads) {
      const row = head.rows[head.next];
      const best = first?.rows[first.next];
      if (row && (!best || compareKeys(row, best) < 0)) first = head;
    }
    const row = first?.rows[first.next];
    if (!first || !row) return;
    yield row;
    first.next += 1;
    if (first.next === first.rows.length && first.full) {
      first.rows = first.stream(row, chunk);
      first.next = 0;
      first.full = first.rows.length === chunk;
    }
  }
}
