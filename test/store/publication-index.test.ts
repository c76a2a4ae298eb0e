import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  indexPublication,
  rebuildPublicationIndex,
  strayPublications,
  unindexPublication,
} from "../../src/store/publication-index.ts";
import { skeletonOf, stemOf } from "../../src/store/publication-words.ts";
import { publication } from "../../src/store/schema.ts";
import { addPage } from "../support/pages.ts";
import { testStore } from "../support/store.ts";

describe("the index of published pages", () => {
  it("follows publishing and withdrawing, says what is wrong, and is made again", () => {
    const { store } = testStore();
    const locked = addPage(store, { slug: "locked", language: "zh", title: "账户被锁定", answer: "等 24 小时" });
    const lost = addPage(store, { slug: "lost", language: "en", title: "Lost phone", answer: "Restore it" });
    expect(strayPublications(store, 10)).toEqual([]);

    const withdraw = () =>
      store.db.update(publication).set({ state: "withdrawn" }).where(eq(publication.id, locked)).run();
    withdraw();
    expect(strayPublications(store, 10)).toEqual([locked]);
    unindexPublication(store, locked);
    expect(strayPublications(store, 10)).toEqual([]);

    unindexPublication(store, lost);
    indexPublication(store, locked);
    expect(strayPublications(store, 10)).toEqual([lost]);
    rebuildPublicationIndex(store);
    expect(strayPublications(store, 10)).toEqual([]);
  });
});

describe("stems and skeletons", () => {
  it("bring the forms of a word together", () => {
    for (const [stem, ...words] of [
      ["lock", "lock", "locks", "locked", "locking"],
      ["verify", "verify", "verifies", "verified"],
      ["swap", "swap", "swapping", "swapped"],
      ["transact", "transaction", "transactions"],
      ["address", "address", "addresses"],
      ["usdt", "usdt"],
    ] as const)
      expect(words.map(stemOf)).toEqual(words.map(() => stem));
  });

  it("outlive slips of the finger", () => {
    for (const [right, wrong] of [
      ["account", "acount"],
      ["wallet", "walelt"],
      ["password", "passowrd"],
      ["withdrawal", "withdrawl"],
      ["recover", "recoverr"],
    ] as const)
      expect(skeletonOf(stemOf(wrong))).toBe(skeletonOf(stemOf(right)));
    expect(skeletonOf("gas")).toBeNull();
  });
});
