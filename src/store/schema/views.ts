/** Lists that people keep under a name, and what is needed to take back a change of many conversations. */
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { at, id } from "./columns.ts";
import { agent } from "./people.ts";

/** A list of conversations under a name: its owner's, or everybody's. */
export const savedView = sqliteTable(
  "saved_view",
  {
    id: id(),
    ownerId: integer("owner_id")
      .notNull()
      .references(() => agent.id),
    shared: integer("shared", { mode: "boolean" }).notNull().default(false),
    name: text("name").notNull(),
    /** Filters and sort, as `inbox/saved-views/filter.ts` reads them. */
    filter: text("filter", { mode: "json" }).$type<unknown>().notNull(),
    /** Within the owner's, or within everybody's; lowest first. */
    position: integer("position").notNull(),
    createdAt: at("created_at"),
    changedAt: at("changed_at"),
  },
  (t) => [index("saved_view_owner").on(t.ownerId, t.position)],
);

/** What a change of many conversations found and left behind, for as long as it can be taken back. */
export const bulkChange = sqliteTable(
  "bulk_change",
  {
    id: id(),
    agentId: integer("agent_id")
      .notNull()
      .references(() => agent.id),
    /** For each conversation the fields that changed, before and after; ids and enums only. */
    items: text("items", { mode: "json" }).$type<unknown>().notNull(),
    createdAt: at("created_at"),
    undoneAt: integer("undone_at"),
  },
  (t) => [index("bulk_change_age").on(t.createdAt)],
);
