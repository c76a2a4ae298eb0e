/** Marks the person's messages as read, or the newest of them as unread. */
import { demand } from "../domain/permissions.ts";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { type Context, record } from "../store/context.ts";
import { changeConversation, type Conversation } from "../store/conversation-state.ts";
import type { EpochMs } from "../domain/time.ts";
import { message } from "../store/schema.ts";
import { requireConversation } from "./require-conversation.ts";

/** Everything that is there now is read. Throws ProblemError `not-found`. */
export function markRead(ctx: Context, conversationId: number): Conversation {
  demand(ctx, "conversation.manage");
  return ctx.store.transaction((now) => {
    const before = requireConversation(ctx, conversationId);
    // Ids only grow: what comes later is above the newest of all, whatever it belongs to.
    const newest = ctx.store.db
      .select({ id: sql<number>`coalesce(max(${message.id}), 0)` })
      .from(message)
      .get();
    return write(ctx, now, before, { readUpTo: newest?.id ?? 0, unread: 0 });
  });
}

/** The person's newest message counts as unread; nothing happens where there is none. Throws ProblemError `not-found`. */
export function markUnread(ctx: Context, conversationId: number): Conversation {
  demand(ctx, "conversation.manage");
  return ctx.store.transaction((now) => {
    const before = requireConversation(ctx, conversationId);
    if (before.unread > 0) return before;
    const newest = ctx.store.db
      .select({ id: message.id })
      .from(message)
      .where(
        and(eq(message.conversationId, conversationId), eq(message.direction, "inbound"), isNull(message.deletedAt)),
      )
      .orderBy(desc(message.sentAt), desc(message.id))
      .limit(1)
      .get();
    return newest ? write(ctx, now, before, { readUpTo: newest.id - 1, unread: 1 }) : before;
  });
}

/** Takes a reading back: what was unread before is unread again, also what came since. Throws ProblemError `not-found`. */
export function restoreReadUpTo(ctx: Context, conversationId: number, readUpTo: number): Conversation {
  demand(ctx, "conversation.manage");
  return ctx.store.transaction((now) => {
    const before = requireConversation(ctx, conversationId);
    const unread = ctx.store.q.facts.unread.get({ conversationId, readUpTo })?.n ?? 0;
    return write(ctx, now, before, { readUpTo, unread });
  });
}

function write(
  ctx: Context,
  now: EpochMs,
  before: Conversation,
  change: { readUpTo: number; unread: number },
): Conversation {
  const after = changeConversation(ctx.store, before, change);
  if (after.unread === before.unread) return after;
  record(ctx, now, {
    type: "conversation.read",
    accountId: before.accountId,
    conversationId: before.id,
    data: { unread: after.unread },
  });
  return after;
}
