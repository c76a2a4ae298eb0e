import fc from "fast-check";
import { expect, it } from "vitest";
import {
  PUBLICATION_STEPS,
  type PublicationStep,
  type Standing,
  stepFrom,
} from "../../src/domain/publication-moves.ts";

/** What a walk did that it must not, step by step. */
function breaches(steps: readonly PublicationStep[]): string[] {
  const found: string[] = [];
  let at: Standing = { state: "draft", revision: null };
  for (const step of steps) {
    const to = stepFrom(at, step);
    if (to === null) continue;
    if (to === "gone") return at.state === "draft" || at.state === "review" ? found : [...found, `${at.state} deleted`];
    const handedIn = at.state === "review" || at.revision === "review";
    if (to.revision !== null && to.state !== "published") found.push(`a revision of what is ${to.state}`);
    if (step === "publish" && !handedIn) found.push("published without review");
    if (at.state !== "published" && to.state === "published" && step !== "publish") found.push(`public by ${step}`);
    if (at.state === "published" && to.state !== "published" && step !== "withdraw") found.push(`down by ${step}`);
    at = to;
  }
  return found;
}

it("lets nothing become public but by publishing what was handed in, and takes it down by withdrawing alone", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PUBLICATION_STEPS), { maxLength: 40 }), (steps) => {
      expect(breaches(steps)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
