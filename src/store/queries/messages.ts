/** Prepared queries for messages, their search words and their deliveries. */
import { and, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { Db } from "../db.ts";
import * as s from "../schema.ts";
import { search } from "../search-table.ts";

const p = sql.placeholder;

export function prepareMessages(db: Db) {
  return {
    messageByRemote: db
      .select()
      .from(s.message)
      .where(and(eq(s.message.accountId, p("accountId")), eq(s.message.remoteId, p("remoteId"))))
      .prepare(),
    messageById: db
      .select()
      .from(s.message)
      .where(eq(s.message.id, p("id")))
      .prepare(),
    insertMessage: db
      .insert(s.message)
      .values({
        accountId: p("accountId"),
        placeId: p("placeId"),
        conversationId: p("conversationId"),
        episodeId: p("episodeId"),
        remoteId: p("remoteId"),
        direction: p("direction"),
        origin: p("origin"),
        authorId: p("authorId"),
        personId: p("personId"),
        agentId: p("agentId"),
        automatic: p("automatic"),
        text: p("text"),
        spans: p("spans"),
        language: p("language"),
        groupKey: p("groupKey"),
        inReplyTo: p("inReplyTo"),
        url: p("url"),
        sentAt: p("sentAt"),
        receivedAt: p("receivedAt"),
        version: p("version"),
        editedAt: p("editedAt"),
        deletedAt: p("deletedAt"),
      })
      .returning({ id: s.message.id })
      .prepare(),
    /** The person's newest message that still says something: what a public answer answers. */
    newestInbound: db
      .select()
      .from(s.message)
      .where(
        and(
          eq(s.message.conversationId, p("id")),
          eq(s.message.direction, "inbound"),
          isNull(s.message.deletedAt),
          isNotNull(s.message.remoteId),
        ),
      )
      .orderBy(desc(s.message.sentAt), desc(s.message.id))
      .limit(1)
      .prepare(),
    tombstone: db
      .select({ at: s.tombstone.at })
      .from(s.tombstone)
      .where(and(eq(s.tombstone.accountId, p("accountId")), eq(s.tombstone.remoteId, p("remoteId"))))
      .prepare(),
    insertSearch: db
      .insert(search)
      .values({ rowid: p("id"), body: p("body"), author: p("author") })
      .prepare(),
    deleteSearch: db
      .delete(search)
      .where(eq(search.rowid, p("id")))
      .prepare(),
    deliveryByKey: db
      .select()
      .from(s.delivery)
      .where(eq(s.delivery.key, p("key")))
      .prepare(),
    deliveryById: db
      .select()
      .from(s.delivery)
      .where(eq(s.delivery.id, p("id")))
      .prepare(),
  };
}
