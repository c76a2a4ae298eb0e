/** Knows an answer to our question from a new message: nothing but a rating leaves the work closed. */
import { desc, eq, sql } from "drizzle-orm";
import { type Rating, ratingOf } from "../../domain/rating.ts";
import { DAY_MS, HOUR_MS } from "../../domain/time.ts";
import { record } from "../../store/context.ts";
import type { Conversation } from "../../store/conversation-state.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { delivery, episode, message } from "../../store/schema.ts";
import type { MaskedSnapshot } from "../ingest/mask-event.ts";
import type { Run } from "../ingest/run.ts";

/** A number that comes later means something else. */
const ANSWERED_WITHIN_MS = 7 * DAY_MS;
/** What follows a rating so soon says more about it. */
const SAYS_MORE_WITHIN_MS = HOUR_MS;

/** What a message says about work that is closed. */
export type Feedback = { kind: "rating"; score: Rating; episodeId: number } | { kind: "comment"; episodeId: number };

/** Null: it has nothing to do with our question. `row` is closed. */
export function feedbackIn(run: Run, row: Conversation, snapshot: MaskedSnapshot): Feedback | null {
  if (row.kind !== "direct" || row.episodeId === null || snapshot.direction !== "inbound") return null;
  const current = run.ctx.store.q.episodeById.get({ id: row.episodeId });
  if (!current || current.satisfactionAskedAt === null) return null;
  const { id: episodeId, satisfactionAskedAt: askedAt, satisfactionAt: ratedAt } = current;
  const { sentAt } = snapshot;
  if (sentAt < askedAt - CLOCKS_DIFFER_MS || sentAt > askedAt + ANSWERED_WITHIN_MS) return null;
  if (!hasReached(run.ctx.store, row.id)) return null;
  const score = snapshot.media.length === 0 ? ratingOf(snapshot.text) : null;
  if (score !== null) return { kind: "rating", score, episodeId };
  const saysMore =
    ratedAt !== null && current.satisfactionCommentId === null && sentAt <= ratedAt + SAYS_MORE_WITHIN_MS;
  return saysMore ? { kind: "comment", episodeId } : null;
}

const questions = perStore((db) =>
  db
    .select({ state: delivery.state })
    .from(message)
    .innerJoin(delivery, eq(delivery.messageId, message.id))
    .where(
      sql`${message.conversationId} = ${sql.placeholder("id")} and ${message.direction} = 'outbound' and ${message.automatic} = 'satisfaction'`,
    )
    .orderBy(desc(message.sentAt), desc(message.id))
    .limit(1)
    .prepare(),
);

/** Whether our newest question has left, or may have: a number means something else to somebody who was never asked. */
function hasReached(store: Store, conversationId: number): boolean {
  const state = questions(store).get({ id: conversationId })?.state;
  return state === "sent" || state === "sending" || state === "unknown";
}

/** Platforms round to seconds, and clocks differ. */
const CLOCKS_DIFFER_MS = 5_000;

/** Attaches it to its episode; of several ratings the last one counts. */
export function takeFeedback(run: Run, row: Conversation, messageId: number, sentAt: number, feedback: Feedback): void {
  const { store } = run.ctx;
  const here = eq(episode.id, feedback.episodeId);
  if (feedback.kind === "comment") {
    store.db.update(episode).set({ satisfactionCommentId: messageId }).where(here).run();
    return;
  }
  const { score } = feedback;
  const before = store.q.episodeById.get({ id: feedback.episodeId })?.satisfactionAt ?? null;
  if (before !== null && before > sentAt) return;
  store.db
    .update(episode)
    .set({ satisfaction: score, satisfactionAt: sentAt, satisfactionMessageId: messageId })
    .where(here)
    .run();
  record(run.ctx, run.now, {
    type: "satisfaction.given",
    accountId: row.accountId,
    conversationId: row.id,
    messageId,
    data: { episodeId: feedback.episodeId, score },
  });
}
