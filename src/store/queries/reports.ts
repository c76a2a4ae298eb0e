/** Prepared queries of the lane that keeps the roll-ups. */
import { and, asc, desc, eq, gt, isNotNull, sql } from "drizzle-orm";
import type { Db } from "../db.ts";
import * as s from "../schema.ts";

const p = sql.placeholder;

export function prepareReports(db: Db) {
  const messageFacts = {
    id: s.message.id,
    accountId: s.message.accountId,
    conversationId: s.message.conversationId,
    episodeId: s.message.episodeId,
    direction: s.message.direction,
    origin: s.message.origin,
    automatic: s.message.automatic,
    agentId: s.message.agentId,
    remoteId: s.message.remoteId,
    sentAt: s.message.sentAt,
    kind: s.conversation.kind,
  };
  const episodeFacts = {
    episode: s.episode,
    accountId: s.conversation.accountId,
    kind: s.conversation.kind,
    status: s.conversation.status,
    currentId: s.conversation.episodeId,
  };
  const answersOf = and(
    eq(s.message.conversationId, p("conversationId")),
    sql`${s.message.direction} = 'outbound'`,
    eq(s.message.episodeId, p("episodeId")),
    sql`${s.message.automatic} is null`,
  );
  const addTo = (table: typeof s.reportHour | typeof s.reportDay) =>
    db
      .insert(table)
      .values({ slot: p("slot"), n: p("by") })
      .onConflictDoUpdate({ target: table.slot, set: { n: sql`n + excluded.n` } })
      .prepare();
  return {
    message: db
      .select(messageFacts)
      .from(s.message)
      .leftJoin(s.conversation, eq(s.conversation.id, s.message.conversationId))
      .where(eq(s.message.id, p("id")))
      .prepare(),
    messagesAfter: db
      .select(messageFacts)
      .from(s.message)
      .leftJoin(s.conversation, eq(s.conversation.id, s.message.conversationId))
      .where(gt(s.message.id, p("after")))
      .orderBy(asc(s.message.id))
      .limit(p("limit"))
      .prepare(),
    /** What a conversation took in when it began was said before it. */
    idsOfConversation: db
      .select({ id: s.message.id })
      .from(s.message)
      .where(eq(s.message.conversationId, p("conversationId")))
      .prepare(),
    /** Whether the platform has what a delivery of ours sent, also where it gave it no id. */
    wasSent: db
      .select({ id: s.delivery.id })
      .from(s.delivery)
      .where(
        and(
          eq(s.delivery.messageId, p("messageId")),
          sql`${s.delivery.state} = 'sent' and ${s.delivery.kind} in ('reply', 'message')`,
        ),
      )
      .limit(1)
      .prepare(),
    episode: db
      .select(episodeFacts)
      .from(s.episode)
      .innerJoin(s.conversation, eq(s.conversation.id, s.episode.conversationId))
      .where(eq(s.episode.id, p("id")))
      .prepare(),
    episodesAfter: db
      .select(episodeFacts)
      .from(s.episode)
      .innerJoin(s.conversation, eq(s.conversation.id, s.episode.conversationId))
      .where(gt(s.episode.id, p("after")))
      .orderBy(asc(s.episode.id))
      .limit(p("limit"))
      .prepare(),
    /** The episodes of a conversation, newest first. */
    episodeIds: db
      .select({ id: s.episode.id })
      .from(s.episode)
      .where(eq(s.episode.conversationId, p("conversationId")))
      .orderBy(desc(s.episode.id))
      .prepare(),
    firstAnswerer: db
      .select({ agentId: s.message.agentId })
      .from(s.message)
      .where(and(answersOf, eq(s.message.sentAt, p("at"))))
      .orderBy(asc(s.message.id))
      .limit(1)
      .prepare(),
    lastAnswerer: db
      .select({ agentId: s.message.agentId })
      .from(s.message)
      .where(and(answersOf, isNotNull(s.message.agentId)))
      .orderBy(desc(s.message.sentAt), desc(s.message.id))
      .limit(1)
      .prepare(),
    labelsOf: db
      .select({ id: s.conversationLabel.labelId })
      .from(s.conversationLabel)
      .where(eq(s.conversationLabel.conversationId, p("conversationId")))
      .prepare(),
    again: db
      .select({ id: s.reportAgain.conversationId })
      .from(s.reportAgain)
      .where(gt(s.reportAgain.conversationId, 0))
      .limit(p("limit"))
      .prepare(),
    series: db
      .select({ id: s.reportSeries.id })
      .from(s.reportSeries)
      .where(
        and(
          eq(s.reportSeries.measure, p("measure")),
          eq(s.reportSeries.facet, p("facet")),
          eq(s.reportSeries.key, p("key")),
          eq(s.reportSeries.accountId, p("accountId")),
          eq(s.reportSeries.visibility, p("visibility")),
        ),
      )
      .prepare(),
    insertSeries: db
      .insert(s.reportSeries)
      .values({
        measure: p("measure"),
        facet: p("facet"),
        key: p("key"),
        accountId: p("accountId"),
        visibility: p("visibility"),
      })
      .returning({ id: s.reportSeries.id })
      .prepare(),
    addToHour: addTo(s.reportHour),
    addToDay: addTo(s.reportDay),
    countedMessage: db
      .select({ slots: s.reportMessage.slots })
      .from(s.reportMessage)
      .where(eq(s.reportMessage.messageId, p("id")))
      .prepare(),
    countMessage: db
      .insert(s.reportMessage)
      .values({ messageId: p("id"), slots: p("slots") })
      .onConflictDoUpdate({ target: s.reportMessage.messageId, set: { slots: sql`excluded.slots` } })
      .prepare(),
    countedEpisode: db
      .select({ slots: s.reportEpisode.slots })
      .from(s.reportEpisode)
      .where(eq(s.reportEpisode.episodeId, p("id")))
      .prepare(),
    countEpisode: db
      .insert(s.reportEpisode)
      .values({ episodeId: p("id"), slots: p("slots") })
      .onConflictDoUpdate({ target: s.reportEpisode.episodeId, set: { slots: sql`excluded.slots` } })
      .prepare(),
  };
}

type Prepared = ReturnType<typeof prepareReports>;
export type MessageFacts = ReturnType<Prepared["messagesAfter"]["all"]>[number];
export type EpisodeFacts = ReturnType<Prepared["episodesAfter"]["all"]>[number];
