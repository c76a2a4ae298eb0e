/** The event log and the counters made from it. */
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { CONVERSATION_STATUSES } from "../../domain/status.ts";
import { at } from "./columns.ts";

/** Append-only and hash-chained; `hash` covers `prevHash` and every other column. */
export const event = sqliteTable(
  "event",
  {
    seq: integer("seq").primaryKey({ autoIncrement: true }),
    at: at("at"),
    type: text("type").notNull(),
    version: integer("version").notNull(),
    /** `agt_3`, or `system`. */
    actor: text("actor").notNull(),
    accountId: integer("account_id"),
    conversationId: integer("conversation_id"),
    messageId: integer("message_id"),
    /** Ids and enums only, JSON. */
    data: text("data").notNull(),
    /** Salted hash of the row in `event_content`, empty if there is none. */
    contentHash: text("content_hash").notNull(),
    prevHash: text("prev_hash").notNull(),
    hash: text("hash").notNull(),
  },
  (t) => [
    index("event_conversation").on(t.conversationId, t.seq),
    // Nearly all is done by the program, and nearly all are messages: those are found by the number alone.
    index("event_actor")
      .on(t.actor, t.seq)
      .where(sql`${t.actor} <> 'system'`),
    index("event_type")
      .on(t.type, t.seq)
      .where(sql`${t.type} <> 'message.created'`),
  ],
);

/** Personal content of an event; deletable without breaking the chain. */
export const eventContent = sqliteTable("event_content", {
  seq: integer("seq")
    .primaryKey()
    .references(() => event.seq),
  salt: text("salt").notNull(),
  content: text("content").notNull(),
});

/** How many conversations: `scope` is `all`, `account` or `assignee`, `key` the id there (0: none). */
export const counter = sqliteTable(
  "counter",
  {
    scope: text("scope", { enum: ["all", "account", "assignee", "attention"] }).notNull(),
    key: integer("key").notNull(),
    status: text("status", { enum: CONVERSATION_STATUSES }).notNull(),
    n: integer("n").notNull(),
  },
  (t) => [primaryKey({ columns: [t.scope, t.key, t.status] })],
);
