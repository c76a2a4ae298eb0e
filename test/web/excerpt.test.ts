/** Where secrets stand in the words of a row, so that marks of a search keep their places around them. */
import { expect, test } from "vitest";
import { splitMasked } from "../../src/web/list/excerpt.ts";

test("a masked secret among words is a piece of its own, and every piece knows where it begins", () => {
  expect(splitMasked("my words ⟦seedPhrase⟧ are out")).toEqual([
    { text: "my words ", start: 0, masked: null },
    { text: "⟦seedPhrase⟧", start: 9, masked: "seedPhrase" },
    { text: " are out", start: 21, masked: null },
  ]);
});
