/** The full-text index over messages; a projection that can be made again. */
import { sql } from "drizzle-orm";
import type { Store } from "./db.ts";
import { indexWords, searchQuery } from "./search-words.ts";

/** Puts a message into the index that is not there yet. */
export function indexMessage(store: Store, messageId: number, text: string, author: string): void {
  store.q.insertSearch.run({ id: messageId, body: indexWords(text), author: indexWords(author) });
}

/** Puts a message into the index in place of what was there. */
export function reindexMessage(store: Store, messageId: number, text: string, author: string): void {
  unindexMessage(store, messageId);
  indexMessage(store, messageId, text, author);
}

/** Takes a message out of the index. */
export function unindexMessage(store: Store, messageId: number): void {
  store.q.deleteSearch.run({ id: messageId });
}

/** Message ids that hold every word of the query, newest first, below `before`; empty where nothing can be searched. */
export function searchMessages(store: Store, text: string, before: number | null, limit: number): number[] {
  const query = searchQuery(text);
  if (query === null) return [];
  const rows = store.db.all<{ rowid: number }>(
    sql`select rowid from search where search match ${query} and rowid < ${before ?? Number.MAX_SAFE_INTEGER} order by rowid desc limit ${limit}`,
  );
  return rows.map((row) => row.rowid);
}
