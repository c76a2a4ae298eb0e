/** The prepared queries of the hot paths: ingest, lists and dispatch. */
import { and, desc, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import { prepareFacts } from "./conversation-facts.ts";
import * as s from "./schema.ts";
import { search } from "./search-table.ts";

const p = sql.placeholder;

/** Prepares every hot query on an open database. */
export function prepareQueries(db: BaseSQLiteDatabase<"sync", unknown, typeof s>) {
  return {
    // ---- log
    lastEvent: db
      .select({ seq: s.event.seq, hash: s.event.hash })
      .from(s.event)
      .orderBy(desc(s.event.seq))
      .limit(1)
      .prepare(),
    insertEvent: db
      .insert(s.event)
      .values({
        seq: p("seq"),
        at: p("at"),
        type: p("type"),
        version: p("version"),
        actor: p("actor"),
        accountId: p("accountId"),
        conversationId: p("conversationId"),
        messageId: p("messageId"),
        data: p("data"),
        contentHash: p("contentHash"),
        prevHash: p("prevHash"),
        hash: p("hash"),
      })
      .prepare(),
    eventsAfter: db
      .select()
      .from(s.event)
      .where(gt(s.event.seq, p("seq")))
      .orderBy(s.event.seq)
      .limit(p("limit"))
      .prepare(),

    addToCounter: db
      .insert(s.counter)
      .values({ scope: p("scope"), key: p("key"), status: p("status"), n: p("by") })
      .onConflictDoUpdate({
        target: [s.counter.scope, s.counter.key, s.counter.status],
        set: { n: sql`n + excluded.n` },
      })
      .prepare(),

    // ---- who may come in
    tokenByHash: db
      .select({ agentId: s.agent.id, name: s.agent.name, role: s.agent.role })
      .from(s.token)
      .innerJoin(s.agent, eq(s.agent.id, s.token.agentId))
      .where(and(eq(s.token.hash, p("hash")), isNull(s.token.revokedAt)))
      .prepare(),
    sessionByHash: db
      .select({
        agentId: s.agent.id,
        name: s.agent.name,
        role: s.agent.role,
        createdAt: s.session.createdAt,
        expiresAt: s.session.expiresAt,
      })
      .from(s.session)
      .innerJoin(s.agent, eq(s.agent.id, s.session.agentId))
      .where(eq(s.session.hash, p("hash")))
      .prepare(),

    // ---- people
    identityByRemote: db
      .select()
      .from(s.identity)
      .where(and(eq(s.identity.platform, p("platform")), eq(s.identity.remoteId, p("remoteId"))))
      .prepare(),
    identityById: db
      .select()
      .from(s.identity)
      .where(eq(s.identity.id, p("id")))
      .prepare(),
    insertContact: db
      .insert(s.contact)
      .values({ createdAt: p("at") })
      .returning({ id: s.contact.id })
      .prepare(),
    insertIdentity: db
      .insert(s.identity)
      .values({
        platform: p("platform"),
        remoteId: p("remoteId"),
        contactId: p("contactId"),
        ownContactId: p("contactId"),
        name: p("name"),
        handle: p("handle"),
        avatarUrl: p("avatarUrl"),
        url: p("url"),
        state: p("state"),
        isUs: p("isUs"),
        seenAt: p("seenAt"),
      })
      .returning()
      .prepare(),

    // ---- places and conversations
    placeByRemote: db
      .select()
      .from(s.place)
      .where(and(eq(s.place.accountId, p("accountId")), eq(s.place.remoteId, p("remoteId"))))
      .prepare(),
    placeById: db
      .select()
      .from(s.place)
      .where(eq(s.place.id, p("id")))
      .prepare(),
    placeByAlias: db
      .select({ place: s.place })
      .from(s.placeAlias)
      .innerJoin(s.place, eq(s.place.id, s.placeAlias.placeId))
      .where(and(eq(s.placeAlias.accountId, p("accountId")), eq(s.placeAlias.remoteId, p("remoteId"))))
      .prepare(),
    insertPlace: db
      .insert(s.place)
      .values({
        accountId: p("accountId"),
        remoteId: p("remoteId"),
        kind: p("kind"),
        title: p("title"),
        url: p("url"),
        changedAt: p("at"),
      })
      .returning()
      .prepare(),
    conversationById: db
      .select()
      .from(s.conversation)
      .where(eq(s.conversation.id, p("id")))
      .prepare(),
    conversationByKey: db
      .select()
      .from(s.conversation)
      .where(
        and(
          eq(s.conversation.accountId, p("accountId")),
          eq(s.conversation.placeId, p("placeId")),
          eq(s.conversation.personId, p("personId")),
        ),
      )
      .prepare(),
    insertConversation: db
      .insert(s.conversation)
      .values({
        accountId: p("accountId"),
        platform: p("platform"),
        placeId: p("placeId"),
        personId: p("personId"),
        kind: p("kind"),
        status: p("status"),
        lastMessageAt: p("at"),
        createdAt: p("at"),
      })
      .returning()
      .prepare(),
    updateConversation: db
      .update(s.conversation)
      .set({
        status: sql`${p("status")}`,
        assigneeId: sql`${p("assigneeId")}`,
        snoozedUntil: sql`${p("snoozedUntil")}`,
        episodeId: sql`${p("episodeId")}`,
        readUpTo: sql`${p("readUpTo")}`,
        unread: sql`${p("unread")}`,
        waitingSince: sql`${p("waitingSince")}`,
        lastInboundAt: sql`${p("lastInboundAt")}`,
        lastMessageAt: sql`${p("lastMessageAt")}`,
        excerpt: sql`${p("excerpt")}`,
        excerptDirection: sql`${p("excerptDirection")}`,
        attention: sql`${p("attention")}`,
        priority: sql`${p("priority")}`,
        seq: sql`${p("seq")}`,
      })
      .where(eq(s.conversation.id, p("id")))
      .prepare(),
    insertEpisode: db
      .insert(s.episode)
      .values({ conversationId: p("conversationId"), openedAt: p("openedAt") })
      .returning()
      .prepare(),
    episodeById: db
      .select()
      .from(s.episode)
      .where(eq(s.episode.id, p("id")))
      .prepare(),

    // ---- messages
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
    facts: prepareFacts(db),
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
    noteEvents: db
      .update(s.account)
      .set({ lastEventAt: sql`${p("at")}` })
      .where(eq(s.account.id, p("id")))
      .prepare(),
    accountById: db
      .select()
      .from(s.account)
      .where(eq(s.account.id, p("id")))
      .prepare(),
    holdOf: db
      .select({ until: s.limitHold.until })
      .from(s.limitHold)
      .where(eq(s.limitHold.scope, p("scope")))
      .prepare(),
    metaByKey: db
      .select({ value: s.meta.value })
      .from(s.meta)
      .where(eq(s.meta.key, p("key")))
      .prepare(),
    /** Words in a place that belong to a person who had no conversation there yet. */
    orphansOf: db
      .select()
      .from(s.message)
      .where(
        and(
          eq(s.message.placeId, p("placeId")),
          eq(s.message.personId, p("personId")),
          isNull(s.message.conversationId),
        ),
      )
      .prepare(),
  };
}

export type Queries = ReturnType<typeof prepareQueries>;
