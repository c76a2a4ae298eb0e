/** Keeps the state of a post true to its parts, and removes what arrives of one that shall be gone. */
import { eq } from "drizzle-orm";
import type { EpochMs } from "../../domain/time.ts";
import type { PostState } from "../../domain/publications.ts";
import { type Context, record } from "../../store/context.ts";
import { wipeMessage } from "../../store/message-content.ts";
import { delivery, post } from "../../store/schema.ts";
import { insertDelivery } from "../insert.ts";
import type { DeliveryRow } from "../operation.ts";
import { recordChange } from "../record-change.ts";
import { findPost, isUnwanted, partsOfPost, type PostPart, postOfMessage, type PostRow, stateOf } from "./parts.ts";

/** The `code` of a part that was not to leave any more. */
const REMOVED = "post-removed";
const WAITING = ["queued", "scheduled", "held"] as const;

/** The same for the post that a message is part of; nothing where it is part of none. */
export function refreshPostOf(ctx: Context, now: EpochMs, messageId: number): void {
  const id = postOfMessage(ctx.store, messageId);
  if (id !== null) refreshPost(ctx, now, id);
}

/** Call inside the transaction of the change. */
export function refreshPost(ctx: Context, now: EpochMs, postId: number): void {
  const row = findPost(ctx.store, postId);
  if (!row) return;
  const unwanted = isUnwanted(row);
  if (unwanted) removeWhatStands(ctx, now, row);
  setPostState(ctx, now, row, stateOf(partsOfPost(ctx.store, postId), unwanted));
}

/** Says so to whoever looks. Call inside a transaction. */
export function setPostState(ctx: Context, now: EpochMs, row: PostRow, state: PostState): void {
  if (row.state === state) return;
  ctx.store.db.update(post).set({ state }).where(eq(post.id, row.id)).run();
  const { id: postId, publicationId, accountId } = row;
  record(ctx, now, { type: "publication.post", accountId, data: { publicationId, postId, state } });
}

/** What waits does not leave, what stands is deleted; what is on its way or in doubt is looked at again once that is known. */
function removeWhatStands(ctx: Context, now: EpochMs, row: PostRow): void {
  const parts = partsOfPost(ctx.store, row.id);
  const [first] = parts;
  if (!first) return;
  const whole = first.send.payload.thread === true;
  const allGone = whole && first.removal?.state === "sent";
  cancelParts(ctx, now, parts, allGone ? [...WAITING, "unknown"] : WAITING);
  if (ctx.store.q.accountById.get({ id: row.accountId })?.state === "removed") return;
  if (allGone) for (const part of parts.filter(canDelete)) wipeMessage(ctx.store, part.message.id, now);
  // Whatever else is in the thread, or still arrives there, goes with it.
  else if (whole && canDelete(first)) {
    if (first.removal === null) insertRemoval(ctx, now, row, first, { thread: true });
  } else for (const part of parts) if (canDelete(part) && part.removal === null) insertRemoval(ctx, now, row, part, {});
}

function canDelete({ message, send }: PostPart): boolean {
  return send.state === "sent" && message.remoteId !== null && message.deletedAt === null;
}

function cancelParts(
  ctx: Context,
  now: EpochMs,
  parts: readonly PostPart[],
  states: readonly DeliveryRow["state"][],
): void {
  const rows = parts
    .flatMap(({ send, edit }) => [send, edit])
    .filter((row): row is DeliveryRow => row !== null && states.includes(row.state));
  for (const { id } of rows) {
    const cancelled = ctx.store.db
      .update(delivery)
      .set({ state: "cancelled", code: REMOVED, nextAt: null, settledAt: now })
      .where(eq(delivery.id, id))
      .returning()
      .get();
    recordChange(ctx, now, cancelled, "cancelled", REMOVED);
  }
}

/** Queues the deletion of one part. Call inside a transaction. */
export function insertRemoval(
  ctx: Context,
  now: EpochMs,
  row: PostRow,
  { message }: PostPart,
  payload: { thread?: true },
): void {
  const made = insertDelivery(ctx, now, {
    accountId: row.accountId,
    conversationId: null,
    messageId: message.id,
    kind: "delete",
    payload,
    state: "queued",
    nextAt: now,
  });
  recordChange(ctx, now, made, "queued", null);
}
