/** Where a platform does not tell that somebody shut us out, the answer that it refuses does, until the person writes again. */
import { afterEach, expect, it, vi } from "vitest";
import { conversationDetail } from "../../src/inbox/views/conversation-detail.ts";
import { brandOf, NEWCOMER } from "../../src/sandbox/furnish.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
afterEach(() => world.close());

it.each([
  ["x", "dm-not-allowed"],
  ["discord", "dms-closed"],
] as const)("%s", async (platform, code) => {
  world = await createWorld([platform]);
  const { side, ledger } = world.sandboxes[platform];
  if (platform === "discord") {
    world.inbox.listen("here");
    await world.settle();
    await vi.waitUntil(() => ledger.entries.some((entry) => entry.method === "IDENTIFY"));
  }
  const person = side.people().find((one) => one.handle === NEWCOMER.handle);
  const brand = brandOf(side);
  const write = async (text: string) => {
    world.say(platform, { from: person?.id ?? "", to: brand.id, text });
    await world.settle();
    await vi.waitUntil(() => world.conversations()[0]?.excerpt === text);
  };
  const detail = () => conversationDetail(world.inbox.store, world.inbox.lookup, 1);
  const answer = async (text: string) => {
    const [conversation] = world.conversations();
    if (conversation) world.reply(conversation, text);
    await world.settle();
  };
  await write("hi");
  expect(detail().answerability).toMatchObject({ state: "open", reason: null });
  side.block({ by: person?.id ?? "", whom: brand.id, blocked: true });
  world.clock.advance(60_000);
  await answer("hello");
  expect(world.deliveries()).toMatchObject([{ state: "failed", code }]);
  expect(detail().answerability).toMatchObject({ state: "unknown", reason: code });
  side.block({ by: person?.id ?? "", whom: brand.id, blocked: false });
  world.clock.advance(60_000);
  await write("still here");
  expect(detail().answerability).toMatchObject({ state: "open", reason: null });
  await answer("welcome back");
  expect(world.deliveries().at(-1)).toMatchObject({ state: "sent" });
});
