/** The full-text table as queries see it; its migration is written by hand, so it is no part of the schema that drizzle-kit reads. */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const search = sqliteTable("search", {
  rowid: integer("rowid").notNull(),
  body: text("body").notNull(),
  author: text("author").notNull(),
});

/** The same over published pages. */
export const publicationSearch = sqliteTable("publication_search", {
  rowid: integer("rowid").notNull(),
  title: text("title").notNull(),
  question: text("question").notNull(),
  answer: text("answer").notNull(),
  /** Stems and skeletons of Latin words. */
  hints: text("hints").notNull(),
});
