/** Notes that somebody has looked at a conversation: what told them of it is read. */
import { and, eq, gt, sql } from "drizzle-orm";
import { agentIdOf } from "../domain/actor.ts";
import { demand } from "../domain/permissions.ts";
import type { Context } from "../store/context.ts";
import { perStore } from "../store/prepared.ts";
import { mention, notice } from "../store/schema.ts";
import { requireConversation } from "./require-conversation.ts";
import { teamOf } from "./together/team.ts";

const p = sql.placeholder;
const queriesOf = perStore((db) => ({
  mention: db
    .update(mention)
    .set({ unread: 0 })
    .where(and(eq(mention.agentId, p("agentId")), eq(mention.conversationId, p("conversationId"))))
    .prepare(),
  notices: db
    .update(notice)
    .set({ unread: 0 })
    .where(and(eq(notice.agentId, p("agentId")), eq(notice.conversationId, p("conversationId"))))
    .prepare(),
  unreadMention: db
    .select({ id: mention.conversationId })
    .from(mention)
    .where(
      and(eq(mention.agentId, p("agentId")), eq(mention.conversationId, p("conversationId")), gt(mention.unread, 0)),
    )
    .prepare(),
  unreadNotice: db
    .select({ id: notice.conversationId })
    .from(notice)
    .where(and(eq(notice.agentId, p("agentId")), eq(notice.conversationId, p("conversationId")), gt(notice.unread, 0)))
    .limit(1)
    .prepare(),
}));

/** Throws ProblemError `not-found`. */
export function markSeen(ctx: Context, conversationId: number): void {
  demand(ctx, "conversation.read");
  requireConversation(ctx, conversationId);
  const agentId = agentIdOf(ctx.actor);
  if (agentId === null) return;
  const queries = queriesOf(ctx.store);
  const here = { agentId, conversationId };
  // Each conversation that is opened asks; a transaction that changes nothing would still wake everybody.
  if (!queries.unreadMention.get(here) && !queries.unreadNotice.get(here)) return;
  ctx.store.transaction(() => {
    queries.mention.run(here);
    queries.notices.run(here);
  });
  teamOf(ctx.store).noticesChanged([agentId]);
}
