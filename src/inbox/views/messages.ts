/** What was said in the place of a conversation: its own messages and notes, and the words of others as context. */
import { and, desc, eq, sql } from "drizzle-orm";
import { ProblemError } from "../../domain/problem.ts";
import type { Direction } from "../../domain/status.ts";
import type { Conversation } from "../../store/conversation-state.ts";
import type { Store } from "../../store/db.ts";
import type { MessageRow } from "../../store/message-content.ts";
import { message } from "../../store/schema.ts";
import { formatCursor, parseCursor } from "./keyset.ts";
import { type MessageParts, messageParts } from "./message-parts.ts";
import { perStore } from "../../store/prepared.ts";

export interface MessageView extends MessageParts {
  message: MessageRow;
  direction: Direction;
}

const p = sql.placeholder;

const queriesOf = perStore((db) => ({
  inPlace: db
    .select()
    .from(message)
    .where(
      and(
        eq(message.placeId, p("placeId")),
        sql`(${message.sentAt}, ${message.id}) < (${p("at")}, ${p("id")})`,
        // Notes are for those who work on the conversation they stand in.
        sql`(${message.direction} <> 'note' or ${message.conversationId} = ${p("conversationId")})`,
      ),
    )
    .orderBy(desc(message.sentAt), desc(message.id))
    .limit(p("limit"))
    .prepare(),
}));

/** A page, newest first. Throws ProblemError `not-found` for the conversation and `invalid` for a foreign cursor. */
export function listMessages(
  store: Store,
  conversationId: number,
  page: { cursor?: string | undefined; limit: number },
): { items: MessageView[]; nextCursor: string | null } {
  const conversation = store.q.conversationById.get({ id: conversationId });
  if (!conversation) throw new ProblemError("not-found", "There is no such conversation.");
  const rows = queriesOf(store).inPlace.all({
    ...parseCursor(page.cursor),
    placeId: conversation.placeId,
    conversationId,
    limit: page.limit + 1,
  });
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    items: viewMessages(store, conversation, shown),
    nextCursor: rows.length > page.limit && last ? formatCursor({ at: last.sentAt, id: last.id }) : null,
  };
}

/** One message as its own conversation shows it; without one, as context. */
export function viewMessage(store: Store, row: MessageRow): MessageView {
  const direction = row.conversationId === null || row.direction === "ambient" ? "context" : row.direction;
  return { message: row, direction, ...messageParts(store, row, [row])(row) };
}

function viewMessages(store: Store, conversation: Conversation, rows: MessageRow[]): MessageView[] {
  const parts = messageParts(store, conversation, rows);
  return rows.map((row) => ({
    message: row,
    direction: row.conversationId === conversation.id && row.direction !== "ambient" ? row.direction : "context",
    ...parts(row),
  }));
}
