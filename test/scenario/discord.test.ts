/** Whole stories over the Discord sandbox: what people write comes by the gateway, answers go out once. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { brandOf, NEWCOMER } from "../../src/sandbox/furnish.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld(["discord"]);
  world.inbox.listen("here");
  await world.settle();
  const methods = () => world.sandboxes.discord.ledger.entries.map((entry) => entry.method);
  await vi.waitUntil(() => methods().includes("IDENTIFY"));
});
afterEach(() => world.close());

const discord = () => world.sandboxes.discord;
const person = () => {
  const found = discord()
    .side.people()
    .find((one) => one.handle === NEWCOMER.handle);
  if (!found) throw new Error("the newcomer is missing");
  return found;
};
const bot = () => brandOf(discord().side);
const sent = () => discord().ledger.effects("message");
const first = () => {
  const [row] = world.conversations();
  if (!row) throw new Error("no conversation");
  return row;
};
const place = (title: string) =>
  discord()
    .side.places()
    .find((one) => one.title === title)?.id ?? "";
/** Somebody writes, and it has come in. */
const ask = async (where: { to?: string; place?: string }, text: string) => {
  const said = world.say("discord", { from: person().id, ...where, text });
  await expect
    .poll(() =>
      world
        .conversations()
        .map((row) => row.excerpt)
        .join("\n"),
    )
    .toContain(text.split(" ").at(-1));
  return said;
};
const outbound = () => world.messages(first().id).filter((row) => row.direction === "outbound");

describe("a direct message", () => {
  it("comes in, is answered once, and its echo is the same message", async () => {
    const asked = await ask({ to: bot().id }, "我的账户被锁了");
    expect(first()).toMatchObject({ status: "open", unread: 1, kind: "direct" });
    world.clock.advance(60_000);
    world.reply(first(), "您好，我们马上看看。");
    await world.settle();
    expect(world.deliveries()).toMatchObject([{ state: "sent", attempts: 1 }]);
    expect(
      discord()
        .side.messages(asked.placeId)
        .map((message) => message.text)
        .at(-1),
    ).toBe("您好，我们马上看看。");
    // What comes after the echo shows that the echo has come.
    await ask({ to: bot().id }, "谢谢");
    expect(outbound()).toHaveLength(1);
    expect(sent()).toHaveLength(1);
  });

  it("fails for good where the person closed their direct messages", async () => {
    await ask({ to: bot().id }, "hello");
    discord().side.block({ by: person().id, whom: bot().id, blocked: true });
    world.reply(first(), "hi");
    await world.settle();
    expect(world.deliveries()).toMatchObject([{ state: "failed", code: "dms-closed" }]);
    expect(sent()).toHaveLength(0);
  });
});

describe("a mention in a channel", () => {
  it("is answered under the question", async () => {
    const asked = await ask({ place: place("help-求助") }, "@bobo-support locked");
    expect(first()).toMatchObject({ kind: "public", status: "open" });
    world.reply(first(), "on it");
    await world.settle();
    expect(discord().side.messages(asked.placeId).at(-1)).toMatchObject({ text: "on it", replyTo: asked.id });
  });
});

describe("when a send goes wrong", () => {
  it("waits as long as Discord says, then sends", async () => {
    await ask({ to: bot().id }, "hello");
    discord().faults.add({ kind: "refuse", method: "POST", retryAfterMs: 7_000 });
    world.reply(first(), "one moment");
    await world.settle();
    expect(world.deliveries()).toMatchObject([{ state: "queued", code: "rate-limited" }]);
    world.clock.advance(7_500);
    await world.settle();
    expect(world.deliveries()).toMatchObject([{ state: "sent" }]);
    expect(sent()).toHaveLength(1);
  });

  it.each(["cut-after", "error-after", "cut-before"] as const)(
    "ends with exactly one message after %s",
    async (kind) => {
      await ask({ to: bot().id }, "hello");
      discord().faults.add({ kind, method: "POST", path: "/messages" });
      world.reply(first(), "exactly once");
      await world.settle();
      await expect
        .poll(async () => {
          world.clock.advance(60_000);
          await world.settle();
          return world.deliveries().map((row) => row.state);
        })
        .toEqual(["sent"]);
      await ask({ to: bot().id }, "afterwards");
      expect(outbound()).toHaveLength(1);
      expect(sent()).toHaveLength(1);
    },
  );
});
