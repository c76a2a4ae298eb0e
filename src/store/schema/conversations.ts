/** Where people talk, and the work on it. */
import { sql } from "drizzle-orm";
import {
  type AnySQLiteColumn,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { PLACE_KINDS, PLATFORMS } from "../../domain/platform.ts";
import { CONVERSATION_STATUSES, PRIORITIES, SLA_TARGETS } from "../../domain/status.ts";
import { LABEL_COLORS } from "../../domain/label-colors.ts";
import { at, id } from "./columns.ts";
import { account } from "./accounts.ts";
import { identity, agent } from "./people.ts";

export const place = sqliteTable(
  "place",
  {
    id: id(),
    accountId: integer("account_id")
      .notNull()
      .references(() => account.id),
    remoteId: text("remote_id").notNull(),
    kind: text("kind", { enum: PLACE_KINDS }).notNull(),
    title: text("title"),
    url: text("url"),
    /** Code of why it cannot be answered, null if it can. */
    closed: text("closed"),
    changedAt: at("changed_at"),
  },
  (t) => [uniqueIndex("place_remote").on(t.accountId, t.remoteId)],
);

/** Former remote ids of a place that moved. */
export const placeAlias = sqliteTable(
  "place_alias",
  {
    accountId: integer("account_id")
      .notNull()
      .references(() => account.id),
    remoteId: text("remote_id").notNull(),
    placeId: integer("place_id")
      .notNull()
      .references(() => place.id),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.remoteId] })],
);

export const conversation = sqliteTable(
  "conversation",
  {
    id: id(),
    accountId: integer("account_id")
      .notNull()
      .references(() => account.id),
    platform: text("platform", { enum: PLATFORMS }).notNull(),
    placeId: integer("place_id")
      .notNull()
      .references(() => place.id),
    personId: integer("person_id")
      .notNull()
      .references(() => identity.id),
    kind: text("kind", { enum: PLACE_KINDS }).notNull(),
    status: text("status", { enum: CONVERSATION_STATUSES }).notNull(),
    priority: text("priority", { enum: PRIORITIES }).notNull().default("normal"),
    assigneeId: integer("assignee_id").references(() => agent.id),
    snoozedUntil: integer("snoozed_until"),
    episodeId: integer("episode_id"),
    /** Inbound messages with a higher id are unread. */
    readUpTo: integer("read_up_to").notNull().default(0),
    unread: integer("unread").notNull().default(0),
    waitingSince: integer("waiting_since"),
    lastInboundAt: integer("last_inbound_at"),
    lastMessageAt: at("last_message_at"),
    excerpt: text("excerpt").notNull().default(""),
    excerptDirection: text("excerpt_direction", { enum: ["inbound", "outbound", "note"] })
      .notNull()
      .default("inbound"),
    /** Deliveries that need a person: failed, held or unknown. */
    attention: integer("attention").notNull().default(0),
    /** Until when we owe them something by the account's targets, the earliest of it; null: nothing. */
    dueAt: integer("due_at"),
    dueTarget: text("due_target", { enum: SLA_TARGETS }),
    /** From then on it is urgent. */
    dueWarnAt: integer("due_warn_at"),
    /** When the clock next has something to tell of it. */
    alarmAt: integer("alarm_at"),
    /** Event number of the newest change to its messages. */
    seq: integer("seq").notNull().default(0),
    /** When all that had been said in it was erased. */
    erasedAt: integer("erased_at"),
    createdAt: at("created_at"),
  },
  (t) => [
    uniqueIndex("conversation_place_person").on(t.accountId, t.placeId, t.personId),
    index("conversation_newest").on(t.lastMessageAt, t.id),
    index("conversation_status_newest").on(t.status, t.lastMessageAt, t.id),
    index("conversation_account_newest").on(t.accountId, t.status, t.lastMessageAt, t.id),
    index("conversation_assignee_newest").on(t.assigneeId, t.status, t.lastMessageAt, t.id),
    index("conversation_person").on(t.personId),
    index("conversation_snoozed")
      .on(t.snoozedUntil)
      .where(sql`${t.snoozedUntil} is not null`),
    index("conversation_due")
      .on(t.dueAt, t.id)
      .where(sql`${t.dueAt} is not null`),
    index("conversation_alarm")
      .on(t.alarmAt)
      .where(sql`${t.alarmAt} is not null`),
    index("conversation_awaited")
      .on(t.waitingSince, t.id)
      .where(sql`${t.waitingSince} is not null`),
    index("conversation_attention")
      .on(t.lastMessageAt, t.id)
      .where(sql`${t.attention} > 0`),
    // Those who wait, longest first: few beside all the others, so these stay small.
    index("conversation_status_waiting")
      .on(t.status, t.waitingSince, t.id)
      .where(sql`${t.waitingSince} is not null`),
    index("conversation_account_waiting")
      .on(t.accountId, t.status, t.waitingSince, t.id)
      .where(sql`${t.waitingSince} is not null`),
    index("conversation_assignee_waiting")
      .on(t.assigneeId, t.status, t.waitingSince, t.id)
      .where(sql`${t.waitingSince} is not null`),
  ],
);

