/** The one place that writes a conversation row: it keeps the counters in step. */
import type { Store } from "./db.ts";
import { moveCounters } from "./counters.ts";
import type { conversation } from "./schema.ts";

export type Conversation = typeof conversation.$inferSelect;

/** What may change about a conversation once it exists. */
export type ConversationChange = Partial<
  Omit<Conversation, "id" | "accountId" | "platform" | "placeId" | "personId" | "kind" | "createdAt" | "erasedAt">
>;

/** Reads a conversation; null where there is none. */
export function findConversation(store: Store, id: number): Conversation | null {
  return store.q.conversationById.get({ id }) ?? null;
}

/** Applies a change inside the running transaction and gives the new row. */
export function changeConversation(store: Store, before: Conversation, change: ConversationChange): Conversation {
  const after: Conversation = { ...before, ...change };
  store.q.updateConversation.run(after);
  moveCounters(store, before, after);
  return after;
}
