/** Gives a message of ours what the platform made of it: its id, its time, and what its echo brought. */
import { and, eq, isNull } from "drizzle-orm";
import type { Place } from "../../connectors/connector.ts";
import type { EpochMs } from "../domain/time.ts";
import { type Context, record } from "../store/context.ts";
import { type MessageRow, replaceText, wipeMessage } from "../store/message-content.ts";
import { refreshConversation } from "../store/refresh.ts";
import { countAgain } from "../store/reports/count.ts";
import { delivery, type identity, media, message, messageEdit, publicationSource } from "../store/schema.ts";
import { unindexMessage } from "../store/search.ts";
import type { DeliveryRow } from "./operation.ts";
import { placeThread } from "./posts/thread.ts";

/** What the platform made of it. */
export interface Landed {
  id: string | null;
  /** Of the other messages that the same write made. */
  also?: string[];
  url: string | null;
  sentAt: EpochMs | null;
  /** The place that came of it. */
  place?: Place;
}

/** Gives our message its remote id. Where its echo was stored first, the echo's row is folded into ours. */
export function bindMessage(ctx: Context, now: EpochMs, row: DeliveryRow, ours: MessageRow, landed: Landed): void {
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
  const placeId = row.kind === "createThread" ? placeThread(ctx, now, row, ours, landed.place) : ours.placeId;
  store.db
    .update(message)
    .set({ remoteId: landed.id, url: landed.url ?? (isOther ? echo.url : null), sentAt, authorId, placeId })
    .where(eq(message.id, ours.id))
    .run();
  if (row.part < row.parts) chainNextPart(ctx, row, landed.id, placeId);
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

function chainNextPart({ store }: Context, row: DeliveryRow, remoteId: string, placeId: number): void {
  const next = store.db
    .select({ messageId: delivery.messageId, payload: delivery.payload })
    .from(delivery)
    .where(and(eq(delivery.groupId, row.groupId ?? row.id), eq(delivery.part, row.part + 1)))
    .get();
  if (!next) return;
  const chained = next.payload.chained ? { inReplyTo: remoteId } : {};
  // The parts of a post stand where its first one came to stand.
  const moved = row.conversationId === null ? { placeId } : {};
  const change = { ...chained, ...moved };
  if (Object.keys(change).length > 0) store.db.update(message).set(change).where(eq(message.id, next.messageId)).run();
}

/** Removes the row of an echo after handing on what hangs on it. */
function foldEcho(ctx: Context, now: EpochMs, ours: MessageRow, echo: MessageRow): void {
  const { store } = ctx;
  const toOurs = { messageId: ours.id };
  unindexMessage(store, echo.id);
  store.db.update(messageEdit).set(toOurs).where(eq(messageEdit.messageId, echo.id)).run();
  // Somebody may have edited, deleted or reacted to it meanwhile.
  store.db.update(delivery).set(toOurs).where(eq(delivery.messageId, echo.id)).run();
  // It may have become public meanwhile.
  store.db.update(publicationSource).set(toOurs).where(eq(publicationSource.messageId, echo.id)).run();
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
  // No event names the conversation that it stood in.
  if (echo.conversationId !== null) countAgain(store, [echo.conversationId]);
  if (echo.conversationId !== null && echo.conversationId !== ours.conversationId)
    refreshConversation(ctx, now, echo.conversationId, { oursChanged: true });
}

/** The account's own identity, made at its first write where no event has shown it yet. */
export function ownIdentity(ctx: Context, now: EpochMs, accountId: number): typeof identity.$inferSelect | null {
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
  return q.insertIdentity.get({ ...facts, seenAt: 0, erasedUntil: null });
}
