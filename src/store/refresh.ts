/** Derives a conversation's waiting time, unread count, excerpt and status from its messages, so that the order of arrival does not matter. */
import { eq } from "drizzle-orm";
import { beginningOf } from "../domain/text.ts";
import type { EpochMs } from "../domain/time.ts";
import { isEnded, nextStatus } from "../domain/transitions.ts";
import { type Context, record } from "./context.ts";
import { changeConversation, type Conversation, findConversation } from "./conversation-state.ts";
import { deadlinesOf, dueColumns, isOurTurn } from "./deadlines.ts";
import type { Store } from "./db.ts";
import { policyOf } from "./policies.ts";
import { episode } from "./schema.ts";

/** What happened to a conversation's messages since it was last derived. */
export interface Happened {
  /** A message of the person arrived that nobody has seen (not history, not deleted). */
  personWrote?: boolean;
  /** An answer of ours arrived, left or was withdrawn, or a message was deleted. */
  oursChanged?: boolean;
  /** When the person wrote (platform time), for messages that belong to the current episode: the earliest. */
  openedAt?: EpochMs;
  /** The same, the latest. */
  wroteAt?: EpochMs;
  /** When something arrived (our time): the latest. */
  receivedAt?: EpochMs;
  /** Number of the newest event that changed what is said in it. */
  seq?: number;
  /** Status, priority, hours or targets were changed, not by a message. */
  retimed?: boolean;
}

const EXCERPT_LENGTH = 160;

/** Call inside the transaction of the change. Throws if there is no such conversation: callers hold one. */
export function refreshConversation(
  ctx: Context,
  now: EpochMs,
  conversationId: number,
  happened: Happened = {},
): Conversation {
  const before = findConversation(ctx.store, conversationId);
  if (!before) throw new Error(`conversation ${conversationId} vanished within its transaction`);
  const { store } = ctx;
  const { facts } = store.q;
  const here = { conversationId };
  const { waitingSince, answered, goesOn } = waitOf(ctx, before, happened);
  const status = deriveStatus(before, { waiting: waitingSince !== null, answered }, happened);
  // Nobody waits where the work has ended, answered or not.
  const turn = { ...before, status, waitingSince: isEnded(status) ? null : waitingSince };
  const due = before.episodeId === null ? {} : refreshEpisode(ctx, before, turn, { ...happened, goesOn });
  const newest = facts.newestWords.get(here);

  const after = changeConversation(store, before, {
    status,
    snoozedUntil: status === "snoozed" ? before.snoozedUntil : null,
    waitingSince: turn.waitingSince,
    ...due,
    unread: facts.unread.get({ ...here, readUpTo: before.readUpTo })?.n ?? 0,
    lastInboundAt: happened.oursChanged
      ? (facts.lastNews.get(here)?.sentAt ?? null)
      : latest(before.lastInboundAt, happened.wroteAt ?? null),
    lastMessageAt: Math.max(before.lastMessageAt, happened.receivedAt ?? 0),
    excerpt: beginningOf(newest?.text ?? "", EXCERPT_LENGTH),
    excerptDirection: newest?.direction === "outbound" ? "outbound" : "inbound",
    attention: happened.oursChanged ? (facts.attention.get(here)?.n ?? 0) : before.attention,
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

/**
 * Since when the person waits; where they don't, whether we ever answered. Who waits already goes on waiting when they write again: that needs no
 * look.
 */
function waitOf(
  ctx: Context,
  before: Conversation,
  happened: Happened,
): { waitingSince: EpochMs | null; answered: boolean; goesOn: boolean } {
  const { waitingSince: since } = before;
  const goesOn = since !== null && !happened.oursChanged && (happened.openedAt ?? since) >= since;
  if (goesOn) return { waitingSince: since, answered: false, goesOn };
  const { facts } = ctx.store.q;
  const here = { conversationId: before.id };
  const answeredAt = facts.lastAnswer.get(here)?.sentAt ?? null;
  const settledAt = latest(answeredAt, ratedUpTo(ctx.store, before, happened)) ?? -1;
  const waitingSince = facts.firstWaiting.get({ ...here, answeredAt: settledAt })?.sentAt ?? null;
  return { waitingSince, answered: answeredAt !== null, goesOn };
}

/** Up to when a rating settles what was said: not what began other work, though it came later than the rating and was said before. */
function ratedUpTo({ q }: Store, { id, kind, episodeId }: Conversation, happened: Happened): EpochMs | null {
  const ratedAt = kind === "direct" ? (q.facts.lastRating.get({ conversationId: id })?.at ?? null) : null;
  const current = ratedAt === null || episodeId === null ? undefined : q.episodeById.get({ id: episodeId });
  if (ratedAt === null || !current || current.satisfactionAt === ratedAt) return ratedAt;
  return Math.min(ratedAt, current.openedAt - 1, (happened.openedAt ?? ratedAt + 1) - 1);
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

/** Keeps the episode's times, and gives what is due where that may have changed. */
function refreshEpisode(
  ctx: Context,
  before: Conversation,
  turn: Conversation,
  happened: Happened & { goesOn: boolean },
): Partial<Conversation> {
  const { store } = ctx;
  const current = turn.episodeId === null ? undefined : store.q.episodeById.get({ id: turn.episodeId });
  if (!current) return {};
  const openedAt = Math.min(current.openedAt, happened.openedAt ?? current.openedAt);
  const moved = happened.oursChanged || openedAt !== current.openedAt;
  const firstResponseAt = moved
    ? (store.q.facts.firstAnswer.get({ conversationId: turn.id, episodeId: current.id, openedAt })?.sentAt ?? null)
    : current.firstResponseAt;
  const times = { openedAt, firstResponseAt };
  // Whoever waits already and writes on moves no deadline.
  const same = happened.goesOn && !moved && !happened.retimed && isOurTurn(before) === isOurTurn(turn);
  const policy = same ? null : policyOf(store, turn.accountId);
  const deadlines = policy && deadlinesOf(store, policy, turn, { ...current, ...times });
  const next = {
    ...times,
    firstResponseDueAt: same ? current.firstResponseDueAt : (deadlines?.firstResponseDueAt ?? null),
    resolutionDueAt: same ? current.resolutionDueAt : (deadlines?.resolutionDueAt ?? null),
  };
  if (Object.entries(next).some(([name, value]) => current[name as keyof typeof next] !== value))
    store.db.update(episode).set(next).where(eq(episode.id, current.id)).run();
  return same ? {} : dueColumns(deadlines?.running ?? []);
}

function latest(a: EpochMs | null, b: EpochMs | null): EpochMs | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}
