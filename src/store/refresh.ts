/** Derives a conversation's waiting time, unread count, excerpt and status from its messages, so that the order of arrival does not matter. */
import { eq } from "drizzle-orm";
import type { DeliveryState } from "../domain/status.ts";
import type { EpochMs } from "../domain/time.ts";
import { isEnded, nextStatus } from "../domain/transitions.ts";
import type { Context } from "./context.ts";
import { record } from "./context.ts";
import { changeConversation, type Conversation, findConversation } from "./conversation-state.ts";
import { episode } from "./schema.ts";

/** What happened to a conversation's messages since it was last derived. */
export interface Happened {
  /** A message of the person arrived that nobody has seen (not history, not deleted). */
  personWrote?: boolean;
  /** An answer of ours arrived, left or was withdrawn, or a message was deleted. */
  oursChanged?: boolean;
  /** Number of the newest event that changed what is said in it. */
  seq?: number;
}

/** Enough for any living conversation; a person who wrote more without an answer waits since the oldest of these. */
const WINDOW = 200;
const EXCERPT_LENGTH = 160;
const LIVE_DELIVERIES: readonly string[] = ["queued", "sending", "sent"] satisfies DeliveryState[];

type Recent = ReturnType<Context["store"]["q"]["recentMessages"]["all"]>[number];

/** An outbound message counts as an answer once the platform has it, or while it is on its way there. */
function isAnswer(row: Recent): boolean {
  if (row.direction !== "outbound" || row.deletedAt !== null) return false;
  return row.remoteId !== null || (row.deliveryState !== null && LIVE_DELIVERIES.includes(row.deliveryState));
}

/** Call inside the transaction of the change. Throws if there is no such conversation: callers hold one. */
export function refreshConversation(
  ctx: Context,
  now: EpochMs,
  conversationId: number,
  happened: Happened = {},
): Conversation {
  const before = findConversation(ctx.store, conversationId);
  if (!before) throw new Error(`conversation ${conversationId} vanished within its transaction`);
  const rows = ctx.store.q.recentMessages.all({ id: conversationId, limit: WINDOW });
  const live = rows.filter((row) => row.deletedAt === null);
  const inbound = live.filter((row) => row.direction === "inbound");
  const answers = rows.filter(isAnswer);
  const lastAnswerAt = answers[0]?.sentAt ?? null;
  const waiting = inbound.filter(
    (row) => row.origin !== "history" && (lastAnswerAt === null || row.sentAt > lastAnswerAt),
  );
  const newest = live.find((row) => row.direction !== "note");
  const arrived = rows.filter((row) => row.direction !== "note").map((row) => row.receivedAt);

  const status = deriveStatus(before, { waiting: waiting.length > 0, answered: lastAnswerAt !== null }, happened);
  // Nobody waits where the work has ended, answered or not.
  const waitingSince = isEnded(status) ? null : (waiting.at(-1)?.sentAt ?? null);
  if (before.episodeId !== null) refreshEpisode(ctx, before.episodeId, rows, answers);

  const after = changeConversation(ctx.store, before, {
    status,
    snoozedUntil: status === "snoozed" ? before.snoozedUntil : null,
    waitingSince,
    unread: inbound.filter((row) => row.id > before.readUpTo && row.origin !== "history").length,
    lastInboundAt: rows.find((row) => row.direction === "inbound")?.sentAt ?? null,
    lastMessageAt: arrived.length > 0 ? Math.max(...arrived) : before.lastMessageAt,
    excerpt: Array.from(newest?.text ?? "")
      .slice(0, EXCERPT_LENGTH)
      .join(""),
    excerptDirection: newest?.direction === "outbound" ? "outbound" : "inbound",
    attention: ctx.store.q.attentionOf.get({ id: conversationId })?.n ?? 0,
    seq: Math.max(before.seq, happened.seq ?? 0),
  });
  if (after.status !== before.status)
    record(ctx, now, {
      type: "conversation.status",
      accountId: after.accountId,
      conversationId,
      data: { from: before.status, to: after.status },
    });
  return after;
}

function deriveStatus(
  before: Conversation,
  now: { waiting: boolean; answered: boolean },
  happened: Happened,
): Conversation["status"] {
  if (now.waiting) {
    // An answer that failed or was withdrawn leaves the person waiting again.
    const waitsAgain = happened.oursChanged && before.status === "pending";
    return happened.personWrote || waitsAgain ? nextStatus(before.status, "personWrote") : before.status;
  }
  const settled = happened.personWrote || happened.oursChanged;
  return settled && now.answered && before.status !== "closed"
    ? nextStatus(before.status, "weAnswered")
    : before.status;
}

function refreshEpisode(ctx: Context, id: number, rows: Recent[], answers: Recent[]): void {
  const current = ctx.store.q.episodeById.get({ id });
  if (!current) return;
  const opened = rows.filter((row) => row.episodeId === id && row.direction === "inbound").map((row) => row.sentAt);
  const openedAt = opened.length > 0 ? Math.min(current.openedAt, ...opened) : current.openedAt;
  const answered = answers.filter((row) => row.episodeId === id && row.sentAt >= openedAt).map((row) => row.sentAt);
  const firstResponseAt = answered.length > 0 ? Math.min(...answered) : null;
  if (openedAt === current.openedAt && firstResponseAt === current.firstResponseAt) return;
  ctx.store.db.update(episode).set({ openedAt, firstResponseAt }).where(eq(episode.id, id)).run();
}
