/** Gives a conversation to somebody of the team, or to nobody. */
import { demand } from "../domain/permissions.ts";
import { eq } from "drizzle-orm";
import { ProblemError } from "../domain/problem.ts";
import { type Context, record } from "../store/context.ts";
import { changeConversation, type Conversation } from "../store/conversation-state.ts";
import { agent } from "../store/schema.ts";
import { requireConversation } from "./require-conversation.ts";

/** Null: nobody's. Throws ProblemError `not-found`, or `invalid` for somebody who does not exist. */
export function assign(ctx: Context, conversationId: number, assigneeId: number | null): Conversation {
  demand(ctx, "conversation.manage");
  return ctx.store.transaction((now) => {
    const before = requireConversation(ctx, conversationId);
    if (before.assigneeId === assigneeId) return before;
    if (assigneeId !== null && !ctx.store.db.select().from(agent).where(eq(agent.id, assigneeId)).get())
      throw new ProblemError("invalid", "There is no such agent. GET /api/agents lists them.", { field: "assigneeId" });
    const after = changeConversation(ctx.store, before, { assigneeId });
    record(ctx, now, {
      type: "conversation.assigned",
      accountId: before.accountId,
      conversationId,
      data: { from: before.assigneeId, to: assigneeId },
    });
    return after;
  });
}
