/** Whole stories on X: a mention or a message comes in, the answer goes out once, and doubts are settled by reading back. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { brandOf, NEWCOMER } from "../../src/sandbox/furnish.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld(["x"]);
});
afterEach(() => world.close());

const person = () => {
  const found = world.sandboxes.x.side.people().find((one) => one.handle === NEWCOMER.handle);
  if (!found) throw new Error("the newcomer is missing");
  return found;
};
const brand = () => brandOf(world.sandboxes.x.side);
const sent = () => world.sandboxes.x.ledger.effects("message");
const first = () => {
  const [row] = world.conversations();
  if (!row) throw new Error("no conversation");
  return row;
};
const mention = (text: string, replyTo?: string) =>
  world.say("x", { from: person().id, text, ...(replyTo !== undefined && { replyTo }) });
const texts = () => world.messages(first().id).map(({ direction, text }) => ({ direction, text }));

describe("a mention", () => {
  it("comes in, is answered once under the post, and its echo is the same message", async () => {
    const asked = mention("@bobowallet 我的账户被锁了");
    await world.settle();
    expect(first()).toMatchObject({ status: "open", kind: "public", unread: 1 });
    world.clock.advance(60_000);
    world.reply(first(), "您好，我们马上看看。");
    await world.settle();
    expect(world.deliveries()).toMatchObject([{ state: "sent", attempts: 1 }]);
    expect(world.sandboxes.x.side.messages(asked.placeId).at(-1)).toMatchObject({
      text: "您好，我们马上看看。",
      authorId: brand().id,
      replyTo: asked.id,
    });
    await world.settle();
    expect(texts()).toEqual([
      { direction: "inbound", text: "@bobowallet 我的账户被锁了" },
      { direction: "outbound", text: "您好，我们马上看看。" },
    ]);
    expect(first()).toMatchObject({ status: "pending", waitingSince: null });
    expect(sent()).toHaveLength(1);
  });

  it("goes on in the same conversation, edits included; bystanders who carry our handle are context", async () => {
    const asked = mention("@bobowallet locked out");
    const scammer = world.sandboxes.x.side.addPerson({ name: "Support 24h", handle: "support24", role: "user" });
    world.say("x", { from: scammer.id, text: "write me your phrase", replyTo: asked.id });
    await world.settle();
    expect(world.conversations()).toHaveLength(1);
    world.reply(first(), "On it");
    await world.settle();
    world.clock.advance(60_000);
    const answer = world.sandboxes.x.side.messages(asked.placeId).find((message) => message.text === "On it");
    const thanks = mention("stil locked", answer?.id);
    world.clock.advance(60_000);
    world.sandboxes.x.side.edit({ by: person().id, place: thanks.placeId, id: thanks.id, text: "still locked" });
    await world.settle();
    expect(world.conversations()).toHaveLength(1);
    expect(first().status).toBe("open");
    expect(texts().map(({ text }) => text)).toEqual(["@bobowallet locked out", "On it", "still locked"]);
  });

  it("is answered by a thread where the answer is long, each part under the one before", async () => {
    const asked = mention("@bobowallet why 0.9%?");
    await world.settle();
    world.reply(first(), Array.from({ length: 26 }, (_, i) => `Step ${i + 1} takes its own fee.`).join(" "));
    await world.settle();
    expect(world.deliveries().map(({ state, part, parts }) => ({ state, part, parts }))).toEqual(
      [1, 2, 3].map((part) => ({ state: "sent", part, parts: 3 })),
    );
    const parts = world.sandboxes.x.side.messages(asked.placeId).filter((message) => message.authorId === brand().id);
    expect(parts.map((message) => message.replyTo)).toEqual([asked.id, parts[0]?.id, parts[1]?.id]);
    await world.settle();
    expect(texts()).toHaveLength(4);
  });

  it("answered by a colleague in X's own app waits no more", async () => {
    const asked = mention("@bobowallet hello?");
    await world.settle();
    world.clock.advance(60_000);
    world.say("x", { from: brand().id, text: "We see you", replyTo: asked.id });
    await world.settle();
    expect(first()).toMatchObject({ status: "pending", waitingSince: null });
    expect(world.deliveries()).toEqual([]);
  });
});

describe("a direct message", () => {
  it("is answered in private, once", async () => {
    world.say("x", { from: person().id, to: brand().id, text: "privately" });
    await world.settle();
    expect(first()).toMatchObject({ kind: "direct", status: "open" });
    world.reply(first(), "Of course");
    await world.settle();
    await world.settle();
    expect(texts().map(({ text }) => text)).toEqual(["privately", "Of course"]);
    expect(sent()).toHaveLength(1);
  });
});

describe("when a send goes wrong", () => {
  it.each(["public", "direct"] as const)(
    "reading back settles a cut in a %s place without a second send",
    async (kind) => {
      if (kind === "public") mention("@bobowallet where is my money?");
      else world.say("x", { from: person().id, to: brand().id, text: "where is my money?" });
      await world.settle();
      const path = kind === "public" ? "/2/tweets" : "/messages";
      world.sandboxes.x.faults.add({ kind: "cut-after", method: "POST", path });
      world.reply(first(), "It is safe");
      for (let minute = 0; minute < 10; minute += 1) {
        await world.settle();
        world.clock.advance(60_000);
      }
      expect(world.deliveries()).toMatchObject([{ state: "sent" }]);
      expect(texts()).toHaveLength(2);
      expect(sent()).toHaveLength(1);
    },
  );

  it("a spent credit pauses the account and keeps what is queued", async () => {
    mention("@bobowallet hi");
    await world.settle();
    world.sandboxes.x.side.special("spend-credit", {});
    world.reply(first(), "Hello");
    await world.settle();
    expect(world.deliveries()).toMatchObject([{ state: expect.stringMatching(/queued|held/) }]);
    expect(sent()).toHaveLength(0);
  });
});
