/** Prepares queries once for each store: an unprepared read is ten times slower. */
import type { Db, Store } from "./db.ts";

/** Gives a function from a store to its prepared queries, made on first use. */
export function perStore<T>(prepare: (db: Db) => T): (store: Store) => T {
  const made = new WeakMap<Store, T>();
  return (store) => {
    let queries = made.get(store);
    if (queries === undefined) {
      queries = prepare(store.db);
      made.set(store, queries);
    }
    return queries;
  };
}

/** A list of ids as the one parameter that `json_each` takes: a Durable Object refuses more than 100. */
export function idList(ids: Iterable<number | string>): string {
  return JSON.stringify([...ids]);
}
