/** Erases what was said in one conversation, slice by slice. */
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { settleOther } from "../../delivery/settle.ts";
import { isEnded } from "../../domain/transitions.ts";
import type { EpochMs } from "../../domain/time.ts";
import { type Context, record } from "../../store/context.ts";
import { type Conversation, findConversation } from "../../store/conversation-state.ts";
import { refreshConversation } from "../../store/refresh.ts";
import {
  conversation,
  delivery,
  episode,
  event,
  eventContent,
  mention,
  message,
  notice,
  place,
} from "../../store/schema.ts";
import { eraseDrafts } from "../drafts.ts";
import { setStatus } from "../set-status.ts";
import { eraseAnswers } from "./traces.ts";
import { eraseWords } from "./words.ts";

/** Takes less than 10 ms. */
export const SLICE = 40;

/** Where a slice ended: time and id of its last message. */
export interface Place {
  at: EpochMs;
  id: number;
}

export type SliceEnd = { state: "more"; after: Place; erased: number } | { state: "busy" | "done"; erased: number };

/**
 * Erases the next slice after `after`. `busy`: something is being sent just now, try again in a moment. Labels, status, times and who answered stay. Call
 * inside a transaction.
 */
export function eraseSlice(ctx: Context, now: EpochMs, conversationId: number, after: Place | null): SliceEnd {
  const { store } = ctx;
  const row = findConversation(store, conversationId);
  if (!row) return { state: "done", erased: 0 };
  if (after === null && !stopSending(ctx, now, conversationId)) return { state: "busy", erased: 0 };
  const rows = store.db
    .select()
    .from(message)
    .where(
      and(
        eq(message.conversationId, conversationId),
        sql`(${message.sentAt}, ${message.id}) > (${after?.at ?? -1}, ${after?.id ?? 0})`,
      ),
    )
    .orderBy(asc(message.sentAt), asc(message.id))
    .limit(SLICE)
    .all();
  eraseWords(store, now, rows);
  const last = rows.at(-1);
  if (rows.length === SLICE && last)
    return { state: "more", after: { at: last.sentAt, id: last.id }, erased: rows.length };
  finish(ctx, now, row);
  return { state: "done", erased: rows.length };
}

/** What waits will not leave; what failed or is in doubt needs nobody any more. False while a call to the platform is open. */
function stopSending(ctx: Context, now: EpochMs, conversationId: number): boolean {
  const open = ctx.store.db
    .select()
    .from(delivery)
    .where(
      and(
        eq(delivery.conversationId, conversationId),
        inArray(delivery.state, ["held", "scheduled", "queued", "sending", "unknown", "failed"]),
      ),
    )
    .orderBy(asc(delivery.id))
    .all();
  if (open.some((row) => row.state === "sending")) return false;
  for (const row of open)
    settleOther(ctx, now, row, { state: "cancelled", code: "person-erased", detail: null, nextAt: null });
  return true;
}

function finish(ctx: Context, now: EpochMs, row: Conversation): void {
  const { store } = ctx;
  const { id: conversationId, accountId, placeId, personId } = row;
  if (!isEnded(row.status)) setStatus(ctx, conversationId, "closed");
  forgetPlace(ctx, row);
  eraseAnswers(store, conversationId);
  eraseDrafts(store, now, conversationId);
  // Nobody is called to what is not there any more.
  store.db.delete(mention).where(eq(mention.conversationId, conversationId)).run();
  store.db.delete(notice).where(eq(notice.conversationId, conversationId)).run();
  const ofIt = store.db.select({ seq: event.seq }).from(event).where(eq(event.conversationId, conversationId));
  store.db.delete(eventContent).where(inArray(eventContent.seq, ofIt)).run();
  const seq = record(ctx, now, {
    type: "conversation.erased",
    accountId,
    conversationId,
    data: { placeId, identityId: personId },
  });
  const worked = row.episodeId === null ? undefined : store.q.episodeById.get({ id: row.episodeId });
  refreshConversation(ctx, now, conversationId, { oursChanged: true, seq });
  // That somebody answered, and when, stays: only the words are gone.
  if (worked)
    store.db.update(episode).set({ firstResponseAt: worked.firstResponseAt }).where(eq(episode.id, worked.id)).run();
  store.db.update(conversation).set({ erasedAt: now }).where(eq(conversation.id, conversationId)).run();
}

/** A private chat bears the person's name, a thread the words that they opened it with; a room with others keeps its name. */
function forgetPlace({ store }: Context, { accountId, placeId, personId }: Conversation): void {
  const others = sql`exists (select 1 from ${conversation} other where other.account_id = ${accountId}
    and other.place_id = ${placeId} and other.person_id <> ${personId})`;
  store.db
    .update(place)
    .set({ title: sql`case when ${others} then ${place.title} end`, url: null })
    .where(eq(place.id, placeId))
    .run();
}
