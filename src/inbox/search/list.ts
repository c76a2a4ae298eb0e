/** Conversations that fit a search, each with the newest message that shows why. */
import { eq, sql } from "drizzle-orm";
import type { Store } from "../../store/db.ts";
import { idList, perStore } from "../../store/prepared.ts";
import { agent, identity, message } from "../../store/schema.ts";
import { withoutConsentToken } from "../../trust/consent-texts.ts";
import { type ListFilter, listConversations, matcherOf } from "../views/conversation-list.ts";
import { type ConversationRow, conversationRows } from "../views/conversation-rows.ts";
import { type ListKey } from "../views/conversation-streams.ts";
import { formatCursor } from "../views/keyset.ts";
import { conversationFits, findHits } from "./hits.ts";
import { type Marker, markerOf } from "./marks.ts";
import { newestThatHas } from "./messages-that-have.ts";
import type { Search } from "./resolve.ts";
import { type Snippet, snippetOf } from "./snippet.ts";

export interface HitShown extends Snippet {
  message: Pick<typeof message.$inferSelect, "id" | "direction" | "sentAt">;
  authorName: string | null;
}

export interface Found {
  row: ConversationRow;
  /** Null where only the conversation itself was asked for. */
  hit: HitShown | null;
}

const queriesOf = perStore((db) => ({
  messages: db
    .select({
      message: { id: message.id, direction: message.direction, sentAt: message.sentAt, text: message.text },
      person: identity.name,
      agent: agent.name,
    })
    .from(message)
    .leftJoin(identity, eq(identity.id, message.authorId))
    .leftJoin(agent, eq(agent.id, message.agentId))
    .where(sql`${message.id} in (select value from json_each(${sql.placeholder("ids")}))`)
    .prepare(),
}));

type Page = { cursor?: string | undefined; limit: number };

/**
 * With words, or `from:`: by the newest message that fits, at most once a page; on a later page a conversation can come again with an older one. Otherwise
 * as the list. Throws ProblemError `invalid` for a foreign cursor.
 */
export function searchConversations(
  store: Store,
  filter: ListFilter,
  search: Search,
  page: Page,
): { items: Found[]; nextCursor: string | null } {
  return search.fts === null ? byConversation(store, filter, search, page) : byWords(store, filter, search, page);
}

/** Messages that fit, newest first, each with its conversation. */
export function searchMessagesWith(
  store: Store,
  search: Search,
  page: Page,
): { items: { row: ConversationRow; hit: HitShown }[]; nextCursor: string | null } {
  const { hits, next } = findHits(store, search, page);
  return { items: shown(store, search, hits), nextCursor: next };
}

function byWords(store: Store, filter: ListFilter, search: Search, page: Page) {
  const fits = matcherOf(store, filter);
  const seen = new Set<number>();
  const { hits, next } = findHits(store, search, page, ({ key }) => {
    if (seen.has(key.id) || !fits(key)) return false;
    seen.add(key.id);
    return true;
  });
  return { items: shown(store, search, hits), nextCursor: next };
}

function byConversation(store: Store, filter: ListFilter, search: Search, page: Page) {
  if (search.impossible) return { items: [], nextCursor: null };
  const has = new Map<number, number>();
  const also = (key: ListKey) => {
    if (!conversationFits(store, search, key)) return false;
    if (search.has.length === 0) return true;
    const id = newestThatHas(store, key.id, search.has);
    if (id !== null) has.set(key.id, id);
    return id !== null;
  };
  const cursor =
    page.cursor ?? (search.sentBefore === null ? undefined : formatCursor({ at: search.sentBefore, id: 0 }));
  const { items, nextCursor } = listConversations(store, narrowed(filter, search, also), { cursor, limit: page.limit });
  const hits = new Map(hitsShown(store, [...has.values()], () => []).map((hit) => [hit.message.id, hit]));
  return {
    items: items.map((row) => ({ row, hit: hits.get(has.get(row.conversation.id) ?? 0) ?? null })),
    nextCursor,
  };
}

/** Lets the list pick its index by what the search says as well; `also` looks at all of it again. */
function narrowed(filter: ListFilter, search: Search, also: (key: ListKey) => boolean): ListFilter {
  const { statuses, accountIds, assignee, labelIds, attention, sentAfter } = search;
  return {
    ...filter,
    ...(statuses !== null && { statuses: statuses.filter((one) => filter.statuses?.includes(one) ?? true) }),
    ...(accountIds !== null && { accountIds }),
    ...(assignee !== null && filter.assigneeId === undefined && { assigneeId: assignee.id }),
    ...(labelIds[0] !== undefined && filter.label === undefined && { labelId: labelIds[0] }),
    ...(attention && filter.attention === undefined && { attention }),
    ...(sentAfter !== null && { notBefore: sentAfter }),
    // A look into a conversation costs more than a row of an index.
    ...(search.has.length > 0 && { mostLookedAt: 300 }),
    also,
  };
}

function shown(store: Store, search: Search, hits: readonly { messageId: number; key: ListKey }[]) {
  const rows = new Map(
    conversationRows(store, [...new Set(hits.map(({ key }) => key.id))]).map((row) => [row.conversation.id, row]),
  );
  const texts = new Map(
    hitsShown(
      store,
      hits.map(({ messageId }) => messageId),
      markerOf(search.terms),
    ).map((hit) => [hit.message.id, hit]),
  );
  return hits.flatMap(({ messageId, key }) => {
    const row = rows.get(key.id);
    const hit = texts.get(messageId);
    return row && hit ? [{ row, hit }] : [];
  });
}

function hitsShown(store: Store, ids: number[], mark: Marker): HitShown[] {
  return queriesOf(store)
    .messages.all({ ids: idList(ids) })
    .map(({ message: { text, ...rest }, agent: byAgent, person }) => ({
      message: rest,
      authorName: byAgent ?? person,
      ...snippetOf(withoutConsentToken(text), mark(text)),
    }));
}
