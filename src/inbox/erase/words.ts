/** Takes the words out of stored messages and of everything that hangs on them; the rows stay, so that nothing of it can come back. */
import { and, eq, sql } from "drizzle-orm";
import type { EpochMs } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import type { MessageRow } from "../../store/message-content.ts";
import {
  comment,
  delivery,
  fragment,
  media,
  message,
  messageEdit,
  reaction,
  sealedSecret,
  upload,
} from "../../store/schema.ts";
import { unindexMessage } from "../../store/search.ts";
import { idList } from "../../store/prepared.ts";

/** Call inside a transaction, with so many rows as fit into a slice. Files lose their names here and their content by the job that drops content. */
export function eraseWords(store: Store, now: EpochMs, rows: MessageRow[]): void {
  if (rows.length === 0) return;
  const { db } = store;
  const ids = sql`(select value from json_each(${idList(rows.map((row) => row.id))}))`;
  for (const row of rows) unindexMessage(store, row.id);
  db.update(message)
    .set({
      text: "",
      spans: [],
      language: null,
      url: null,
      groupKey: null,
      version: 0,
      editedAt: null,
      deletedAt: sql`coalesce(${message.deletedAt}, ${now})`,
    })
    .where(sql`${message.id} in ${ids}`)
    .run();
  db.delete(messageEdit)
    .where(sql`${messageEdit.messageId} in ${ids}`)
    .run();
  db.delete(sealedSecret)
    .where(sql`${sealedSecret.messageId} in ${ids}`)
    .run();
  db.delete(comment)
    .where(sql`${comment.messageId} in ${ids}`)
    .run();
  db.update(media)
    .set({
      state: "gone",
      reason: "erased",
      remoteId: null,
      name: null,
      alt: null,
      latitude: null,
      longitude: null,
      nextAt: null,
    })
    .where(sql`${media.messageId} in ${ids}`)
    .run();
  eraseByRemoteId(store, rows);
  eraseUploads(store, ids);
  db.update(delivery)
    .set({ payload: {}, detail: null })
    .where(sql`${delivery.messageId} in ${ids}`)
    .run();
}

/** Reactions, and what was counted to find a phrase over several messages. */
function eraseByRemoteId(store: Store, rows: MessageRow[]): void {
  const byAccount = Map.groupBy(
    rows.filter((row) => row.remoteId !== null),
    (row) => row.accountId,
  );
  for (const [accountId, group] of byAccount) {
    const remote = sql`(select value from json_each(${idList(group.flatMap((row) => row.remoteId ?? []))}))`;
    store.db
      .delete(reaction)
      .where(and(eq(reaction.accountId, accountId), sql`${reaction.messageRemoteId} in ${remote}`))
      .run();
    store.db
      .delete(fragment)
      .where(and(eq(fragment.accountId, accountId), sql`${fragment.remoteId} in ${remote}`))
      .run();
  }
}

/** The files that we sent them, unless another message bears the same one. */
function eraseUploads(store: Store, ids: ReturnType<typeof sql>): void {
  const sent = store.db
    .select({ payload: delivery.payload })
    .from(delivery)
    .where(sql`${delivery.messageId} in ${ids}`)
    .all();
  const uploads = [...new Set(sent.flatMap(({ payload }) => payload.uploads ?? []))];
  if (uploads.length === 0) return;
  store.db
    .delete(upload)
    .where(
      and(
        sql`${upload.id} in (select value from json_each(${idList(uploads)}))`,
        sql`not exists (select 1 from ${media} where ${media.hash} = ${upload.hash} and ${media.state} = 'kept')`,
      ),
    )
    .run();
}
