/** How a team shares the work: who is mentioned, who is told of what, who is there, and what waits to be given out. */
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { NoticeSettings } from "../../domain/notices.ts";
import { NOTICE_KINDS } from "../../domain/notices.ts";
import { at } from "./columns.ts";
import { conversation } from "./conversations.ts";
import { agent } from "./people.ts";

/** One row for each colleague and conversation in whose notes they are mentioned. */
export const mention = sqliteTable(
  "mention",
  {
    agentId: integer("agent_id")
      .notNull()
      .references(() => agent.id),
    conversationId: integer("conversation_id")
      .notNull()
      .references(() => conversation.id),
    /** The newest note that names them. */
    messageId: integer("message_id").notNull(),
    at: at("at"),
    /** Mentions since they last looked. */
    unread: integer("unread").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agentId, t.conversationId] }),
    index("mention_conversation").on(t.conversationId),
    index("mention_newest").on(t.agentId, t.at),
    index("mention_unread")
      .on(t.agentId)
      .where(sql`${t.unread} > 0`),
  ],
);

/** What somebody is told of: the newest of each kind in a conversation, so that many are one line. */
export const notice = sqliteTable(
  "notice",
  {
    agentId: integer("agent_id")
      .notNull()
      .references(() => agent.id),
    conversationId: integer("conversation_id")
      .notNull()
      .references(() => conversation.id),
    kind: text("kind", { enum: NOTICE_KINDS }).notNull(),
    /** Number of the newest event that it tells of. */
    seq: integer("seq").notNull(),
    at: at("at"),
    /** Who did it, `agt_3` or `system`. */
    actor: text("actor").notNull(),
    messageId: integer("message_id"),
    /** Events since they last looked; 0: read. */
    unread: integer("unread").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agentId, t.conversationId, t.kind] }),
    index("notice_newest").on(t.agentId, t.seq),
    index("notice_conversation").on(t.conversationId),
    index("notice_unread")
      .on(t.agentId)
      .where(sql`${t.unread} > 0`),
  ],
);

/** Of everybody who was ever there: whether they take work, and what they want to be told. */
export const agentWork = sqliteTable("agent_work", {
  agentId: integer("agent_id")
    .primaryKey()
    .references(() => agent.id),
  /** Set by themselves; null: never, which means available. */
  away: integer("away", { mode: "boolean" }),
  /** Most open conversations that are given to them; null: as many as the brand says. */
  capacity: integer("capacity"),
  /** When a page of theirs was last open, to two minutes. */
  seenAt: integer("seen_at"),
  /** Grows with each conversation given: the lowest is next. */
  turn: integer("turn").notNull().default(0),
  /** Null: as it is by default. */
  notices: text("notices", { mode: "json" }).$type<NoticeSettings>(),
});

/** Conversations that wait to be given to somebody. */
export const handout = sqliteTable(
  "handout",
  {
    conversationId: integer("conversation_id")
      .primaryKey()
      .references(() => conversation.id),
    accountId: integer("account_id").notNull(),
    since: at("since"),
  },
  (t) => [index("handout_oldest").on(t.since, t.conversationId)],
);
