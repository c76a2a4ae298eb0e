/** Builds the operation that a connector performs from the rows that stand for it. */
import { and, eq, inArray } from "drizzle-orm";
import type { Operation, OutgoingMedia, Place } from "../../connectors/connector.ts";
import type { ContentStore } from "../domain/content-store.ts";
import type { Store } from "../store/db.ts";
import { delivery, upload } from "../store/schema.ts";

export type DeliveryRow = typeof delivery.$inferSelect;

/** Null where what it needs is no longer there (the message was deleted meanwhile). */
export function buildOperation(store: Store, content: ContentStore, row: DeliveryRow): Operation | null {
  const message = store.q.messageById.get({ id: row.messageId });
  if (!message) return null;
  const where = placeOf(store, message.placeId);
  if (!where) return null;
  const { kind, key, payload } = row;
  if (kind === "createThread") {
    if (message.deletedAt !== null) return null;
    return { kind, place: where, title: payload.title ?? "", text: message.text, tags: payload.tags ?? [], key };
  }
  if (kind === "reply" || kind === "message") {
    const personId = addresseeOf(store, row);
    if (personId === null || message.deletedAt !== null) return null;
    const outgoing = {
      place: where,
      personId,
      text: message.text,
      media: filesOf(store, content, payload.uploads ?? []),
      key,
    };
    return kind === "reply" && message.inReplyTo !== null
      ? { kind: "reply", inReplyTo: message.inReplyTo, ...outgoing }
      : { kind: "message", ...outgoing };
  }
  const messageId = message.remoteId;
  if (messageId === null) return null;
  if (kind === "edit") return { kind, place: where, messageId, text: payload.text ?? "" };
  if (kind === "delete")
    return {
      kind,
      place: where,
      messageId,
      ...othersOf(store, message.id),
      ...(payload.thread ? { thread: true } : {}),
    };
  if (kind === "react")
    return { kind, place: where, messageId, emoji: payload.emoji ?? "", remove: payload.remove ?? false };
  if (kind === "hide") return { kind, place: where, messageId, hidden: payload.hidden ?? true };
  return null;
}

/** Whom it is for; of a part of a post, ourselves. */
function addresseeOf(store: Store, { conversationId, accountId }: DeliveryRow): string | null {
  if (conversationId === null) return store.q.accountById.get({ id: accountId })?.remoteId ?? null;
  const conversation = store.q.conversationById.get({ id: conversationId });
  return conversation ? (store.q.identityById.get({ id: conversation.personId })?.remoteId ?? null) : null;
}

/** What else the write that sent a message has made. */
function othersOf(store: Store, messageId: number): { also?: string[] } {
  const sent = store.db
    .select({ payload: delivery.payload })
    .from(delivery)
    .where(and(eq(delivery.messageId, messageId), inArray(delivery.kind, ["reply", "message"])))
    .get();
  return sent?.payload.also ? { also: sent.payload.also } : {};
}

function placeOf(store: Store, id: number): Place | null {
  const row = store.q.placeById.get({ id });
  return row ? { id: row.remoteId, kind: row.kind, title: row.title, url: row.url } : null;
}

function filesOf(store: Store, content: ContentStore, ids: number[]): OutgoingMedia[] {
  if (ids.length === 0) return [];
  const rows = store.db.select().from(upload).where(inArray(upload.id, ids)).all();
  const ordered = ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
  return ordered.map(({ name, mime, size, hash }) => ({
    name,
    mime,
    size,
    async read() {
      const found = await content.get(hash);
      if (!found) throw new Error(`the file ${name} is no longer in the content store`);
      return new Uint8Array(await new Response(found.body).arrayBuffer());
    },
  }));
}
