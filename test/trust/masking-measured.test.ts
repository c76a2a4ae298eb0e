import { describe, expect, it } from "vitest";
import { measureFalseMasks, measureRecall } from "../support/masking.ts";

describe("a small measurement of masking", () => {
  it("finds what people paste in every presentation", () => {
    for (const { kind, missed } of measureRecall(300, 7)) expect({ kind, missed }).toEqual({ kind, missed: [] });
  });

  it("leaves ordinary talk alone", () => {
    expect(measureFalseMasks(50_000, 8).masks).toEqual([]);
  });
});
