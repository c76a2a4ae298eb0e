/** The full-text index over messages; a projection that can be made again. */
import { and, eq, sql } from "drizzle-orm";
import type { Store } from "./db.ts";
import { meta } from "./schema.ts";
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

const STALE = "stale-words";

/** The index keeps words of deleted rows until its segments are merged: asks for that. Call inside the transaction that deleted. */
export function markStaleWords(store: Store): void {
  const value = String(store.clock.now());
  store.db.insert(meta).values({ key: STALE, value }).onConflictDoUpdate({ target: meta.key, set: { value } }).run();
}

/** Since when there are such words; null where there are none. */
export function staleWords(store: Store): string | null {
  return store.q.metaByKey.get({ key: STALE })?.value ?? null;
}

/** Call once all that were stale then are merged away. */
export function staleWordsAreGone(store: Store, since: string): void {
  store.db
    .delete(meta)
    .where(and(eq(meta.key, STALE), eq(meta.value, since)))
    .run();
}

/** Message ids that hold every word of the query, newest first, below `before`; empty where nothing can be searched. */
export function searchMessages(store: Store, text: string, before: number | null, limit: number): number[] {
  const query = searchQuery(text);
  return query === null ? [] : searchIndex(store, query, { before, atLeast: 0, limit });
}

/** The same for a query in the index' own language. */
export function searchIndex(
  store: Store,
  query: string,
  { before, atLeast, limit }: { before: number | null; atLeast: number; limit: number },
): number[] {
  // Numbers are bound as REAL, and FTS5 takes only integers for bounds: others it checks row by row, through all of the index.
  const integer = (value: number) => sql`cast(${value} as integer)`;
  const rows = store.db.all<{ rowid: number }>(
    sql`select rowid from search where search match ${query} and rowid < ${integer(before ?? Number.MAX_SAFE_INTEGER)} and rowid >= ${integer(atLeast)} order by rowid desc limit ${limit}`,
  );
  return rows.map((row) => row.rowid);
}
