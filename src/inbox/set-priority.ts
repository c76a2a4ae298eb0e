/** Says how urgent a conversation is. */
import { demand } from "../domain/permissions.ts";
import type { Priority } from "../domain/status.ts";
import { type Context, record } from "../store/context.ts";
import { changeConversation, type Conversation } from "../store/conversation-state.ts";
import { refreshConversation } from "../store/refresh.ts";
import { requireConversation } from "./require-conversation.ts";

/** Throws ProblemError `not-found`. */
export function setPriority(ctx: Context, conversationId: number, priority: Priority): Conversation {
  demand(ctx, "conversation.manage");
  return ctx.store.transaction((now) => {
    const before = requireConversation(ctx, conversationId);
    if (before.priority === priority) return before;
    changeConversation(ctx.store, before, { priority });
    const after = refreshConversation(ctx, now, conversationId, { retimed: true });
    record(ctx, now, {
      type: "conversation.priority",
      accountId: before.accountId,
      conversationId,
      data: { from: before.priority, to: priority },
    });
    return after;
  });
}
