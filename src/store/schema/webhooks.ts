/** Who is told what happens: outgoing webhooks by the Standard Webhooks rules. */
import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { EpochMs } from "../../domain/time.ts";
import { at, id } from "./columns.ts";
import { event } from "./log.ts";

/** One call of an endpoint, and how it ended: `taken`, or a stable code. */
export interface WebhookAttempt {
  seq: number;
  type: string;
  at: EpochMs;
  attempt: number;
  code: string;
  tookMs: number;
}

export const webhookEndpoint = sqliteTable("webhook_endpoint", {
  id: id(),
  url: text("url").notNull(),
  /** `conversation.status`, or `message.*` for all of a kind; empty: everything. */
  types: text("types", { mode: "json" }).$type<string[]>().notNull(),
  /** Sealed; bound to `key`. */
  secret: text("secret").notNull(),
  /** The secret before this one, sealed in the same place: it signs beside the new one until then. */
  previousSecret: text("previous_secret"),
  previousUntil: integer("previous_until"),
  /** Names the row before it has an id. */
  key: text("key").notNull().unique(),
  state: text("state", { enum: ["active", "disabled"] }).notNull(),
  /** Why it is disabled. */
  reason: text("reason", { enum: ["gone", "failing", "by-person"] }),
  /** Events up to this number have delivery rows, or need none. */
  cursor: integer("cursor").notNull(),
  lastSentAt: integer("last_sent_at"),
  lastErrorAt: integer("last_error_at"),
  lastError: text("last_error"),
  /** The newest attempts, newest first. */
  recent: text("recent", { mode: "json" }).$type<WebhookAttempt[]>(),
  createdAt: at("created_at"),
});

/** Events that an endpoint has not taken yet; what was taken leaves no row. */
export const webhookDelivery = sqliteTable(
  "webhook_delivery",
  {
    id: id(),
    endpointId: integer("endpoint_id")
      .notNull()
      .references(() => webhookEndpoint.id),
    seq: integer("seq")
      .notNull()
      .references(() => event.seq),
    state: text("state", { enum: ["queued", "failed"] }).notNull(),
    attempts: integer("attempts").notNull().default(0),
    nextAt: integer("next_at"),
    error: text("error"),
    createdAt: at("created_at"),
  },
  (t) => [
    uniqueIndex("webhook_delivery_event").on(t.endpointId, t.seq),
    index("webhook_delivery_due")
      .on(t.endpointId, t.nextAt)
      .where(sql`${t.state} = 'queued'`),
  ],
);
