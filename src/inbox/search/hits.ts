/** Messages that hold the words of a search, newest first, with the conversation of each; a bounded stretch of the index at a time. */
import { eq, sql } from "drizzle-orm";
import { ProblemError } from "../../domain/problem.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import { idList, perStore } from "../../store/prepared.ts";
import { conversation, message } from "../../store/schema.ts";
import { searchIndex } from "../../store/search.ts";
import { hasLabel, listKeyColumns, type ListKey } from "../views/conversation-streams.ts";
import { messageHas } from "./messages-that-have.ts";
import type { Search } from "./resolve.ts";

export interface Hit {
  messageId: number;
  key: ListKey;
}

/** Hits looked at for one page: about 10 ms. */
const LOOKED_AT = 2_000;
const CHUNK = 250;
const p = sql.placeholder;

const queriesOf = perStore((db) => ({
  found: db
    .select({ messageId: message.id, sentAt: message.sentAt, ...listKeyColumns })
    .from(message)
    .innerJoin(conversation, eq(conversation.id, message.conversationId))
    .where(sql`${message.id} in (select value from json_each(${p("ids")}))`)
    .prepare(),
  receivedAt: db
    .select({ at: message.receivedAt })
    .from(message)
    .where(sql`${message.id} >= ${p("id")}`)
    .orderBy(message.id)
    .limit(1)
    .prepare(),
  newest: db
    .select({ id: message.id })
    .from(message)
    .orderBy(sql`${message.id} desc`)
    .limit(1)
    .prepare(),
}));

/**
 * Up to `limit` hits that pass `keep`; `next` is the cursor behind the last one looked at, null at the end. A page can be short, or empty, while there is
 * more. Throws ProblemError `invalid` for a foreign cursor.
 */
export function findHits(
  store: Store,
  search: Search,
  page: { cursor?: string | undefined; limit: number },
  keep: (hit: Hit) => boolean = () => true,
): { hits: Hit[]; next: string | null } {
  let before = parseBefore(page.cursor);
  if (search.fts === null || search.impossible) return { hits: [], next: null };
  const atLeast = search.sentAfter === null ? 0 : firstReceivedAt(store, search.sentAfter);
  const hits: Hit[] = [];
  for (let looked = 0; looked < LOOKED_AT; looked += CHUNK) {
    const ids = searchIndex(store, search.fts, { before, atLeast, limit: CHUNK });
    const rows = new Map(
      queriesOf(store)
        .found.all({ ids: idList(ids) })
        .map((row) => [row.messageId, row]),
    );
    for (const id of ids) {
      before = id;
      const row = rows.get(id);
      if (row === undefined || !fits(store, search, row)) continue;
      const hit = { messageId: id, key: row };
      if (!keep(hit)) continue;
      hits.push(hit);
      if (hits.length === page.limit) return { hits, next: String(id) };
    }
    if (ids.length < CHUNK) return { hits, next: null };
  }
  return { hits, next: before === null ? null : String(before) };
}

function fits(store: Store, search: Search, row: ListKey & { messageId: number; sentAt: EpochMs }): boolean {
  return (
    (search.sentBefore === null || row.sentAt < search.sentBefore) &&
    (search.sentAfter === null || row.sentAt >= search.sentAfter) &&
    conversationFits(store, search, row) &&
    messageHas(store, row.messageId, search.has)
  );
}

/** What a search asks of the conversation itself. */
export function conversationFits(store: Store, search: Search, key: ListKey): boolean {
  return (
    !search.impossible &&
    (search.statuses === null || search.statuses.includes(key.status)) &&
    (search.accountIds === null || search.accountIds.has(key.accountId)) &&
    (search.kind === null || key.kind === search.kind) &&
    (search.assignee === null || key.assigneeId === search.assignee.id) &&
    (!search.unread || key.unread > 0) &&
    (!search.waiting || key.waitingSince !== null) &&
    (!search.attention || key.attention > 0) &&
    search.labelIds.every((id) => hasLabel(store, key.id, id))
  );
}

/** The first message that we had not before then; none is older in the order of arrival, and none is sent after it has come. */
function firstReceivedAt(store: Store, at: EpochMs): number {
  const queries = queriesOf(store);
  let low = 1;
  let high = (queries.newest.get()?.id ?? 0) + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const found = queries.receivedAt.get({ id: middle });
    if (found !== undefined && found.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function parseBefore(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  if (!/^[0-9]{1,15}$/.test(cursor))
    throw new ProblemError("invalid", "This cursor is not one of ours: pass `nextCursor` as it was given.", {
      field: "cursor",
    });
  return Number(cursor);
}
