/** The full-text table as queries see it; its migration is written by hand, so it is no part of the schema that drizzle-kit reads. */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const search = sqliteTable("search", {
  rowid: integer("rowid").notNull(),
  body: text("body").notNull(),
  author: text("author").notNull(),
});
