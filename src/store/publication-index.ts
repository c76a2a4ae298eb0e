/** The full-text index over what the public reads; a projection that can be made again. */
import { and, asc, eq, gt, sql } from "drizzle-orm";
import { parseMarkdown } from "../domain/markdown/parse.ts";
import { toPlain } from "../domain/markdown/plain.ts";
import { SITE_LANGUAGES, type SiteLanguage } from "../domain/publications.ts";
import type { Store } from "./db.ts";
import { perStore } from "./prepared.ts";
import { hintWords } from "./publication-words.ts";
import { publication, publicationVersion } from "./schema.ts";
import { indexWords } from "./search-words.ts";
import { markStaleWords } from "./search.ts";

/** Each language has a range of rowids of its own: FTS5 narrows by rowid cheaply, and by nothing else. */
const RANGE = 2 ** 40;

/** The newest page has the smallest: FTS5 walks upwards, and is slow to walk down a common word. */
function rowidOf(language: SiteLanguage, publicationId: number): number {
  return rowidRange(language).to - 1 - publicationId;
}

/** Half-open. */
export function rowidRange(language: SiteLanguage): { from: number; to: number } {
  const from = SITE_LANGUAGES.indexOf(language) * RANGE;
  return { from, to: from + RANGE };
}

export const publicationIdOf = (rowid: number) => RANGE - 1 - (rowid % RANGE);

const p = sql.placeholder;
const published = {
  id: publication.id,
  language: publication.language,
  title: publicationVersion.title,
  question: publicationVersion.question,
  answer: publicationVersion.answer,
};

const queriesOf = perStore((db) => {
  const pages = (where: ReturnType<typeof and>) =>
    db
      .select(published)
      .from(publication)
      .innerJoin(
        publicationVersion,
        and(eq(publicationVersion.publicationId, publication.id), eq(publicationVersion.version, publication.version)),
      )
      .where(and(eq(publication.state, "published"), where))
      .orderBy(asc(publication.id));
  return {
    one: pages(eq(publication.id, p("id"))).prepare(),
    next: pages(gt(publication.id, p("after")))
      .limit(p("limit"))
      .prepare(),
  };
});

/** Call in the transaction that published a version: its words take the place of those that were there. A page that is not published is taken out. */
export function indexPublication(store: Store, publicationId: number): void {
  takeOut(store, publicationId);
  const page = queriesOf(store).one.get({ id: publicationId });
  if (page) putIn(store, page);
}

/** Call in the transaction that withdrew a page. */
export function unindexPublication(store: Store, publicationId: number): void {
  takeOut(store, publicationId);
  markStaleWords(store);
}

function putIn(store: Store, page: PublishedWords): void {
  const { title, question, answer, hints } = wordsOf(page);
  store.db.run(sql`insert into publication_search(rowid, title, question, answer, hints)
    values (${integer(rowidOf(page.language, page.id))}, ${title}, ${question}, ${answer}, ${hints})`);
}

function takeOut(store: Store, publicationId: number): void {
  for (const language of SITE_LANGUAGES)
    store.db.run(sql`delete from publication_search where rowid = ${integer(rowidOf(language, publicationId))}`);
}

// Numbers are bound as REAL, which is no rowid.
const integer = (value: number) => sql`cast(${value} as integer)`;

type PublishedWords = { id: number; language: SiteLanguage; title: string; question: string; answer: string };

function wordsOf({ title, question, answer: markdown }: PublishedWords) {
  const answer = toPlain(parseMarkdown(markdown));
  return {
    title: indexWords(title),
    question: indexWords(question),
    answer: indexWords(answer),
    hints: hintWords({ head: [title, question], body: [answer] }),
  };
}

const SLICE = 200;

/** Indexes every page anew, in slices. */
export function rebuildPublicationIndex(store: Store): void {
  unindexStrayPublications(store);
  for (let after: number | null = 0; after !== null;) after = indexNextPublications(store, after, SLICE);
}

/** Takes out of the index what is not published any more. */
export function unindexStrayPublications(store: Store): void {
  store.transaction(() => {
    for (const rowid of indexedRowids(store)) {
      const id = publicationIdOf(rowid);
      const page = queriesOf(store).one.get({ id });
      if (page === undefined || rowidOf(page.language, id) !== rowid) takeOut(store, id);
    }
  });
}

/** Indexes at most `limit` pages with ids above `after`; gives the last of them, null where there was none. */
export function indexNextPublications(store: Store, after: number, limit: number): number | null {
  const pages = queriesOf(store).next.all({ after, limit });
  store.transaction(() => {
    for (const page of pages) takeOut(store, page.id);
    // Upwards: for each step down FTS5 writes out what it holds in memory.
    for (const page of pages.toSorted((a, b) => rowidOf(a.language, a.id) - rowidOf(b.language, b.id)))
      putIn(store, page);
  });
  return pages.at(-1)?.id ?? null;
}

/** Pages that are published and not in the index, or the other way round; at most `limit` of their ids. */
export function strayPublications(store: Store, limit: number): number[] {
  const wanted = new Set<number>();
  for (let after: number | null = 0; after !== null;) {
    const pages = queriesOf(store).next.all({ after, limit: SLICE });
    for (const { id, language } of pages) wanted.add(rowidOf(language, id));
    after = pages.at(-1)?.id ?? null;
  }
  const strays = new Set<number>();
  for (const rowid of indexedRowids(store)) if (!wanted.delete(rowid)) strays.add(publicationIdOf(rowid));
  for (const rowid of wanted) strays.add(publicationIdOf(rowid));
  return [...strays].toSorted((a, b) => a - b).slice(0, limit);
}

/** The index' own table of sizes has a row for each entry. */
function indexedRowids(store: Store): number[] {
  return store.db.all<{ id: number }>(sql`select id from publication_search_docsize`).map(({ id }) => id);
}
