/** Search over the public pages: those that have every word first, then those that say it otherwise. */
import { parseMarkdown } from "../../domain/markdown/parse.ts";
import { toPlain } from "../../domain/markdown/plain.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { PublicationKind, SiteLanguage } from "../../domain/publications.ts";
import type { TextRange } from "../../domain/search/parse.ts";
import type { EpochMs } from "../../domain/time.ts";
import { markerOf } from "../../inbox/search/marks.ts";
import { type Snippet, snippetOf } from "../../inbox/search/snippet.ts";
import type { Store } from "../../store/db.ts";
import { searchQuery } from "../../store/search-words.ts";
import { matchingPages } from "./candidates.ts";
import { featuresOf, wordsAsked } from "./features.ts";
import { rankPages, type ReadPage, readPages } from "./rank.ts";

export interface FoundPage {
  id: number;
  kind: PublicationKind;
  language: SiteLanguage;
  slug: string;
  title: string;
  /** Half-open, in UTF-16 units. */
  titleMarks: TextRange[];
  /** One line of the question or answer, around what was found there. */
  snippet: Snippet;
  updatedAt: EpochMs;
}

interface Search {
  query: string;
  language: SiteLanguage;
  limit: number;
  cursor?: string | undefined;
}

/** Beyond so many somebody asks otherwise. */
const MOST_FOUND = 200;
/** A longer query is cut: nobody types it. */
const LONGEST_QUERY = 200;
/** Less of what was asked for is another subject. */
const LEAST_COVERAGE = 0.34;

/**
 * Pages in that language, at most 200 over all pages of results. Where every word stands in the title they come first, then in the question, then anywhere;
 * behind them those that are about the same in other words. An empty query finds nothing. Throws ProblemError `invalid` for a foreign cursor.
 */
export function searchPublications(
  store: Store,
  { query, language, limit, cursor }: Search,
): { items: FoundPage[]; nextCursor: string | null } {
  const asked = query.slice(0, LONGEST_QUERY);
  const from = parseCursor(cursor);
  const ids = withEveryWord(store, asked, language);
  // What has all the words fills this page, unless there is too little of it.
  if (ids.length < from + limit) {
    const known = new Set(ids);
    for (const { id, coverage } of rankPages(store, featuresOf(asked), language))
      if (!known.has(id) && coverage >= LEAST_COVERAGE) ids.push(id);
  }
  const until = Math.min(from + limit, MOST_FOUND);
  const mark = markerOf([asked, ...wordsAsked(asked)].map((text) => ({ text, exact: false })));
  return {
    items: readPages(store, ids.slice(from, until)).map((page) => shown(page, mark)),
    nextCursor: ids.length > until && until < MOST_FOUND ? String(until) : null,
  };
}

/** By where the words stand; in each of these the newest first. */
function withEveryWord(store: Store, query: string, language: SiteLanguage): number[] {
  const words = searchQuery(query);
  if (words === null) return [];
  const found = new Set<number>();
  for (const columns of ["title", "{title question}", "{title question answer}"]) {
    for (const id of matchingPages(store, `${columns} : (${words})`, language, MOST_FOUND)) found.add(id);
    if (found.size >= MOST_FOUND) break;
  }
  return [...found];
}

function shown(page: ReadPage, mark: (text: string) => TextRange[]): FoundPage {
  const { id, kind, language, slug, title, updatedAt } = page;
  const texts = [page.question, toPlain(parseMarkdown(page.answer))].filter((text) => text !== "");
  const marked = texts.map((text) => ({ text, marks: mark(text) }));
  const best = marked.toSorted((a, b) => Math.min(b.marks.length, 1) - Math.min(a.marks.length, 1))[0];
  return {
    id,
    kind,
    language,
    slug,
    title,
    titleMarks: mark(title),
    snippet: snippetOf(best?.text ?? "", best?.marks ?? []),
    updatedAt,
  };
}

function parseCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (!/^\d{1,3}$/u.test(cursor)) throw new ProblemError("invalid", "This cursor is not ours.", { field: "cursor" });
  return Number(cursor);
}
