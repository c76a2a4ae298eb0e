/** Everything that a database holds in clear, as one text, to look for what must not be there. */
import { sql } from "drizzle-orm";
import type { Store } from "../../src/store/db.ts";
import { searchMessages } from "../../src/store/search.ts";

export function dump(store: Store): string {
  const tables = store.db.all<{ name: string }>(
    sql`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'`,
  );
  return tables.map(({ name }) => JSON.stringify(store.db.all(sql.raw(`select * from "${name}"`)))).join("\n");
}

/** Which of the words the search index still knows. */
export function searchable(store: Store, words: readonly string[]): string[] {
  return words.filter((word) => searchMessages(store, word, null, 1).length > 0);
}
