/** What may answer a conversation's newest messages: published pages and canned answers, best first, in the person's language. */
import { and, eq, sql } from "drizzle-orm";
import { parseMarkdown } from "../../domain/markdown/parse.ts";
import { toPlain } from "../../domain/markdown/plain.ts";
import { ProblemError } from "../../domain/problem.ts";
import { type PublicationKind, publicPath, type SiteLanguage } from "../../domain/publications.ts";
import { fillAnswer, isOfferedIn } from "../../inbox/answers/fill.ts";
import { type ConversationRow, conversationRows } from "../../inbox/views/conversation-rows.ts";
import type { Context } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { publication } from "../../store/schema.ts";
import { type Feature, featuresOf } from "../search/features.ts";
import { type Ranked, rankPages, type ReadPage, readPages } from "../search/rank.ts";
import { askedIn } from "./asked.ts";
import { rankAnswers, textIn } from "./canned.ts";

interface Found {
  title: string;
  language: SiteLanguage;
  /** What goes into the reply. */
  text: string;
  /** 0 to 1: how much of what was asked it has. */
  match: number;
}

export type Suggestion = Found &
  (
    | { kind: PublicationKind; publicationId: number; path: string }
    /** `text` may have gaps. */
    | { kind: "answer"; answerId: number; name: string }
  );

/** What matches less is noise. */
const LEAST_MATCH = 0.12;
/** A page of the other language was found by less of what was asked. */
const OTHER_LANGUAGE = 0.9;
/** With a better one nobody looks at the other language. */
const GOOD_MATCH = 0.4;
/** It is not what the person reads. */
const FOREIGN = 0.6;

const queriesOf = perStore((db) => ({
  translation: db
    .select({ id: publication.id })
    .from(publication)
    .where(and(eq(publication.translationOf, sql.placeholder("id")), eq(publication.state, "published")))
    .limit(1)
    .prepare(),
}));

/** At most `limit`; `origin` is where the pages stand, for links from one to another. Throws ProblemError `not-found`. */
export function suggestFor(ctx: Context, conversationId: number, limit: number, origin: string): Suggestion[] {
  const { store } = ctx;
  const [where] = conversationRows(store, [conversationId]);
  if (where === undefined) throw new ProblemError("not-found", "There is no such conversation.");
  const { text, language } = askedIn(store, conversationId);
  const asked = featuresOf(text);
  if (asked.length === 0) return [];
  return [...suggestPages(store, asked, language, limit, origin), ...answersFor(ctx, asked, language, where)]
    .filter(({ match }) => match >= LEAST_MATCH)
    .toSorted((a, b) => b.match - a.match)
    .slice(0, limit);
}

/** The published pages alone, in the person's language where there are some; at most `limit`, best first. */
export function suggestPages(
  store: Store,
  asked: readonly Feature[],
  language: SiteLanguage,
  limit: number,
  origin = "",
): Suggestion[] {
  const found = new Map<number, { page: ReadPage; score: number }>();
  const keep = (page: ReadPage, score: number) => {
    if (score > (found.get(page.id)?.score ?? 0)) found.set(page.id, { page, score });
  };
  const own = rankPages(store, asked, language).slice(0, limit);
  for (const one of own) keep(one, one.score);
  if ((own[0]?.score ?? 0) < GOOD_MATCH)
    for (const one of rankPages(store, asked, language === "zh" ? "en" : "zh").slice(0, limit)) {
      const translation = translationOf(store, one, language);
      if (translation === null) keep(one, one.score * FOREIGN);
      else keep(translation, one.score * OTHER_LANGUAGE);
    }
  return [...found.values()]
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ page, score }) => ({
      kind: page.kind,
      publicationId: page.id,
      path: publicPath(page.kind, page.slug),
      title: page.title,
      language: page.language,
      text: toPlain(parseMarkdown(page.answer), origin),
      match: score,
    }));
}

function translationOf(store: Store, page: Ranked, language: SiteLanguage): ReadPage | null {
  // One of the two points to the other.
  const id = page.translationOf ?? queriesOf(store).translation.get({ id: page.id })?.id;
  const [translation] = id === undefined ? [] : readPages(store, [id]);
  return translation?.language === language ? translation : null;
}

function answersFor(
  ctx: Context,
  asked: readonly Feature[],
  language: SiteLanguage,
  where: ConversationRow,
): Suggestion[] {
  return rankAnswers(ctx.store, asked, (row) => isOfferedIn(row, where.conversation)).map(({ row, score }) => ({
    kind: "answer",
    answerId: row.id,
    name: row.name,
    title: row.title,
    language: textIn(row, language).language,
    text: fillAnswer(ctx, row, where, language),
    match: score,
  }));
}
