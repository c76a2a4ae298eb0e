/** The roll-ups that reports read: counts by hour and by day, and what was counted for each message and episode. */
import { integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { FACETS, MEASURES, VISIBILITIES } from "../../domain/reports/measures.ts";
import { account } from "./accounts.ts";
import { id } from "./columns.ts";

/** One line of counts: what, of whom or what, on which account, where who can read. */
export const reportSeries = sqliteTable(
  "report_series",
  {
    id: id(),
    measure: text("measure", { enum: MEASURES }).notNull(),
    facet: text("facet", { enum: FACETS }).notNull(),
    /** An id of the facet's kind; 0: none. */
    key: integer("key").notNull(),
    accountId: integer("account_id")
      .notNull()
      .references(() => account.id),
    visibility: text("visibility", { enum: VISIBILITIES }).notNull(),
  },
  (t) => [uniqueIndex("report_series_what").on(t.measure, t.facet, t.key, t.accountId, t.visibility)],
);

// One number holds series, time and bucket (`store/reports/slot.ts`): rows stay tiny, and a range of time is a range of keys.
/** `slot` counts hours since 1970, UTC. */
export const reportHour = sqliteTable("report_hour", { slot: integer("slot").primaryKey(), n: integer("n").notNull() });

/** The same by days, UTC. */
export const reportDay = sqliteTable("report_day", { slot: integer("slot").primaryKey(), n: integer("n").notNull() });

/** For what a message was counted: slots of `report_hour`, with commas. */
export const reportMessage = sqliteTable("report_message", {
  messageId: integer("message_id").primaryKey(),
  slots: text("slots").notNull(),
});

/** The same for an episode; an empty list where it counts for nothing. */
export const reportEpisode = sqliteTable("report_episode", {
  episodeId: integer("episode_id").primaryKey(),
  slots: text("slots").notNull(),
});

/** Conversations whose labels were changed many at once, to be looked at again. */
export const reportAgain = sqliteTable("report_again", { conversationId: integer("conversation_id").primaryKey() });
