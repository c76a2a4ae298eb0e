import { expect, it } from "vitest";
import { hitRates } from "../bench/answers/hits.ts";

it("suggests the right page for questions as users write them, far more often than shared words would", () => {
  const [all] = hitRates();
  expect(all?.questions).toBe(200);
  expect(all?.ours.at1).toBeGreaterThan(0.85);
  expect(all?.ours.at3).toBeGreaterThan(0.93);
  expect(all?.ours.at1 ?? 0).toBeGreaterThan((all?.plain.at1 ?? 1) + 0.25);
});
