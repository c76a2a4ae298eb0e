/** What goes out, and longer work. */
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { DELIVERY_STATES } from "../../domain/status.ts";
import { at, id } from "./columns.ts";
import { account } from "./accounts.ts";
import { conversation } from "./conversations.ts";
import { message } from "./messages.ts";
import { agent } from "./people.ts";

/** The outbox: one row for each remote write. */
export const delivery = sqliteTable(
  "delivery",
  {
    id: id(),
    accountId: integer("account_id")
      .notNull()
      .references(() => account.id),
    /** Null: a post of ours, in no conversation. */
    conversationId: integer("conversation_id").references(() => conversation.id),
    /** The message it sends or changes. */
    messageId: integer("message_id")
      .notNull()
      .references(() => message.id),
    kind: text("kind", { enum: ["reply", "message", "edit", "delete", "react", "hide", "createThread"] }).notNull(),
    /** What the message row does not say: new text of an edit, emoji, uploads. */
    payload: text("payload", { mode: "json" }).$type<DeliveryPayload>().notNull(),
    /** The same for every attempt; the platform's idempotency key where it has one. */
    key: text("key").notNull().unique(),
    part: integer("part").notNull().default(1),
    parts: integer("parts").notNull().default(1),
    /** The first part's id; parts of one text fail together. */
    groupId: integer("group_id"),
    state: text("state", { enum: DELIVERY_STATES }).notNull(),
    code: text("code"),
    detail: text("detail"),
    attempts: integer("attempts").notNull().default(0),
    nextAt: integer("next_at"),
    /** When the running attempt began, and when it is given up as unknown. */
    startedAt: integer("started_at"),
    leaseUntil: integer("lease_until"),
    agentId: integer("agent_id").references(() => agent.id),
    createdAt: at("created_at"),
    settledAt: integer("settled_at"),
  },
  (t) => [
    index("delivery_due")
      .on(t.accountId, t.state, t.nextAt)
      .where(sql`${t.state} in ('queued', 'scheduled', 'sending', 'unknown')`),
    index("delivery_conversation").on(t.conversationId, t.id),
    index("delivery_message").on(t.messageId),
    index("delivery_group").on(t.groupId),
    index("delivery_held")
      .on(t.id)
      .where(sql`${t.state} = 'held'`),
  ],
);

export interface DeliveryPayload {
  text?: string;
  emoji?: string;
  remove?: boolean;
  /** The message bears one reaction of ours at most. */
  alone?: boolean;
  hidden?: boolean;
  uploads?: number[];
  /** Once sent: the ids of the other messages that it made. */
  also?: string[];
  /** Answers the part before it, once that has an id. */
  chained?: boolean;
  /** The white space between the part before it and this one, which does not leave. */
  space?: string;
  /** Our id of the message that its author chose to answer. */
  chosen?: number;
  /** Of an answer: number of the newest event that its author had seen. */
  seenSeq?: number;
  /** Of a post: its title and its tags, by their names. */
  title?: string;
  tags?: string[];
  /** Of a post's first part, and of its deletion: the thread that it began goes as a whole. */
  thread?: boolean;
}

/** A file that an agent sends. */
export const upload = sqliteTable(
  "upload",
  {
    id: id(),
    agentId: integer("agent_id")
      .notNull()
      .references(() => agent.id),
    name: text("name").notNull(),
    mime: text("mime").notNull(),
    size: integer("size").notNull(),
    hash: text("hash").notNull(),
    createdAt: at("created_at"),
    /** What it shows, for those who cannot see it; nothing sets it yet. */
    alt: text("alt"),
    /** It was never sent and is being forgotten: nothing may use it any more. */
    droppedAt: integer("dropped_at"),
  },
  (t) => [index("upload_agent").on(t.agentId), index("upload_age").on(t.createdAt)],
);

export const idempotency = sqliteTable(
  "idempotency",
  {
    agentId: integer("agent_id")
      .notNull()
      .references(() => agent.id),
    route: text("route").notNull(),
    key: text("key").notNull(),
    bodyHash: text("body_hash").notNull(),
    status: integer("status").notNull(),
    response: text("response").notNull(),
    createdAt: at("created_at"),
  },
  (t) => [primaryKey({ columns: [t.agentId, t.route, t.key] }), index("idempotency_age").on(t.createdAt)],
);

/** Longer work, run in slices. */
export const job = sqliteTable(
  "job",
  {
    id: id(),
    kind: text("kind", { enum: ["import", "reindex", "erase", "deadlines"] }).notNull(),
    accountId: integer("account_id").references(() => account.id),
    params: text("params", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
    state: text("state", { enum: ["queued", "running", "done", "failed", "cancelled"] }).notNull(),
    cursor: text("cursor"),
    done: integer("done").notNull().default(0),
    total: integer("total"),
    priceUsd: real("price_usd"),
    error: text("error"),
    nextAt: integer("next_at"),
    createdAt: at("created_at"),
    finishedAt: integer("finished_at"),
  },
  (t) => [
    index("job_waiting")
      .on(t.kind, t.nextAt)
      .where(sql`${t.state} in ('queued', 'running')`),
  ],
);
