/** Applies everything that a person changes about a conversation at once, in one transaction. */
import { demand } from "../domain/permissions.ts";
import { ProblemError } from "../domain/problem.ts";
import type { ConversationStatus, Priority } from "../domain/status.ts";
import type { EpochMs } from "../domain/time.ts";
import type { Context } from "../store/context.ts";
import { assign } from "./assign.ts";
import { markRead, markUnread } from "./mark-read.ts";
import { requireConversation } from "./require-conversation.ts";
import { setLabels } from "./set-labels.ts";
import { setPriority } from "./set-priority.ts";
import { setTopic } from "./topics/set-topic.ts";
import { setStatus } from "./set-status.ts";

export interface DeskChange {
  status?: ConversationStatus | undefined;
  /** A time alone snoozes; null alone wakes what is snoozed. */
  snoozedUntil?: EpochMs | null | undefined;
  assigneeId?: number | null | undefined;
  priority?: Priority | undefined;
  labels?: string[] | undefined;
  /** Of the current episode. */
  topicId?: number | null | undefined;
  unread?: boolean | undefined;
}

/** All or nothing. Throws ProblemError `not-found`, or `invalid` naming the field. */
export function changeByDesk(ctx: Context, conversationId: number, change: DeskChange): void {
  demand(ctx, "conversation.manage");
  ctx.store.transaction(() => {
    const { status: now } = requireConversation(ctx, conversationId);
    const { snoozedUntil } = change;
    const status = change.status ?? statusForTime(now, snoozedUntil);
    if (status !== undefined && status !== "snoozed" && snoozedUntil)
      throw new ProblemError("invalid", "Only a snoozed conversation comes back at a time.", { field: "snoozedUntil" });
    if (status !== undefined) setStatus(ctx, conversationId, status, snoozedUntil ?? null);
    if (change.assigneeId !== undefined) assign(ctx, conversationId, change.assigneeId);
    if (change.priority !== undefined) setPriority(ctx, conversationId, change.priority);
    if (change.labels !== undefined) setLabels(ctx, conversationId, change.labels);
    if (change.topicId !== undefined) setTopic(ctx, conversationId, change.topicId);
    if (change.unread !== undefined) (change.unread ? markUnread : markRead)(ctx, conversationId);
  });
}

function statusForTime(now: ConversationStatus, time: EpochMs | null | undefined): ConversationStatus | undefined {
  if (time === undefined) return undefined;
  if (time !== null) return "snoozed";
  return now === "snoozed" ? "open" : undefined;
}