/** What an episode is about: a tree that the team keeps. */
export const topic = sqliteTable(
  "topic",
  {
    id: id(),
    name: text("name").notNull(),
    parentId: integer("parent_id").references((): AnySQLiteColumn => topic.id),
    /** Set: no longer offered; what has it keeps it. */
    archivedAt: integer("archived_at"),
    createdAt: at("created_at"),
  },
  (t) => [index("topic_parent").on(t.parentId)],
);

/** One piece of work on a conversation. */
export const episode = sqliteTable(
  "episode",
  {
    id: id(),
    conversationId: integer("conversation_id")
      .notNull()
      .references(() => conversation.id),
    openedAt: at("opened_at"),
    firstResponseAt: integer("first_response_at"),
    closedAt: integer("closed_at"),
    /** By the account's targets; null where there is none. */
    firstResponseDueAt: integer("first_response_due_at"),
    /** Moves on by the time in which we waited for the person. */
    resolutionDueAt: integer("resolution_due_at"),
    /** When it was closed as done; null while open, and for spam. */
    resolvedAt: integer("resolved_at"),
    topicId: integer("topic_id").references(() => topic.id),
    /** When the person is to be asked how it went; null: not, or asked already. */
    satisfactionDueAt: integer("satisfaction_due_at"),
    satisfactionAskedAt: integer("satisfaction_asked_at"),
    /** 1 (bad) to 5 (good), in the person's answer. */
    satisfaction: integer("satisfaction"),
    satisfactionAt: integer("satisfaction_at"),
    /** The message that holds the answer, and one that says more. Their words stay there. */
    satisfactionMessageId: integer("satisfaction_message_id"),
    satisfactionCommentId: integer("satisfaction_comment_id"),
  },
  (t) => [
    index("episode_conversation").on(t.conversationId, t.id),
    index("episode_satisfaction_due")
      .on(t.satisfactionDueAt)
      .where(sql`${t.satisfactionDueAt} is not null`),
  ],
);

/** Which deadlines somebody was warned of: each once, however often it is looked at. */
export const slaTold = sqliteTable(
  "sla_told",
  {
    episodeId: integer("episode_id")
      .notNull()
      .references(() => episode.id),
    target: text("target", { enum: SLA_TARGETS }).notNull(),
    /** Since when the person had waited. */
    since: at("since"),
    warnedAt: integer("warned_at"),
    missedAt: integer("missed_at"),
  },
  (t) => [primaryKey({ columns: [t.episodeId, t.target, t.since] })],
);

export const label = sqliteTable("label", {
  id: id(),
  name: text("name").notNull().unique(),
  color: text("color", { enum: LABEL_COLORS }).notNull().default("grey"),
  description: text("description").notNull().default(""),
  /** Offered no more; stays where it is. */
  archivedAt: integer("archived_at"),
  /** Deleted or merged: conversations lose it, slice by slice, then the row goes. */
  endedAt: integer("ended_at"),
  /** What conversations get in its place. */
  mergedIntoId: integer("merged_into_id"),
});

export const conversationLabel = sqliteTable(
  "conversation_label",
  {
    conversationId: integer("conversation_id")
      .notNull()
      .references(() => conversation.id),
    labelId: integer("label_id")
      .notNull()
      .references(() => label.id),
  },
  (t) => [primaryKey({ columns: [t.conversationId, t.labelId] }), index("conversation_label_label").on(t.labelId)],
);
