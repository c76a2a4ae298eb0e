/** Prepared queries for accounts, places and conversations. */
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "../db.ts";
import * as s from "../schema.ts";

const p = sql.placeholder;

export function prepareConversations(db: Db) {
  return {
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
        dueAt: sql`${p("dueAt")}`,
        dueTarget: sql`${p("dueTarget")}`,
        dueWarnAt: sql`${p("dueWarnAt")}`,
        alarmAt: sql`${p("alarmAt")}`,
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
    accountById: db
      .select()
      .from(s.account)
      .where(eq(s.account.id, p("id")))
      .prepare(),
    /** The accounts that an app's webhook serves. */
    accountsOfApp: db
      .select()
      .from(s.account)
      .where(and(eq(s.account.appId, p("appId")), sql`${s.account.state} in ('active', 'paused', 'auth')`))
      .prepare(),
    /** An account's credentials as they are sealed, and what they are bound to. */
    sealedCredentials: db
      .select({
        platform: s.account.platform,
        remoteId: s.account.remoteId,
        user: s.account.credentials,
        fingerprint: s.app.fingerprint,
        app: s.app.credentials,
      })
      .from(s.account)
      .innerJoin(s.app, eq(s.app.id, s.account.appId))
      .where(eq(s.account.id, p("id")))
      .prepare(),
    noteEvents: db
      .update(s.account)
      .set({ lastEventAt: sql`${p("at")}` })
      .where(eq(s.account.id, p("id")))
      .prepare(),
    metaByKey: db
      .select({ value: s.meta.value })
      .from(s.meta)
      .where(eq(s.meta.key, p("key")))
      .prepare(),
    holdOf: db
      .select({ until: s.limitHold.until })
      .from(s.limitHold)
      .where(eq(s.limitHold.scope, p("scope")))
      .prepare(),
  };
}
