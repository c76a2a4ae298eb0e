/** A rule from the platform to the platform: somebody writes, the lane acts, a fixed text arrives once, and nothing is imported into it. */
import { afterEach, expect, it } from "vitest";
import { createAnswer } from "../../src/inbox/answers/answers.ts";
import { createRule, switchRule } from "../../src/inbox/rules/rules.ts";
import { setStatus } from "../../src/inbox/set-status.ts";
import { brandOf, NEWCOMER } from "../../src/sandbox/furnish.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
afterEach(() => world.close());

it("answers by itself, once, through the outbox", async () => {
  world = await createWorld(["telegram"]);
  const { ctx } = world;
  const everywhere = { folder: "", title: "", accountIds: [], platforms: [], visibility: null };
  const answer = createAnswer(ctx, { ...everywhere, name: "soon", texts: { zh: "我们会尽快回复。", en: "Soon." } });
  const { id } = createRule(ctx, {
    name: "first word",
    trigger: { on: "opened" },
    conditions: [{ if: "visibility", is: "direct", not: false }],
    actions: [{ do: "answer", answerId: `ans_${answer.id}`, send: true }],
    quietHours: 24,
  });
  const { side, ledger } = world.sandboxes.telegram;
  const from = side.people().find((one) => one.handle === NEWCOMER.handle)?.id ?? "";
  const say = (text: string) => world.say("telegram", { from, to: brandOf(side).id, text });
  say("有人吗");
  await world.settle();
  expect(ledger.effects("message")).toHaveLength(0);
  switchRule(ctx, id, true);
  const [row] = world.conversations();
  // Already open: no occasion.
  say("喂");
  await world.settle();
  expect(ledger.effects("message")).toHaveLength(0);
  world.clock.advance(60_000);
  setStatus(ctx, row?.id ?? 0, "closed");
  say("我又来了");
  await world.settle();
  await world.settle();
  expect(ledger.effects("message").map(({ body }) => JSON.stringify(body))).toEqual([
    expect.stringContaining("我们会尽快回复。"),
  ]);
  expect(world.conversations()[0]).toMatchObject({ status: "open" });
});
