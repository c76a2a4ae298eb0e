/** After rows were erased: takes their words out of the search index's old segments, and lets the host rewrite its files. */
import { eq, sql } from "drizzle-orm";
import type { Store } from "../../store/db.ts";
import { meta } from "../../store/schema.ts";

const DUE = "purge";
/** Pages of the index a step: about 5 ms. */
const MERGE_PAGES = 16;

/** Call inside the transaction that erased. */
export function markForPurge(store: Store): void {
  store.db.insert(meta).values({ key: DUE, value: "due" }).onConflictDoNothing().run();
}

export function isPurgeDue(store: Store): boolean {
  return store.q.metaByKey.get({ key: DUE }) !== undefined;
}

export function purgeIsDone(store: Store): void {
  store.db.delete(meta).where(eq(meta.key, DUE)).run();
}

/**
 * One step of merging each index into one segment, which leaves behind what was deleted: a contentless index keeps the words of deleted rows until then. True
 * while there is more. The first step takes in every segment there is; later ones go on, whatever is written meanwhile.
 */
export function mergeSearch(store: Store, first: boolean): boolean {
  return INDEXES.map((index) => mergeOne(store, index, first)).some(Boolean);
}

const INDEXES = ["search", "publication_search"] as const;

function mergeOne(store: Store, index: (typeof INDEXES)[number], first: boolean): boolean {
  const changes = () => store.db.all<{ n: number }>(sql`select total_changes() as n`)[0]?.n ?? 0;
  const before = changes();
  const [table, pages] = [sql.identifier(index), first ? -MERGE_PAGES : MERGE_PAGES];
  store.db.run(sql`insert into ${table}(${table}, rank) values ('merge', ${pages})`);
  // As SQLite documents it: less than two changes, and the merge had nothing to do.
  return changes() - before >= 2;
}
