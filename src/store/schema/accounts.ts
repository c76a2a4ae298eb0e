/** The official accounts, and what reading them left behind. */
import { sql } from "drizzle-orm";
import { integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { PLATFORMS } from "../../domain/platform.ts";
import type { BusinessHours } from "../../domain/hours/hours.ts";
import type { Targets } from "../../domain/targets.ts";
import { at, id } from "./columns.ts";

/** Facts about the database itself: `paused`, `deactivated`, … */
export const meta = sqliteTable("meta", { key: text("key").primaryKey(), value: text("value").notNull() });

export const app = sqliteTable("app", {
  id: id(),
  platform: text("platform", { enum: PLATFORMS }).notNull(),
  /** Sealed; null once shredded. */
  credentials: text("credentials"),
  /** Tells apps apart without opening the seal: a keyed hash of what identifies the app at its platform. */
  fingerprint: text("fingerprint").notNull(),
  webhookUrl: text("webhook_url"),
  createdAt: at("created_at"),
});

export const account = sqliteTable(
  "account",
  {
    id: id(),
    appId: integer("app_id")
      .notNull()
      .references(() => app.id),
    platform: text("platform", { enum: PLATFORMS }).notNull(),
    remoteId: text("remote_id").notNull(),
    name: text("name").notNull(),
    handle: text("handle"),
    avatarUrl: text("avatar_url"),
    url: text("url"),
    credentials: text("credentials"),
    settings: text("settings", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
    state: text("state", { enum: ["active", "paused", "auth", "removed"] }).notNull(),
    problem: text("problem"),
    problemDetail: text("problem_detail"),
    warnings: text("warnings", { mode: "json" }).$type<string[]>().notNull(),
    missingScopes: text("missing_scopes", { mode: "json" }).$type<string[]>().notNull(),
    /** The connector's own; stored in the transaction of the events it follows. */
    cursor: text("cursor"),
    nextPullAt: integer("next_pull_at"),
    lastPulledAt: integer("last_pulled_at"),
    lastEventAt: integer("last_event_at"),
    /** Closed conversations that rested for so many months are erased; null: never. */
    retentionMonths: integer("retention_months"),
    /** Whoever pastes a secret in private is told, by a fixed text, what to do. */
    safetyText: integer("safety_text", { mode: "boolean" }).notNull().default(false),
    /** Its own opening hours and targets; null: the brand's. */
    hours: text("hours", { mode: "json" }).$type<BusinessHours>(),
    targets: text("targets", { mode: "json" }).$type<Targets>(),
    /** Whoever wrote in private is asked how it went, so long after the close; null: not asked. */
    satisfactionAfterMs: integer("satisfaction_after_ms"),
    createdAt: at("created_at"),
  },
  (t) => [
    uniqueIndex("account_remote")
      .on(t.platform, t.remoteId)
      .where(sql`${t.state} <> 'removed'`),
  ],
);

/** A span in which events may be lost for good. */
export const gap = sqliteTable(
  "gap",
  {
    id: id(),
    accountId: integer("account_id")
      .notNull()
      .references(() => account.id),
    since: at("since"),
    until: at("until"),
    code: text("code").notNull(),
    detail: text("detail"),
    at: at("at"),
  },
  (t) => [uniqueIndex("gap_span").on(t.accountId, t.since, t.until, t.code)],
);

/** Input that could not be understood or stored: set aside for a person. */
export const poison = sqliteTable("poison", {
  id: id(),
  accountId: integer("account_id")
    .notNull()
    .references(() => account.id),
  at: at("at"),
  reason: text("reason").notNull(),
  raw: text("raw").notNull(),
});

/** A scope that a platform holds until a time. */
export const limitHold = sqliteTable("limit_hold", { scope: text("scope").primaryKey(), until: at("until") });
