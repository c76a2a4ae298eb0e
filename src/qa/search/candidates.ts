/** Pages that may be what a question is about, out of the index: bounded, however many pages there are. */
import { and, asc, sql } from "drizzle-orm";
import type { SiteLanguage } from "../../domain/publications.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { publicationIdOf, rowidRange } from "../../store/publication-index.ts";
import { publicationSearch } from "../../store/search-table.ts";
import type { Feature } from "./features.ts";

/** Of each feature the newest so many pages: with less, the list is whole. */
const MOST_PAGES = 400;
const MOST_TOGETHER = 60;
/** Common words are looked for two by two in titles as well: of each alone, only the newest pages are known. */
const MOST_COMMON = 3;
const HEAD_WEIGHT = 2;
/** A word that no page has says little: it may be a name. */
const RARITY_OF_UNKNOWN = 1;

const p = sql.placeholder;

const queriesOf = perStore((db) => {
  const integer = (name: string) => sql`cast(${p(name)} as integer)`;
  const { rowid } = publicationSearch;
  const within = sql`${rowid} >= ${integer("from")} and ${rowid} < ${integer("to")}`;
  return {
    matches: db
      .select({ rowid })
      .from(publicationSearch)
      .where(and(sql`publication_search match ${p("fts")}`, within))
      .orderBy(asc(rowid))
      .limit(p("limit"))
      .prepare(),
    newest: db.select({ rowid }).from(publicationSearch).where(within).orderBy(asc(rowid)).limit(1).prepare(),
  };
});

/** Ids of pages in a language that match a query in the index' own language, newest first. */
export function matchingPages(store: Store, fts: string, language: SiteLanguage, limit: number): number[] {
  return queriesOf(store)
    .matches.all({ fts, ...rowidRange(language), limit })
    .map(({ rowid }) => publicationIdOf(rowid));
}

/** A feature and how telling it is among these pages: the natural logarithm of how rare it is. */
export interface Weighed {
  feature: Feature;
  rarity: number;
}

export interface Candidates {
  features: Weighed[];
  /** Best first, by what the index alone tells. */
  ids: number[];
}

/** At most `limit` pages. */
export function candidatesFor(
  store: Store,
  asked: readonly Feature[],
  language: SiteLanguage,
  limit: number,
): Candidates {
  const last = queriesOf(store).newest.get(rowidRange(language));
  const newest = last === undefined ? 0 : publicationIdOf(last.rowid);
  const scores = new Map<number, number>();
  const features: Weighed[] = [];
  const common: { head: string; worth: number }[] = [];
  for (const one of asked) {
    let [feature, query] = [one, one.queries[language]];
    let ids = matching(query?.any);
    if (ids.length === 0 && feature.instead !== null) {
      [feature, query] = [feature.instead, feature.instead.queries[language]];
      ids = matching(query?.any);
    }
    const rarity = rarityOf(ids, newest);
    features.push({ feature, rarity });
    if (ids.length === 0 || query === null) continue;
    const worth = rarity * feature.weight;
    if (ids.length === MOST_PAGES && feature.forms.length === 1) common.push({ head: query.head, worth });
    add(ids, worth);
    add(matching(query.head), worth * HEAD_WEIGHT);
  }
  for (const [a, b] of pairsOf(common.slice(0, MOST_COMMON))) {
    const worth = (a.worth + b.worth) * (1 + HEAD_WEIGHT);
    const together = `(${a.head}) AND (${b.head})`;
    for (const id of matchingPages(store, together, language, MOST_TOGETHER)) atLeast(id, worth);
  }
  const ids = [...scores].toSorted((a, b) => b[1] - a[1] || b[0] - a[0]).map(([id]) => id);
  return { features, ids: ids.slice(0, limit) };

  function matching(fts: string | undefined): number[] {
    return fts === undefined ? [] : matchingPages(store, fts, language, MOST_PAGES);
  }
  function add(ids: readonly number[], by: number) {
    for (const id of ids) scores.set(id, (scores.get(id) ?? 0) + by);
  }
  function atLeast(id: number, worth: number) {
    scores.set(id, Math.max(scores.get(id) ?? 0, worth));
  }
}

/** Of a list that was cut off, how densely it lies among the newest pages tells how long it is. */
function rarityOf(ids: readonly number[], newest: number): number {
  const oldest = ids.at(-1);
  if (oldest === undefined) return RARITY_OF_UNKNOWN;
  const pages = ids.length < MOST_PAGES ? ids.length : (newest * MOST_PAGES) / (newest - oldest + 1);
  return Math.log(1 + (newest - pages + 0.5) / (pages + 0.5));
}

function* pairsOf<T>(items: readonly T[]): Generator<[T, T]> {
  for (const [index, a] of items.entries()) for (const b of items.slice(index + 1)) yield [a, b];
}
