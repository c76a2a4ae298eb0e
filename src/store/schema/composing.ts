/** What is written but not sent yet, and what shall follow once it is. */
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { DRAFT_MODES } from "../../domain/status.ts";
import { at } from "./columns.ts";
import { conversation } from "./conversations.ts";
import { delivery } from "./delivery.ts";
import { agent } from "./people.ts";

/** Words that one person is still writing; only they see them. */
export const draft = sqliteTable(
  "draft",
  {
    agentId: integer("agent_id")
      .notNull()
      .references(() => agent.id),
    conversationId: integer("conversation_id")
      .notNull()
      .references(() => conversation.id),
    mode: text("mode", { enum: DRAFT_MODES }).notNull(),
    text: text("text").notNull(),
    /** Ids, in order. */
    uploads: text("uploads", { mode: "json" }).$type<number[]>().notNull(),
    /** Our id of the message it answers. */
    inReplyTo: integer("in_reply_to"),
    /** Another with each change, and never one that was there before. */
    version: integer("version").notNull(),
    updatedAt: at("updated_at"),
  },
  (t) => [
    primaryKey({ columns: [t.agentId, t.conversationId, t.mode] }),
    index("draft_conversation").on(t.conversationId),
    index("draft_age").on(t.updatedAt),
  ],
);

/** Conversations that are closed once that delivery, the last part of an answer, has left. */
export const closeAfter = sqliteTable("close_after", {
  conversationId: integer("conversation_id")
    .primaryKey()
    .references(() => conversation.id),
  deliveryId: integer("delivery_id")
    .notNull()
    .references(() => delivery.id),
  /** Who wanted it. */
  agentId: integer("agent_id")
    .notNull()
    .references(() => agent.id),
});
