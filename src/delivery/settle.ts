/** Records how an attempt ended, in one transaction with everything that follows from it. */
import { and, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import type { EpochMs } from "../domain/time.ts";
import { type Context, record } from "../store/context.ts";
import { type MessageRow, replaceText, wipeMessage } from "../store/message-content.ts";
import { refreshConversation } from "../store/refresh.ts";
import { delivery, type identity, media, message, messageEdit, reaction } from "../store/schema.ts";
import { unindexMessage } from "../store/search.ts";
import type { DeliveryRow } from "./operation.ts";

/** What the platform made of it. */
export interface Landed {
  id: string | null;
  url: string | null;
  sentAt: EpochMs | null;
}

/** The platform has it, whatever was thought before. Safe to call for a row that an echo has settled meanwhile. */
export function settleSent(ctx: Context, now: EpochMs, row: DeliveryRow, landed: Landed): void {
  ctx.store.transaction(() => {
    const { q, db } = ctx.store;
    const current = q.deliveryById.get({ id: row.id });
    const target = q.messageById.get({ id: row.messageId });
    if (!current || !target) return;
    // Marked as sent by a person, it still takes the id that its echo brings.
    const makesMessage = row.kind === "reply" || row.kind === "message";
    if (current.state === "sent" && !(makesMessage && target.remoteId === null && landed.id !== null)) return;
    db.update(delivery)
      .set({ state: "sent", code: null, detail: null, nextAt: null, leaseUntil: null, settledAt: now })
      .where(eq(delivery.id, row.id))
      .run();
    applyToMessage(ctx, now, row, target, landed);
    changed(ctx, now, row, "sent", null);
    // As if its echo had come by itself, so that both orders end alike.
    refreshConversation(ctx, now, row.conversationId, {
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
    state: "failed" | "unknown" | "queued" | "cancelled";
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
    changed(ctx, now, row, next.state, next.code);
    if (next.state === "failed" || next.state === "cancelled") cancelLaterParts(ctx, now, row);
    refreshConversation(ctx, now, row.conversationId, { oursChanged: true });
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
  for (const part of later) changed(ctx, now, part, "cancelled", "earlier-part-failed");
}

function changed(ctx: Context, now: EpochMs, row: DeliveryRow, state: DeliveryRow["state"], code: string | null): void {
  const { accountId, conversationId, messageId, kind } = row;
  record(ctx, now, {
    type: "delivery.changed",
    accountId,
    conversationId,
    messageId,
    data: { deliveryId: row.id, kind, state, code },
  });
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

/** Gives our message its remote id. Where its echo was stored first, the echo's row is folded into ours. */
function bindMessage(ctx: Context, now: EpochMs, row: DeliveryRow, ours: MessageRow, landed: Landed): void {
  const { store } = ctx;
  const sentAt = landed.sentAt ?? ours.sentAt;
  if (landed.id === null) {
    store.db.update(message).set({ sentAt }).where(eq(message.id, ours.id)).run();
    return;
  }
  const echo = store.q.messageByRemote.get({ accountId: row.accountId, remoteId: landed.id });
  const isOther = echo !== undefined && echo.id !== ours.id;
  if (isOther) {
    foldEcho(ctx, now, ours, echo);
  }
  const authorId = ownIdentity(ctx, now, row.accountId)?.id ?? null;
  store.db
    .update(message)
    .set({ remoteId: landed.id, url: landed.url ?? (isOther ? echo.url : null), sentAt, authorId })
    .where(eq(message.id, ours.id))
    .run();
  if (row.part < row.parts) chainNextPart(ctx, row, landed.id);
  const deletedAt = store.q.tombstone.get({ accountId: row.accountId, remoteId: landed.id })?.at;
  if (deletedAt !== undefined) wipeMessage(store, ours.id, deletedAt);
  else if (isOther && echo.version > ours.version)
    replaceText(store, ours, {
      text: echo.text,
      spans: echo.spans,
      version: echo.version,
      editedAt: echo.editedAt ?? echo.sentAt,
    });
  if (isOther)
    record(ctx, now, {
      type: "message.bound",
      accountId: row.accountId,
      conversationId: row.conversationId,
      messageId: ours.id,
      data: { echoId: echo.id },
    });
}

function chainNextPart({ store }: Context, row: DeliveryRow, remoteId: string): void {
  const next = store.db
    .select({ messageId: delivery.messageId, payload: delivery.payload })
    .from(delivery)
    .where(and(eq(delivery.groupId, row.groupId ?? row.id), eq(delivery.part, row.part + 1)))
    .get();
  if (next?.payload.chained)
    store.db.update(message).set({ inReplyTo: remoteId }).where(eq(message.id, next.messageId)).run();
}

/** Removes the row of an echo after handing on what hangs on it. */
function foldEcho(ctx: Context, now: EpochMs, ours: MessageRow, echo: MessageRow): void {
  const { store } = ctx;
  const toOurs = { messageId: ours.id };
  unindexMessage(store, echo.id);
  store.db.update(messageEdit).set(toOurs).where(eq(messageEdit.messageId, echo.id)).run();
  // Somebody may have edited, deleted or reacted to it meanwhile.
  store.db.update(delivery).set(toOurs).where(eq(delivery.messageId, echo.id)).run();
  store.db
    .delete(media)
    .where(and(eq(media.messageId, echo.id), isNull(media.hash)))
    .run();
  // A copy that was made already is dropped by the job that drops copies.
  store.db
    .update(media)
    .set({ ...toOurs, state: "gone", reason: "replaced", remoteId: null, nextAt: null })
    .where(eq(media.messageId, echo.id))
    .run();
  store.db.delete(message).where(eq(message.id, echo.id)).run();
  if (echo.conversationId !== null && echo.conversationId !== ours.conversationId)
    refreshConversation(ctx, now, echo.conversationId, { oursChanged: true });
}

/** The account's own identity, made at its first write where no event has shown it yet. */
function ownIdentity(ctx: Context, now: EpochMs, accountId: number): typeof identity.$inferSelect | null {
  const { q } = ctx.store;
  const own = q.accountById.get({ id: accountId });
  if (!own) return null;
  const { platform, remoteId, name, handle, avatarUrl, url } = own;
  const known = q.identityByRemote.get({ platform, remoteId });
  if (known) return known;
  const contact = q.insertContact.get({ at: now });
  const facts = {
    platform,
    remoteId,
    contactId: contact.id,
    name,
    handle,
    avatarUrl,
    url,
    state: "active",
    isUs: true,
  };
  return q.insertIdentity.get({ ...facts, seenAt: 0 });
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
