/** Records how an attempt ended, in one transaction with everything that follows from it. */
import { and, eq, gt, inArray, sql } from "drizzle-orm";
import type { EpochMs } from "../domain/time.ts";
import { type Context, record } from "../store/context.ts";
import { type MessageRow, replaceText, wipeMessage } from "../store/message-content.ts";
import { type Happened, refreshConversation } from "../store/refresh.ts";
import { delivery, message, reaction } from "../store/schema.ts";
import { bindMessage, type Landed, ownIdentity } from "./bind.ts";
import type { DeliveryRow } from "./operation.ts";
import { refreshPostOf } from "./posts/refresh.ts";
import { recordChange } from "./record-change.ts";

/** The platform has it, whatever was thought before. Safe to call for a row that an echo has settled meanwhile. */
export function settleSent(ctx: Context, now: EpochMs, row: DeliveryRow, landed: Landed): void {
  ctx.store.transaction(() => {
    const { q, db } = ctx.store;
    const current = q.deliveryById.get({ id: row.id });
    const target = q.messageById.get({ id: row.messageId });
    if (!current || !target) return;
    // Marked as sent by a person, it still takes the id that its echo brings.
    const makesMessage = row.kind === "reply" || row.kind === "message" || row.kind === "createThread";
    if (current.state === "sent" && !(makesMessage && target.remoteId === null && landed.id !== null)) return;
    db.update(delivery)
      .set({
        state: "sent",
        code: null,
        detail: null,
        nextAt: null,
        leaseUntil: null,
        settledAt: now,
        ...(landed.also ? { payload: { ...current.payload, also: landed.also } } : {}),
      })
      .where(eq(delivery.id, row.id))
      .run();
    applyToMessage(ctx, now, row, target, landed);
    recordChange(ctx, now, row, "sent", null);
    // As if its echo had come by itself, so that both orders end alike.
    refreshAround(ctx, now, row, {
      oursChanged: true,
      ...(makesMessage ? { receivedAt: now } : {}),
    });
  });
}

/**
 * It will not be sent, is tried again, or nobody knows. Later parts of the same text are cancelled with a failed one. Changes nothing where the row
 * is no longer as the caller saw it: a person may have decided, or another attempt begun, while the platform took its time to answer.
 */
export function settleOther(
  ctx: Context,
  now: EpochMs,
  row: DeliveryRow,
  next: {
    state: "failed" | "unknown" | "queued" | "scheduled" | "cancelled";
    code: string | null;
    detail: string | null;
    nextAt: EpochMs | null;
  },
): void {
  ctx.store.transaction(() => {
    const settledAt = next.state === "failed" || next.state === "cancelled" ? now : null;
    const updated = ctx.store.db
      .update(delivery)
      .set({ ...next, leaseUntil: null, settledAt })
      .where(
        and(
          eq(delivery.id, row.id),
          eq(delivery.state, row.state),
          sql`${delivery.startedAt} is ${row.startedAt}`,
          sql`${delivery.attempts} = ${row.attempts}`,
        ),
      )
      .returning({ id: delivery.id })
      .all();
    if (updated.length === 0) return;
    recordChange(ctx, now, row, next.state, next.code);
    if (next.state === "failed" || next.state === "cancelled") cancelLaterParts(ctx, now, row);
    refreshAround(ctx, now, row, { oursChanged: true });
  });
}

function cancelLaterParts(ctx: Context, now: EpochMs, row: DeliveryRow): void {
  const later = ctx.store.db
    .update(delivery)
    .set({ state: "cancelled", code: "earlier-part-failed", nextAt: null, settledAt: now })
    .where(
      and(
        eq(delivery.groupId, row.groupId ?? row.id),
        gt(delivery.part, row.part),
        inArray(delivery.state, ["queued", "scheduled", "held"]),
      ),
    )
    .returning()
    .all();
  for (const part of later) recordChange(ctx, now, part, "cancelled", "earlier-part-failed");
}

/** Derives the conversation that it stands in anew, or the post. Call inside the transaction of the change. */
export function refreshAround(ctx: Context, now: EpochMs, row: DeliveryRow, happened: Happened): void {
  if (row.conversationId === null) refreshPostOf(ctx, now, row.messageId);
  else refreshConversation(ctx, now, row.conversationId, happened);
}

function applyToMessage(ctx: Context, now: EpochMs, row: DeliveryRow, target: MessageRow, landed: Landed): void {
  const { store } = ctx;
  const about = { accountId: row.accountId, conversationId: row.conversationId, messageId: target.id };
  switch (row.kind) {
    case "reply":
    case "message":
    case "createThread":
      bindMessage(ctx, now, row, target, landed);
      break;
    case "edit":
      // Its echo, or its deletion, may have come before the response.
      if (target.deletedAt !== null || target.text === row.payload.text) break;
      replaceText(store, target, {
        text: row.payload.text ?? "",
        spans: [],
        version: target.version + 1,
        editedAt: now,
      });
      record(ctx, now, { type: "message.edited", ...about });
      break;
    case "delete":
      wipeMessage(store, target.id, now);
      record(ctx, now, { type: "message.deleted", ...about });
      break;
    case "react":
      recordOwnReaction(ctx, now, row, target);
      record(ctx, now, { type: "reaction.changed", ...about });
      break;
    case "hide":
      store.db
        .update(message)
        .set({ hidden: row.payload.hidden ?? true })
        .where(eq(message.id, target.id))
        .run();
      record(ctx, now, { type: "message.hidden", ...about });
      break;
  }
}

function recordOwnReaction(ctx: Context, now: EpochMs, row: DeliveryRow, target: MessageRow): void {
  const own = ownIdentity(ctx, now, row.accountId);
  if (!own || target.remoteId === null) return;
  const active = !(row.payload.remove ?? false);
  if (row.payload.alone)
    ctx.store.db
      .update(reaction)
      .set({ active: false, order: now, at: now })
      .where(
        and(
          eq(reaction.accountId, row.accountId),
          eq(reaction.messageRemoteId, target.remoteId),
          eq(reaction.identityId, own.id),
          eq(reaction.active, true),
        ),
      )
      .run();
  ctx.store.db
    .insert(reaction)
    .values({
      accountId: row.accountId,
      messageRemoteId: target.remoteId,
      identityId: own.id,
      emoji: row.payload.emoji ?? "",
      active,
      order: now,
      at: now,
    })
    .onConflictDoUpdate({
      target: [reaction.accountId, reaction.messageRemoteId, reaction.identityId, reaction.emoji],
      set: { active, order: now, at: now },
    })
    .run();
}
