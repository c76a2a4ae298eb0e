/** The published pages that answer a question best, in the order of how well. */
import { and, eq, sql } from "drizzle-orm";
import type { SiteLanguage } from "../../domain/publications.ts";
import type { Store } from "../../store/db.ts";
import { idList, perStore } from "../../store/prepared.ts";
import { publication, publicationVersion } from "../../store/schema.ts";
import { candidatesFor } from "./candidates.ts";
import type { Feature } from "./features.ts";
import { type Scored, scoreOf, shaped } from "./score.ts";

/** So many pages are read and compared in full. */
const MOST_READ = 30;

const columns = {
  id: publication.id,
  kind: publication.kind,
  language: publication.language,
  translationOf: publication.translationOf,
  slug: publication.slug,
  topicId: publication.topicId,
  publishedAt: publication.publishedAt,
  title: publicationVersion.title,
  question: publicationVersion.question,
  answer: publicationVersion.answer,
  /** Of the words that the public reads. */
  updatedAt: publicationVersion.at,
};

const queriesOf = perStore((db) => ({
  read: db
    .select(columns)
    .from(publication)
    .innerJoin(
      publicationVersion,
      and(eq(publicationVersion.publicationId, publication.id), eq(publicationVersion.version, publication.version)),
    )
    .where(
      and(
        sql`${publication.id} in (select value from json_each(${sql.placeholder("ids")}))`,
        // With a `+`, since an index over states would lead through all pages.
        sql`+${publication.state} = 'published'`,
      ),
    )
    .prepare(),
}));

/** A page as the public reads it. */
export type ReadPage = ReturnType<ReturnType<typeof queriesOf>["read"]["all"]>[number];
export type Ranked = ReadPage & Scored;

/** Those of these pages that are published, in the order of the ids. */
export function readPages(store: Store, ids: readonly number[]): ReadPage[] {
  const rows = new Map(
    queriesOf(store)
      .read.all({ ids: idList(ids) })
      .map((row) => [row.id, row]),
  );
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** Best first; those that have nothing of what was asked are left out. */
export function rankPages(store: Store, asked: readonly Feature[], language: SiteLanguage): Ranked[] {
  const { features, ids } = candidatesFor(store, asked, language, MOST_READ);
  return readPages(store, ids)
    .map((page) => ({ ...page, ...scoreOf(shaped(page), features) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || b.id - a.id);
}
