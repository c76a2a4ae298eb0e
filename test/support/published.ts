/** A page that is published, without the steps that lead there. */
import { eq } from "drizzle-orm";
import type { Store } from "../../src/store/db.ts";
import { publication, publicationVersion } from "../../src/store/schema.ts";

export interface Page {
  title: string;
  answer: string;
  language: "zh" | "en";
  slug: string;
}

export function insertPage(store: Store, page: Partial<Page> = {}): number {
  const at = store.clock.now();
  const words = {
    title: "How do I open a locked account again?",
    answer: "Open **Settings**, choose *Unlock* and wait an hour.",
    ...page,
  };
  const { id } = store.db
    .insert(publication)
    .values({
      kind: "faq",
      form: "anonymous",
      state: "published",
      language: "en",
      slug: "locked-account",
      question: "",
      consent: "not-needed",
      version: 1,
      publishedAt: at,
      updatedAt: at,
      createdAt: at,
      ...words,
    })
    .returning({ id: publication.id })
    .get();
  insertVersion(store, id, 1, words);
  return id;
}

/** What the public reads from now on. */
export function insertVersion(
  store: Store,
  publicationId: number,
  version: number,
  { title, answer }: Pick<Page, "title" | "answer">,
): void {
  const rest = { question: "", appliesTo: "", byline: "", at: store.clock.now() };
  store.db
    .insert(publicationVersion)
    .values({ publicationId, version, title, answer, ...rest })
    .run();
  store.db.update(publication).set({ version, title, answer }).where(eq(publication.id, publicationId)).run();
}
