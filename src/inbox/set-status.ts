/** Moves a conversation between open, pending, snoozed, closed and spam, as a person or the clock decides. */
import { demand } from "../domain/permissions.ts";
import { eq } from "drizzle-orm";
import { ProblemError } from "../domain/problem.ts";
import type { ConversationStatus } from "../domain/status.ts";
import type { EpochMs } from "../domain/time.ts";
import { AGENT_TRIGGERS, isEnded, nextStatus, type Trigger } from "../domain/transitions.ts";
import { type Context, record } from "../store/context.ts";
import { changeConversation, type Conversation } from "../store/conversation-state.ts";
import { episode } from "../store/schema.ts";
import { refreshConversation } from "../store/refresh.ts";
import { askAt } from "./satisfaction/ask-at.ts";
import { requireConversation } from "./require-conversation.ts";

/**
 * Sets the status; `snoozed` without a time lasts until the person writes, and snoozing again moves the time. Throws ProblemError `not-found`, or
 * `invalid` naming the field.
 */
export function setStatus(
  ctx: Context,
  conversationId: number,
  to: ConversationStatus,
  snoozedUntil: EpochMs | null = null,
): Conversation {
  demand(ctx, "conversation.manage");
  return ctx.store.transaction((now) => {
    const before = requireConversation(ctx, conversationId);
    if (to === "snoozed" && snoozedUntil !== null && snoozedUntil <= now)
      throw new ProblemError("invalid", "Give a time in the future, when it shall come back.", {
        field: "snoozedUntil",
      });
    return moveStatus(ctx, now, before, AGENT_TRIGGERS[to], to === "snoozed" ? snoozedUntil : null);
  });
}

/** Applies a trigger inside the running transaction; changes nothing where the table says so. */
export function moveStatus(
  ctx: Context,
  now: EpochMs,
  before: Conversation,
  trigger: Trigger,
  snoozedUntil: EpochMs | null = null,
): Conversation {
  const status = nextStatus(before.status, trigger);
  if (status === before.status && snoozedUntil === before.snoozedUntil) return before;
  if (isEnded(status) || isEnded(before.status)) endEpisode(ctx, before, status, now);
  changeConversation(ctx.store, before, { status, snoozedUntil });
  const after = refreshConversation(ctx, now, before.id, { retimed: true });
  record(ctx, now, {
    type: "conversation.status",
    accountId: after.accountId,
    conversationId: after.id,
    data: { from: before.status, to: status, snoozedUntil, trigger },
  });
  return after;
}

/** A conversation that comes back goes on with the same piece of work; only the person's next message begins another. */
function endEpisode(ctx: Context, before: Conversation, status: ConversationStatus, now: EpochMs): void {
  const current = before.episodeId === null ? undefined : ctx.store.q.episodeById.get({ id: before.episodeId });
  if (!current) return;
  const closedAt = isEnded(status) ? (current.closedAt ?? now) : null;
  const resolvedAt = status === "closed" ? closedAt : null;
  // Also asked anew where it came back before it was due.
  const satisfactionDueAt = status === "closed" ? askAt(ctx.store, now, before, current) : null;
  ctx.store.db.update(episode).set({ closedAt, resolvedAt, satisfactionDueAt }).where(eq(episode.id, current.id)).run();
}
