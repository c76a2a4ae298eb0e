/** Published pages without the verbs that publish them, for what only reads them. */
import type { SiteLanguage } from "../../src/domain/publications.ts";
import type { Store } from "../../src/store/db.ts";
import { indexPublication } from "../../src/store/publication-index.ts";
import { publication, publicationSlug, publicationVersion } from "../../src/store/schema.ts";

export interface PageWords {
  slug: string;
  language: SiteLanguage;
  title: string;
  question?: string;
  answer: string;
  kind?: "thread" | "faq";
  translationOf?: number | null;
}

/** Published and indexed; gives its id. */
export function addPage(store: Store, { slug, question = "", kind = "faq", translationOf = null, ...page }: PageWords) {
  return store.transaction((now) => {
    const words = { title: page.title, question, answer: page.answer };
    const { id } = store.db
      .insert(publication)
      .values({
        ...words,
        slug,
        kind,
        translationOf,
        language: page.language,
        form: "anonymous",
        state: "published",
        consent: "not-needed",
        version: 1,
        publishedAt: now,
        updatedAt: now,
        createdAt: now,
      })
      .returning()
      .get();
    store.db.insert(publicationSlug).values({ slug, publicationId: id, at: now }).run();
    store.db
      .insert(publicationVersion)
      .values({ ...words, publicationId: id, version: 1, appliesTo: "", byline: "", at: now })
      .run();
    indexPublication(store, id);
    return id;
  });
}
