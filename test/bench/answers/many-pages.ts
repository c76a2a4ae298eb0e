/** Any number of published pages in both languages, made of the sentences of the corpus, so that all words are about as common as they would be. */
import type { openDatabase } from "../../../src/host/database.ts";
import type { Store } from "../../../src/store/db.ts";
import { indexNextPublications } from "../../../src/store/publication-index.ts";
import { corpusPages } from "./corpus.ts";

const PAGES_A_SLICE = 2_000;
const SENTENCES = { zh: /[^。！？\n]+[。！？]?/gu, en: /[^.!?\n]+[.!?]?/gu };
const SENTENCES_A_PAGE = 8;

export function seedManyPages(sqlite: ReturnType<typeof openDatabase>["sqlite"], store: Store, count: number): void {
  const material = (["zh", "en"] as const).map((language) => {
    const pages = corpusPages.filter((page) => page.language === language);
    const sentences = pages.flatMap(({ answer }) => answer.match(SENTENCES[language]) ?? []);
    return { language, titles: pages.map(({ title }) => title), sentences };
  });
  const next = pseudoRandom();
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const page = sqlite.prepare(
    `insert into publication(id, kind, form, state, language, slug, title, question, answer, consent, version, published_at, updated_at, created_at)
     values (?, ?, 'anonymous', 'published', ?, ?, ?, ?, ?, 'not-needed', 1, ?, ?, ?)`,
  );
  const version = sqlite.prepare(
    `insert into publication_version(publication_id, version, title, question, answer, applies_to, byline, at) values (?, 1, ?, ?, ?, '', '', ?)`,
  );
  store.transaction(() => {
    for (let id = 1; id <= count; id += 1) {
      const { language, titles, sentences } = material[id % 2] ?? pick(material);
      const kind = id % 10 === 0 ? "faq" : "thread";
      const title = `${pick(titles)} ${id}`;
      const question = kind === "faq" ? "" : pick(titles);
      const answer = Array.from({ length: SENTENCES_A_PAGE }, () => pick(sentences)).join(language === "zh" ? "" : " ");
      page.run(id, kind, language, `page-${id}`, title, question, answer, id, id, id);
      version.run(id, title, question, answer, id);
    }
  });
  for (let after: number | null = 0; after !== null;) after = indexNextPublications(store, after, PAGES_A_SLICE);
}

/** Mulberry32: the same pages in every run. */
function pseudoRandom(): () => number {
  let state = 7;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
