import { expect, it } from "vitest";
import { searchPublications } from "../../src/qa/search/find.ts";
import { featuresOf } from "../../src/qa/search/features.ts";
import { suggestPages } from "../../src/qa/suggestions/suggest.ts";
import { rebuildPublicationIndex, strayPublications, unindexPublication } from "../../src/store/publication-index.ts";
import { addPage } from "../support/pages.ts";
import { testStore } from "../support/store.ts";

it("public pages are found, suggested in the person's language, and indexed anew", () => {
  const { store } = testStore();
  const zh = addPage(store, { slug: "suoding", language: "zh", title: "账户被锁定，怎么恢复", answer: "等 24 小时。" });
  const en = addPage(store, {
    slug: "locked",
    language: "en",
    title: "Recover a locked account",
    answer: "Wait.",
    translationOf: zh,
  });
  const found = (query: string, language: "zh" | "en") =>
    searchPublications(store, { query, language, limit: 5 }).items.map(({ id }) => id);
  expect([found("賬戶", "zh"), found("acount", "en")]).toEqual([[zh], [en]]);
  expect(suggestPages(store, featuresOf("账号被冻结了"), "en", 1)).toMatchObject([{ publicationId: en }]);
  store.transaction(() => unindexPublication(store, zh));
  expect([found("账户", "zh"), strayPublications(store, 5)]).toEqual([[], [zh]]);
  rebuildPublicationIndex(store);
  expect([found("账户", "zh"), strayPublications(store, 5)]).toEqual([[zh], []]);
});
