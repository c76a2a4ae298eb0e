import { expect, it } from "vitest";
import { measureFalseMasks, measureRecall } from "../support/masking.ts";

it("finds 99.9 % of what people paste, of every kind", { timeout: 180_000 }, () => {
  for (const { kind, tried, missed } of measureRecall(10_000, 9))
    expect({ kind, missed: missed.slice(tried / 1_000) }).toEqual({ kind, missed: [] });
});

it("masks at most one piece in a million words of ordinary talk", { timeout: 180_000 }, () => {
  const { words, masks } = measureFalseMasks(2_000_000, 10);
  expect(masks.slice(words / 1_000_000)).toEqual([]);
});
