/** Gives a conversation to somebody of the team, or to nobody. */
import { demand } from "../domain/permissions.ts";
import { eq } from "drizzle-orm";
import { ProblemError } from "../domain/problem.ts";
import { type Context, record } from "../store/context.ts";
import { changeConversation, type Conversation } from "../store/conversation-state.ts";
import { agent } from "../store/schema.ts";
import { requireConversation } from "./require-conversation.ts";

/**
 * Null: nobody's. `noteId`: the note with which it is handed over; then it must go to somebody else. Throws ProblemError `not-found`, or `invalid` for
 * somebody who does not exist or has left.
 */
export function assign(
  ctx: Context,
  conversationId: number,
  assigneeId: number | null,
  noteId: number | null = null,
): Conversation {
  demand(ctx, "conversation.manage");
  const invalid = (message: string) => new ProblemError("invalid", message, { field: "assigneeId" });
  return ctx.store.transaction((now) => {
    const before = requireConversation(ctx, conversationId);
    if (before.assigneeId === assigneeId) {
      if (noteId !== null) throw invalid("It is theirs already. Write a note that names them instead.");
      return before;
    }
    if (assigneeId !== null) {
      const to = ctx.store.db.select().from(agent).where(eq(agent.id, assigneeId)).get();
      if (!to) throw invalid("There is no such agent. GET /api/agents lists them.");
      if (to.deactivatedAt !== null) throw invalid(`${to.name} has left the team. Choose somebody else.`);
    }
    const after = changeConversation(ctx.store, before, { assigneeId });
    record(ctx, now, {
      type: "conversation.assigned",
      accountId: before.accountId,
      conversationId,
      messageId: noteId,
      data: { from: before.assigneeId, to: assigneeId },
    });
    return after;
  });
}
