/** Who is where: an answer that comes late does not undo what the stream has told since. */
import { beforeEach, expect, it, vi } from "vitest";

const somebody = (agentId: string) => ({
  conversationId: "cnv_1",
  people: [{ agentId, typing: null, forMs: 45_000 }],
  holder: null,
});

let here: typeof import("../../src/web/together/here.ts");
let peopleAt: () => string[];
beforeEach(async () => {
  vi.resetModules();
  here = await import("../../src/web/together/here.ts");
  peopleAt = () => here.whoIsAt("cnv_1")?.people.map(({ agentId }) => agentId) ?? [];
});

it("takes an answer where the stream was silent", () => {
  here.takeAnswer(somebody("agt_1"), performance.now());
  expect(peopleAt()).toEqual(["agt_1"]);
});

it("keeps what the stream told after the question", () => {
  const askedAt = performance.now() - 1;
  here.takeTold(somebody("agt_2"));
  here.takeAnswer(somebody("agt_1"), askedAt);
  here.takeEverywhere([], askedAt);
  expect(peopleAt()).toEqual(["agt_2"]);
});

it("forgets who is not in a newer answer", () => {
  here.takeTold(somebody("agt_2"));
  here.takeEverywhere([], performance.now() + 1);
  expect(peopleAt()).toEqual([]);
});
