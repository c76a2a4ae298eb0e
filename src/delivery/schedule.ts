/** Answers that wait for their time: to be taken back for some seconds, or to leave at an hour that somebody chose. */
import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { ProblemError } from "../domain/problem.ts";
import { type EpochMs, HOUR_MS } from "../domain/time.ts";
import type { Context } from "../store/context.ts";
import { type Conversation, findConversation } from "../store/conversation-state.ts";
import type { Store } from "../store/db.ts";
import { perStore } from "../store/prepared.ts";
import { delivery, event, message } from "../store/schema.ts";
import { guardWords, type HoldCode } from "./guard.ts";
import { IS_LIVE } from "./live.ts";
import type { DeliveryRow } from "./operation.ts";
import { recordChange } from "./record-change.ts";
import { refreshAround, settleOther } from "./settle.ts";

/** The `code` of an answer that can still be taken back. */
export const UNDO = "undo";
/** The `code` of an answer that a lead has let out for a chosen hour. */
export const APPROVED = "approved";
/** Why an answer whose time has come, or will come, waits for a person instead. */
export type StopCode = "person-wrote" | "overdue";

/** Later than this an answer may no longer fit the hour that it was meant for: an account rested, or the program did. */
const LATEST_MS = HOUR_MS;

const p = sql.placeholder;

const queriesOf = perStore((db) => ({
  due: db
    .select()
    .from(delivery)
    .where(
      and(
        IS_LIVE,
        eq(delivery.accountId, p("accountId")),
        eq(delivery.state, "scheduled"),
        lte(delivery.nextAt, p("now")),
        // The first part speaks for the others.
        eq(delivery.part, 1),
      ),
    )
    .orderBy(asc(delivery.nextAt), asc(delivery.id))
    .prepare(),
  parts: db
    .select()
    .from(delivery)
    .where(or(eq(delivery.id, p("first")), eq(delivery.groupId, p("first"))))
    .orderBy(asc(delivery.part))
    .prepare(),
  news: db
    .select({ seq: event.seq })
    .from(event)
    .innerJoin(message, eq(message.id, event.messageId))
    .where(
      and(
        eq(event.conversationId, p("conversationId")),
        gt(event.seq, p("seq")),
        inArray(event.type, ["message.created", "message.edited"]),
        eq(message.direction, "inbound"),
        isNull(message.deletedAt),
        sql`${message.origin} <> 'history'`,
      ),
    )
    .limit(1)
    .prepare(),
}));

/** All parts of the text that a delivery belongs to, in order. */
export function partsOf(store: Store, row: DeliveryRow): DeliveryRow[] {
  return queriesOf(store).parts.all({ first: row.groupId ?? row.id });
}

/** Whether the person has written, or changed what they wrote, since the author of an answer last looked. */
export function personWroteSince(store: Store, row: DeliveryRow): boolean {
  const { conversationId, payload } = row;
  return queriesOf(store).news.get({ conversationId, seq: payload.seenSeq ?? 0 }) !== undefined;
}

/** Lets what is due into the queue, or stops it where it may not fit any more. Call inside a transaction. */
export function releaseDue(ctx: Context, accountId: number, now: EpochMs): void {
  for (const row of queriesOf(ctx.store).due.all({ accountId, now })) {
    const stop = whyStop(ctx.store, row, now);
    const parts = partsOf(ctx.store, row);
    if (stop !== null) moveParts(ctx, now, parts, { state: "scheduled", code: stop, nextAt: null });
    // What was said a few seconds ago was judged a few seconds ago.
    else if (row.code === UNDO) release(ctx, now, parts);
    else judgeAndRelease(ctx, now, parts, row.code === APPROVED);
  }
}

/** Lets all parts leave now, in order: it counts as said now. Call inside a transaction. */
export function release(ctx: Context, now: EpochMs, parts: DeliveryRow[]): void {
  for (const { messageId } of parts)
    ctx.store.db.update(message).set({ sentAt: now }).where(eq(message.id, messageId)).run();
  moveParts(ctx, now, parts, { state: "queued", code: null, nextAt: now });
}

/** Gives all parts another time, or none. `seenSeq`: whoever decides has read up to that event. Call inside a transaction. */
export function moveParts(
  ctx: Context,
  now: EpochMs,
  parts: DeliveryRow[],
  next:
    | { state: "scheduled"; code: string | null; nextAt: EpochMs | null }
    | { state: "queued"; code: null; nextAt: EpochMs }
    | { state: "held"; code: HoldCode; nextAt: EpochMs | null },
  seenSeq?: number,
): void {
  for (const part of parts) {
    const seen = seenSeq === undefined ? {} : { payload: { ...part.payload, seenSeq } };
    ctx.store.db
      .update(delivery)
      .set({ ...next, ...seen })
      .where(eq(delivery.id, part.id))
      .run();
    recordChange(ctx, now, part, next.state, next.code);
  }
  const [first] = parts;
  if (first) refreshAround(ctx, now, first, { oursChanged: true });
}

/** Asks the guard about the whole text with what is known now. Throws ProblemError `reply-refused`. */
export function judgeParts({ store }: Context, parts: DeliveryRow[]): HoldCode | null {
  const [first] = parts;
  return guardWords(
    store,
    conversationOf(store, first),
    wholeText(store, parts),
    parts.map((row) => row.messageId),
  );
}

/** Throws ProblemError `not-found` where it stands in none. */
export function conversationOf(store: Store, row: DeliveryRow | undefined): Conversation {
  const found =
    row?.conversationId === undefined || row.conversationId === null
      ? null
      : findConversation(store, row.conversationId);
  if (!found) throw new ProblemError("not-found", "There is no conversation around this delivery.");
  return found;
}

/** The text as it was written, before it was cut. */
export function wholeText(store: Store, parts: DeliveryRow[]): string {
  return parts
    .map((row) => (row.payload.space ?? "") + (store.q.messageById.get({ id: row.messageId })?.text ?? ""))
    .join("");
}

function whyStop(store: Store, row: DeliveryRow, now: EpochMs): StopCode | null {
  if (personWroteSince(store, row)) return "person-wrote";
  return now - (row.nextAt ?? now) > LATEST_MS ? "overdue" : null;
}

/** `approved`: what a lead has let out is not held again; what must not leave at all does not. */
function judgeAndRelease(ctx: Context, now: EpochMs, parts: DeliveryRow[], approved: boolean): void {
  try {
    const hold = judgeParts(ctx, parts);
    if (hold === null || approved) release(ctx, now, parts);
    else moveParts(ctx, now, parts, { state: "held", code: hold, nextAt: null });
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== "reply-refused") throw error;
    const [first] = parts;
    // The later parts fall with the first.
    if (first) settleOther(ctx, now, first, { state: "failed", code: "reply-refused", detail: null, nextAt: null });
  }
}
