/** Messages that hold all the words of a query, newest first, with their conversations. */
import { and, eq, sql } from "drizzle-orm";
import { ProblemError } from "../../domain/problem.ts";
import type { Store } from "../../store/db.ts";
import { agent, identity, message } from "../../store/schema.ts";
import { searchMessages } from "../../store/search.ts";
import { type ConversationRow, conversationRows } from "./conversation-rows.ts";
import { idList, perStore } from "../../store/prepared.ts";

export interface SearchHit {
  message: typeof message.$inferSelect;
  authorName: string | null;
  conversation: ConversationRow;
}

/** Words of others belong to no conversation and are passed over; so many pages of them at most. */
const ROUNDS = 5;

const queriesOf = perStore((db) => ({
  messages: db
    .select({ message, person: identity.name, agent: agent.name })
    .from(message)
    .leftJoin(identity, eq(identity.id, message.authorId))
    .leftJoin(agent, eq(agent.id, message.agentId))
    .where(
      and(
        sql`${message.id} in (select value from json_each(${sql.placeholder("ids")}))`,
        sql`${message.conversationId} is not null`,
      ),
    )
    .prepare(),
}));

/** A page of hits; the cursor is the id of the last message looked at. Throws ProblemError `invalid` for a foreign cursor. */
export function searchHits(
  store: Store,
  words: string,
  page: { cursor?: string | undefined; limit: number },
): { items: SearchHit[]; nextCursor: string | null } {
  let before = parseBefore(page.cursor);
  const items: SearchHit[] = [];
  for (let round = 0; round < ROUNDS && items.length < page.limit; round += 1) {
    const want = page.limit - items.length;
    const ids = searchMessages(store, words, before, want);
    items.push(...hitsOf(store, ids));
    before = ids.at(-1) ?? null;
    if (ids.length < want || before === null) return { items, nextCursor: null };
  }
  return { items, nextCursor: before === null ? null : String(before) };
}

function hitsOf(store: Store, ids: number[]): SearchHit[] {
  const found = queriesOf(store)
    .messages.all({ ids: idList(ids) })
    .toSorted((a, b) => b.message.id - a.message.id);
  const conversationIds = [...new Set(found.flatMap((row) => row.message.conversationId ?? []))];
  const conversations = new Map(conversationRows(store, conversationIds).map((row) => [row.conversation.id, row]));
  return found.flatMap((row) => {
    const conversation = conversations.get(row.message.conversationId ?? 0);
    return conversation ? { message: row.message, authorName: row.agent ?? row.person, conversation } : [];
  });
}

function parseBefore(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  if (!/^[0-9]{1,15}$/.test(cursor))
    throw new ProblemError("invalid", "This cursor is not one of ours: pass `nextCursor` as it was given.", {
      field: "cursor",
    });
  return Number(cursor);
}
