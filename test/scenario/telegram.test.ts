import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { brandOf, NEWCOMER } from "../../src/sandbox/furnish.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld(["telegram"]);
});
afterEach(() => world.close());

const person = () => {
  const found = world.sandboxes.telegram.side.people().find((one) => one.handle === NEWCOMER.handle);
  if (!found) throw new Error("the newcomer is missing");
  return found;
};
const bot = () => brandOf(world.sandboxes.telegram.side);
const sent = () => world.sandboxes.telegram.ledger.effects("message");
const first = () => {
  const [row] = world.conversations();
  if (!row) throw new Error("no conversation");
  return row;
};

describe("a private chat", () => {
  it("comes in, is answered once, and is read back on the platform", async () => {
    const asked = world.say("telegram", { from: person().id, to: bot().id, text: "我的账户被锁了" });
    await world.settle();
    expect(first()).toMatchObject({ status: "open", unread: 1, excerpt: "我的账户被锁了", kind: "direct" });
    world.clock.advance(60_000);
    world.reply(first(), "您好，我们马上看看。");
    await world.settle();
    expect(world.deliveries()).toMatchObject([{ state: "sent", attempts: 1 }]);
    expect(first()).toMatchObject({ status: "pending", waitingSince: null });
    const seen = world.sandboxes.telegram.side.messages(asked.placeId).map((message) => message.text);
    expect(seen.at(-1)).toBe("您好，我们马上看看。");
    expect(sent()).toHaveLength(1);
    await world.settle();
    expect(sent()).toHaveLength(1);
  });

  it("splits a long answer, in order", async () => {
    world.say("telegram", { from: person().id, to: bot().id, text: "hi" });
    await world.settle();
    world.reply(first(), `${"很长的回答。".repeat(600)}\n\n${"second ".repeat(500)}`);
    expect(world.deliveries().map(({ part, parts }) => `${part}/${parts}`)).toEqual(["1/2", "2/2"]);
    await world.settle();
    expect(world.deliveries().every((row) => row.state === "sent")).toBe(true);
    expect(sent()).toHaveLength(2);
  });
});

describe("when a send goes wrong", () => {
  const ask = async () => {
    world.say("telegram", { from: person().id, to: bot().id, text: "where is my money?" });
    await world.settle();
    return first();
  };

  it("waits as long as the platform says, then sends", async () => {
    const row = await ask();
    world.sandboxes.telegram.faults.add({ kind: "refuse", path: "sendMessage", retryAfterMs: 7_000 });
    world.reply(row, "one moment");
    await world.settle();
    expect(world.deliveries()).toMatchObject([{ state: "queued", code: "rate-limited" }]);
    world.clock.advance(6_000);
    await world.settle();
    expect(sent()).toHaveLength(0);
    world.clock.advance(1_500);
    await world.settle();
    expect(world.deliveries()).toMatchObject([{ state: "sent" }]);
  });

  it.each(["cut-after", "error-after"] as const)(
    "leaves a doubt after %s, holds what follows, and asks a person",
    async (kind) => {
      const row = await ask();
      world.sandboxes.telegram.faults.add({ kind, path: "sendMessage" });
      world.reply(row, "first");
      world.reply(row, "second");
      await world.settle();
      expect(world.deliveries().map((one) => one.state)).toEqual(["unknown", "queued"]);
      expect(first()).toMatchObject({ status: "open", attention: 1 });
      world.clock.advance(3_600_000);
      await world.settle();
      expect(world.deliveries().map((one) => one.state)).toEqual(["unknown", "queued"]);
      world.resolve(world.deliveries()[0]?.id ?? 0, "sent");
      await world.settle();
      expect(world.deliveries().map((one) => one.state)).toEqual(["sent", "sent"]);
      expect(first()).toMatchObject({ status: "pending", attention: 0 });
      expect(sent()).toHaveLength(2);
    },
  );

  it("sends again, once, when a person says so", async () => {
    const row = await ask();
    world.sandboxes.telegram.faults.add({ kind: "cut-before", path: "sendMessage" });
    world.reply(row, "first");
    await world.settle();
    expect(world.deliveries()).toMatchObject([{ state: "unknown" }]);
    world.resolve(world.deliveries()[0]?.id ?? 0, "retry");
    await world.settle();
    expect(world.deliveries()).toMatchObject([{ state: "sent" }]);
    expect(sent()).toHaveLength(1);
  });

  it("fails for good where the person has blocked us, and cancels the other parts", async () => {
    const row = await ask();
    world.sandboxes.telegram.side.block({ by: person().id, whom: bot().id, blocked: true });
    world.reply(row, `${"a".repeat(4_000)}\n\n${"b".repeat(4_000)}`);
    await world.settle();
    expect(world.deliveries()).toMatchObject([
      { state: "failed", code: "blocked-by-user" },
      { state: "cancelled", code: "earlier-part-failed" },
    ]);
    expect(first()).toMatchObject({ status: "open", attention: 1 });
    expect(sent()).toHaveLength(0);
  });
});
