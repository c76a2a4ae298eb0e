/** Notes that somebody has looked at a conversation: what told them of it is read. */
import { and, eq, gt } from "drizzle-orm";
import { agentIdOf } from "../domain/actor.ts";
import { demand } from "../domain/permissions.ts";
import type { Context } from "../store/context.ts";
import { mention, notice } from "../store/schema.ts";
import { requireConversation } from "./require-conversation.ts";
import { teamOf } from "./together/team.ts";

/** Throws ProblemError `not-found`. */
export function markSeen(ctx: Context, conversationId: number): void {
  demand(ctx, "conversation.read");
  const agentId = agentIdOf(ctx.actor);
  if (agentId === null) return;
  const changed = ctx.store.transaction(() => {
    requireConversation(ctx, conversationId);
    const { db } = ctx.store;
    const mentions = db
      .update(mention)
      .set({ unread: 0 })
      .where(and(eq(mention.agentId, agentId), eq(mention.conversationId, conversationId), gt(mention.unread, 0)))
      .returning({ id: mention.conversationId })
      .all();
    const notices = db
      .update(notice)
      .set({ unread: 0 })
      .where(and(eq(notice.agentId, agentId), eq(notice.conversationId, conversationId), gt(notice.unread, 0)))
      .returning({ id: notice.conversationId })
      .all();
    return mentions.length + notices.length > 0;
  });
  if (changed) teamOf(ctx.store).noticesChanged([agentId]);
}
