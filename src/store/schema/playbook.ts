/** What a team has agreed to say and do: canned answers, macros, and rules with their runs. */
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Action } from "../../domain/actions.ts";
import type { Texts } from "../../domain/answer-text.ts";
import { PLACE_KINDS, type PlatformName } from "../../domain/platform.ts";
import type { Condition, RuleTrigger } from "../../domain/rules.ts";
import { at, id } from "./columns.ts";
import { conversation } from "./conversations.ts";

export const answer = sqliteTable("answer", {
  id: id(),
  /** What is typed after `/`. */
  name: text("name").notNull().unique(),
  title: text("title").notNull(),
  folder: text("folder").notNull().default(""),
  texts: text("texts", { mode: "json" }).$type<Texts>().notNull(),
  /** Offered only there; empty: everywhere. */
  accountIds: text("account_ids", { mode: "json" }).$type<number[]>().notNull(),
  platforms: text("platforms", { mode: "json" }).$type<PlatformName[]>().notNull(),
  /** Null: in private and in public. */
  visibility: text("visibility", { enum: PLACE_KINDS }),
  /** How often somebody took it. */
  uses: integer("uses").notNull().default(0),
  createdAt: at("created_at"),
  changedAt: at("changed_at"),
});

export const macro = sqliteTable("macro", {
  id: id(),
  name: text("name").notNull().unique(),
  /** One letter or digit: `m`, then this. */
  key: text("key").unique(),
  actions: text("actions", { mode: "json" }).$type<Action[]>().notNull(),
  uses: integer("uses").notNull().default(0),
  createdAt: at("created_at"),
  changedAt: at("changed_at"),
});

export const rule = sqliteTable("rule", {
  id: id(),
  name: text("name").notNull(),
  position: integer("position").notNull(),
  state: text("state", { enum: ["off", "on", "failing"] }).notNull(),
  trigger: text("trigger", { mode: "json" }).$type<RuleTrigger>().notNull(),
  conditions: text("conditions", { mode: "json" }).$type<Condition[]>().notNull(),
  actions: text("actions", { mode: "json" }).$type<Action[]>().notNull(),
  /** So long it sends nothing more to a conversation that had an automatic text. */
  quietHours: integer("quiet_hours").notNull(),
  /** Failures in a row. */
  failures: integer("failures").notNull().default(0),
  runs: integer("runs").notNull().default(0),
  lastRunAt: integer("last_run_at"),
  /** Events up to this number are none of its business. */
  sinceSeq: integer("since_seq").notNull().default(0),
  /** Timer: conversations that wait since then, up to this id, have been looked at. */
  timerAt: integer("timer_at").notNull().default(0),
  timerId: integer("timer_id").notNull().default(0),
  createdAt: at("created_at"),
  changedAt: at("changed_at"),
});

/** What a rule did; `key` names the occasion, so that it acts on each once. */
export const ruleRun = sqliteTable(
  "rule_run",
  {
    id: id(),
    ruleId: integer("rule_id")
      .notNull()
      .references(() => rule.id),
    key: text("key").notNull(),
    conversationId: integer("conversation_id")
      .notNull()
      .references(() => conversation.id),
    outcome: text("outcome", { enum: ["done", "nothing", "failed"] }).notNull(),
    /** Code of a failure. */
    code: text("code"),
    at: at("at"),
  },
  (t) => [
    uniqueIndex("rule_run_occasion").on(t.ruleId, t.key),
    index("rule_run_newest").on(t.ruleId, t.id),
    index("rule_run_age").on(t.at),
  ],
);
