/** Changes what a stored message says: a newer version, or nothing any more. */
import { and, eq, inArray, sql } from "drizzle-orm";
import { detectLanguage } from "../domain/language.ts";
import type { Span } from "../domain/text.ts";
import type { EpochMs } from "../domain/time.ts";
import type { Store } from "./db.ts";
import { agent, comment, delivery, media, message, messageEdit, sealedSecret } from "./schema.ts";
import { markStaleWords, reindexMessage, unindexMessage } from "./search.ts";

export type MessageRow = typeof message.$inferSelect;

/** Puts a newer text in place and keeps the old one as history. */
export function replaceText(
  store: Store,
  row: MessageRow,
  next: { text: string; spans: Span[]; version: number; editedAt: EpochMs },
): void {
  if (next.text !== row.text) {
    keepVersion(store, row.id, {
      version: row.version,
      text: row.text,
      spans: row.spans,
      at: row.editedAt ?? row.sentAt,
    });
    reindexMessage(store, row.id, next.text, authorWords(store, row));
  }
  store.db
    .update(message)
    .set({ ...next, language: detectLanguage(next.text) })
    .where(eq(message.id, row.id))
    .run();
}

/** Found by search beside the text: who wrote it. */
function authorWords(store: Store, { authorId, agentId }: MessageRow): string {
  const author = authorId === null ? undefined : store.q.identityById.get({ id: authorId });
  if (author) return `${author.name} ${author.handle ?? ""}`;
  if (agentId === null) return "";
  return store.db.select({ name: agent.name }).from(agent).where(eq(agent.id, agentId)).get()?.name ?? "";
}

/** Remembers an earlier version; one that is known stays as it is. */
export function keepVersion(
  store: Store,
  messageId: number,
  old: { version: number; text: string; spans: Span[]; at: EpochMs },
): void {
  store.db
    .insert(messageEdit)
    .values({ messageId, ...old })
    .onConflictDoNothing()
    .run();
}

/** Leaves a tombstone: text, history, what our edits said, search words and media go, the row stays. */
export function wipeMessage(store: Store, messageId: number, at: EpochMs): void {
  store.db
    .update(message)
    .set({ text: "", spans: [], version: 0, editedAt: null, deletedAt: at })
    .where(eq(message.id, messageId))
    .run();
  store.db.delete(messageEdit).where(eq(messageEdit.messageId, messageId)).run();
  store.db.delete(sealedSecret).where(eq(sealedSecret.messageId, messageId)).run();
  store.db.delete(comment).where(eq(comment.messageId, messageId)).run();
  store.db
    .update(media)
    .set({ state: "gone", reason: "deleted", remoteId: null, name: null, alt: null, latitude: null, longitude: null })
    .where(and(eq(media.messageId, messageId), sql`${media.state} <> 'gone'`))
    .run();
  store.db
    .update(delivery)
    .set({ payload: sql`json_remove(${delivery.payload}, '$.text')` })
    .where(
      and(
        eq(delivery.messageId, messageId),
        eq(delivery.kind, "edit"),
        inArray(delivery.state, ["sent", "failed", "cancelled"]),
      ),
    )
    .run();
  unindexMessage(store, messageId);
  markStaleWords(store);
}
