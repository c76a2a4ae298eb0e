/** What colleagues write in a platform's own app is an answer of ours, and what Parley sent is never taken for one. */
import { afterEach, describe, expect, it } from "vitest";
import { brandOf } from "../../src/sandbox/furnish.ts";
import { account } from "../../src/store/schema.ts";
import { type Story, tellStory } from "../support/story.ts";

let story: Story;
afterEach(() => story.close());

describe("an answer in the platform's own app ends the waiting", () => {
  it("on X, in public and in private", async () => {
    story = await tellStory("x");
    const { side } = story.sandboxes.x;
    const from = brandOf(side).id;
    const asked = await story.ask("x", "@bobowallet locked", "public");
    expect(story.conversation()).toMatchObject({ status: "open" });
    story.clock.advance(60_000);
    story.say("x", { from, text: "@xiaoman see your mail", replyTo: asked.id });
    await story.until(() => story.outbound().length === 1);
    expect(story.conversation()).toMatchObject({ status: "pending", waitingSince: null });
    expect(story.outbound()).toMatchObject([{ origin: "native" }]);

    await story.ask("x", "and in private?");
    story.clock.advance(60_000);
    story.say("x", { from, to: story.person("x").id, text: "here too" });
    await story.until(() => story.outbound().length === 2);
    expect(story.conversations().map((row) => row.status)).toEqual(["pending", "pending"]);
    expect(story.deliveries()).toEqual([]);
  });

  it("on Telegram, where the owner of a business account answers", async () => {
    story = await tellStory("telegram");
    const { side } = story.sandboxes.telegram;
    const owner = side.people().find((one) => one.role === "brand" && !one.handle.endsWith("bot"))?.id ?? "";
    story.say("telegram", { from: story.person("telegram").id, to: owner, text: "我的账户被锁了" });
    await story.until(() => story.conversations().length === 1);
    expect(story.conversation()).toMatchObject({ status: "open", kind: "direct" });
    story.clock.advance(60_000);
    story.say("telegram", { from: owner, to: story.person("telegram").id, text: "我看看" });
    await story.until(() => story.outbound().length === 1);
    expect(story.conversation()).toMatchObject({ status: "pending", waitingSince: null, excerptDirection: "outbound" });
  });

  it("on Discord, where a colleague of the team answers", async () => {
    story = await tellStory("discord");
    const { side } = story.sandboxes.discord;
    const staff = side.addPerson({ name: "Mia", handle: "mia_bobo", role: "staff" });
    const { db } = story.inbox.store;
    const [row] = db.select().from(account).all();
    db.update(account)
      .set({ settings: { ...row?.settings, team: [staff.id] } })
      .run();
    await story.settle();
    const channel = side.places().find((one) => one.title === "help-求助")?.id ?? "";
    const asked = await story.ask("discord", "@bobo-support locked", channel);
    expect(story.conversation()).toMatchObject({ status: "open" });
    story.clock.advance(60_000);
    story.say("discord", { from: staff.id, place: channel, text: "I take this", replyTo: asked.id });
    await story.until(() => story.outbound().length === 1);
    expect(story.conversation()).toMatchObject({ status: "pending", waitingSince: null });
  });
});

describe("the echo of a reply is shown once", () => {
  it("on Discord, where it comes before the response", async () => {
    story = await tellStory("discord");
    await story.ask("discord", "hello");
    story.sandboxes.discord.faults.add({ kind: "slow", method: "POST", path: "/messages", delayMs: 400 });
    story.reply(story.conversation(), "once, please");
    story.inbox.tick();
    // The gateway tells of it while the response is held back; the key says whose it is.
    await expect.poll(() => story.states()).toEqual(["sent"]);
    await story.settle();
    expect(story.outbound()).toMatchObject([{ origin: "parley", text: "once, please" }]);
    expect(story.sandboxes.discord.ledger.effects("message")).toHaveLength(1);
  });

  it("on X, where a poll finds it before the response", async () => {
    story = await tellStory("x");
    await story.ask("x", "@bobowallet locked", "public");
    story.sandboxes.x.faults.add({ kind: "slow", method: "POST", path: "/2/tweets", delayMs: 600 });
    story.reply(story.conversation(), "once, please");
    story.inbox.tick();
    await expect.poll(() => story.sandboxes.x.ledger.effects("message").length).toBe(1);
    expect(story.states()).toEqual(["sending"]);
    story.clock.advance(70_000);
    story.inbox.store.db.update(account).set({ nextPullAt: null }).run();
    story.inbox.tick();
    await expect.poll(() => story.outbound().length).toBe(2);
    await story.settle();
    expect(story.states()).toEqual(["sent"]);
    expect(story.outbound()).toMatchObject([{ origin: "parley", text: "once, please" }]);
  });
});
