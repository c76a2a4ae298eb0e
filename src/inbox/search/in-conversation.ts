/** Where in one conversation the words of a search stand, to mark them and to go from one to the next. */
import { desc, eq, sql } from "drizzle-orm";
import { ProblemError } from "../../domain/problem.ts";
import type { SearchTerm, TextRange } from "../../domain/search/parse.ts";
import { findConversation } from "../../store/conversation-state.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { message } from "../../store/schema.ts";
import { markerOf } from "./marks.ts";

export interface Match {
  messageId: number;
  marks: TextRange[];
}

/** So many of the newest messages are looked at. */
const NEWEST = 1_000;

const queriesOf = perStore((db) => ({
  newest: db
    .select({ id: message.id, text: message.text })
    .from(message)
    .where(eq(message.conversationId, sql.placeholder("conversationId")))
    .orderBy(desc(message.sentAt), desc(message.id))
    .limit(NEWEST)
    .prepare(),
}));

/** Messages in which any of the words stands, newest first. Throws ProblemError `not-found`. */
export function matchesIn(store: Store, conversationId: number, terms: readonly SearchTerm[]): Match[] {
  if (findConversation(store, conversationId) === null)
    throw new ProblemError("not-found", "There is no such conversation.");
  const mark = markerOf(terms);
  return queriesOf(store)
    .newest.all({ conversationId })
    .map(({ id, text }) => ({ messageId: id, marks: mark(text) }))
    .filter(({ marks }) => marks.length > 0);
}
