/** The few indexed look-ups from which a conversation's state is derived; none reads more than it needs. */
import { and, asc, desc, eq, gt, gte, or, sql } from "drizzle-orm";
import type { Db } from "./db.ts";
import * as s from "./schema.ts";

const p = sql.placeholder;

// Written out, not bound: only literals let SQLite use the partial indexes of the same words.
const IS_NEWS = sql`${s.message.direction} = 'inbound' and ${s.message.deletedAt} is null and ${s.message.origin} <> 'history'`;
const IS_OURS = sql`${s.message.direction} = 'outbound'`;
/** What a person of the team said counts as an answer once the platform has it, or while it is on its way there and not stuck behind a doubt or behind what waits for a lead. */
const IS_ANSWER = sql`${IS_OURS} and ${s.message.automatic} is null and ${s.message.deletedAt} is null and (${s.message.remoteId} is not null or exists (
  select 1 from delivery as way where way.message_id = ${s.message.id}
    and way.kind in ('reply', 'message') and way.state in ('queued', 'sending', 'sent')
    and not exists (select 1 from delivery as doubt
      where doubt.conversation_id = way.conversation_id and doubt.id < way.id
        and (doubt.state = 'unknown' or (doubt.state = 'held' and doubt.kind in ('reply', 'message'))))))`;

/** What comes after so many messages of one episode pauses nothing any more. */
const MOST_TURNS = 500;

/** `conversationId` in each; times are the platform's. */
export function prepareFacts(db: Db) {
  const here = eq(s.message.conversationId, p("conversationId"));
  const newestFirst = [desc(s.message.sentAt), desc(s.message.id)] as const;
  const sentAt = { sentAt: s.message.sentAt };
  return {
    lastAnswer: db
      .select(sentAt)
      .from(s.message)
      .where(and(here, IS_ANSWER))
      .orderBy(...newestFirst)
      .limit(1)
      .prepare(),
    /** The first of our answers since `openedAt`. */
    firstAnswer: db
      .select(sentAt)
      .from(s.message)
      .where(and(here, IS_ANSWER, eq(s.message.episodeId, p("episodeId")), gte(s.message.sentAt, p("openedAt"))))
      .orderBy(asc(s.message.sentAt))
      .limit(1)
      .prepare(),
    /** When the person last rated what we did: that asks for no answer. */
    lastRating: db
      .select({ at: sql<number | null>`max(${s.episode.satisfactionAt})` })
      .from(s.episode)
      .where(eq(s.episode.conversationId, p("conversationId")))
      .prepare(),
    /** The person's first message after `answeredAt`. */
    firstWaiting: db
      .select(sentAt)
      .from(s.message)
      .where(and(here, IS_NEWS, gt(s.message.sentAt, p("answeredAt"))))
      .orderBy(asc(s.message.sentAt))
      .limit(1)
      .prepare(),
    /** Who spoke when since the episode was opened; of two at one time, the person first. */
    turns: db
      .select({ ...sentAt, direction: s.message.direction })
      .from(s.message)
      .where(and(here, gte(s.message.sentAt, p("openedAt")), or(IS_NEWS, IS_ANSWER)))
      .orderBy(asc(s.message.sentAt), asc(s.message.direction))
      .limit(MOST_TURNS)
      .prepare(),
    lastNews: db
      .select(sentAt)
      .from(s.message)
      .where(and(here, IS_NEWS))
      .orderBy(...newestFirst)
      .limit(1)
      .prepare(),
    unread: db
      .select({ n: sql<number>`count(*)` })
      .from(s.message)
      .where(and(here, IS_NEWS, gt(s.message.id, p("readUpTo"))))
      .prepare(),
    /** The newest words between the person and us; a fixed text does not stand before what they wrote. */
    newestWords: db
      .select({ direction: s.message.direction, text: s.message.text })
      .from(s.message)
      .where(
        and(
          here,
          sql`${s.message.deletedAt} is null and ${s.message.direction} <> 'note' and ${s.message.automatic} is null`,
        ),
      )
      .orderBy(...newestFirst)
      .limit(1)
      .prepare(),
    attention: db
      .select({ n: sql<number>`count(*)` })
      .from(s.delivery)
      .where(
        and(
          eq(s.delivery.conversationId, p("conversationId")),
          // A scheduled one without a time was stopped: the person wrote, or its hour is long over.
          sql`(${s.delivery.state} in ('failed', 'held', 'unknown') or (${s.delivery.state} = 'scheduled' and ${s.delivery.nextAt} is null))`,
        ),
      )
      .prepare(),
  };
}
