/** Compares the projections (counters, search index) with what they are made from, and makes them again. */
import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import { countAll, keptCounts } from "./counters.ts";
import type { Store } from "./db.ts";
import { agent, counter, identity, message } from "./schema.ts";
import { indexWords } from "./search-words.ts";
import { reindexMessage, unindexMessage } from "./search.ts";

const SLICE = 500;

/** Names of the counters that are wrong, such as `account/1/open`. */
export function wrongCounters(store: Store): string[] {
  const counted = countAll(store);
  const kept = keptCounts(store);
  const names = new Set([...counted.keys(), ...kept.keys()]);
  return [...names].filter((name) => (counted.get(name) ?? 0) !== (kept.get(name) ?? 0)).toSorted();
}

/** Counts anew, in one transaction. */
export function rebuildCounters(store: Store): void {
  store.transaction(() => {
    store.db.delete(counter).run();
    for (const [name, n] of countAll(store)) {
      const [scope, key, status] = name.split("/");
      store.q.addToCounter.run({ scope, key: Number(key), status, by: n });
    }
  });
}

/** Messages whose words in the index are not those of their text, at most `limit` of their ids. */
export function wrongSearchRows(store: Store, limit: number): number[] {
  const { db } = store;
  // Built beside and compared word by word: a contentless index cannot be asked what it holds.
  db.run(sql`create virtual table temp.rebuilt using fts5(body, content='', tokenize='unicode61 remove_diacritics 2')`);
  try {
    for (const row of messages(store))
      db.run(sql`insert into temp.rebuilt(rowid, body) values (${row.id}, ${indexWords(row.text)})`);
    db.run(sql`create virtual table temp.kept_words using fts5vocab('main', 'search', 'instance')`);
    db.run(sql`create virtual table temp.right_words using fts5vocab('temp', 'rebuilt', 'instance')`);
    const kept = sql`select term, doc, "offset" from temp.kept_words where col = 'body'`;
    const right = sql`select term, doc, "offset" from temp.right_words`;
    const rows = db.all<{ doc: number }>(sql`
      select distinct doc from (
        select * from (${kept} except ${right}) union all select * from (${right} except ${kept})
      ) order by doc limit ${limit}`);
    return rows.map((row) => row.doc);
  } finally {
    for (const name of ["kept_words", "right_words", "rebuilt"]) db.run(sql.raw(`drop table if exists temp.${name}`));
  }
}

/**
 * Messages that are not in the index, and entries without a message, among the next `limit` ids above `after`; `last` is where to go on, null behind the
 * end.
 */
export function strayRows(store: Store, after: number, limit: number): { ids: number[]; last: number | null } {
  const { db } = store;
  // The index' own table of sizes has a row for each entry.
  const [newest] = db.all<{ n: number }>(
    sql`select max((select coalesce(max(id), 0) from message), (select coalesce(max(id), 0) from search_docsize)) as n`,
  );
  if (after >= (newest?.n ?? 0)) return { ids: [], last: null };
  const last = after + limit;
  const range = sql`id > ${after} and id <= ${last}`;
  const wanted = sql`select id from message where ${range} and deleted_at is null`;
  const kept = sql`select id from search_docsize where ${range}`;
  const rows = db.all<{ id: number }>(sql`
    select id from (
      select * from (${wanted} except ${kept}) union all select * from (${kept} except ${wanted})
    ) order by id`);
  return { ids: rows.map((row) => row.id), last };
}

/** Indexes every message anew, in slices, so that a running server is not held up. */
export function rebuildSearch(store: Store): void {
  unindexStrays(store);
  for (let after: number | null = 0; after !== null;) after = indexNextMessages(store, after, SLICE);
}

/** Takes out of the index what has no message any more. */
export function unindexStrays(store: Store): void {
  const indexed = store.db.all<{ id: number }>(sql`
    select search.rowid as id from search left join message on message.id = search.rowid
    where message.id is null or message.deleted_at is not null`);
  store.transaction(() => {
    for (const { id } of indexed) unindexMessage(store, id);
  });
}

/** Indexes at most `limit` messages with ids above `after`; gives the last of them, null where there was none. */
export function indexNextMessages(store: Store, after: number, limit: number): number | null {
  const rows = page(store, after, limit);
  store.transaction(() => {
    for (const row of rows) reindexMessage(store, row.id, row.text, authorWords(row));
  });
  return rows.at(-1)?.id ?? null;
}

type Indexable = ReturnType<typeof page>[number];

function* messages(store: Store): Generator<Indexable> {
  let after = 0;
  for (;;) {
    const rows = page(store, after, SLICE);
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}

function page(store: Store, after: number, limit: number) {
  return store.db
    .select({ id: message.id, text: message.text, name: identity.name, handle: identity.handle, agent: agent.name })
    .from(message)
    .leftJoin(identity, eq(identity.id, message.authorId))
    .leftJoin(agent, eq(agent.id, message.agentId))
    .where(and(gt(message.id, after), isNull(message.deletedAt)))
    .orderBy(asc(message.id))
    .limit(limit)
    .all();
}

function authorWords(row: Indexable): string {
  return row.name === null ? (row.agent ?? "") : `${row.name} ${row.handle ?? ""}`;
}
