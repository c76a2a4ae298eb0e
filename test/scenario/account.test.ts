/** An account that stops and goes on: nothing is sent meanwhile, nothing is lost, and what waited leaves afterwards. */
import { afterEach, describe, expect, it } from "vitest";
import { resumeAccount } from "../../src/inbox/accounts/resume.ts";
import { pauseInbox } from "../../src/inbox/pause.ts";
import { resumeInbox } from "../../src/inbox/resume-inbox.ts";
import { brandOf } from "../../src/sandbox/furnish.ts";
import { account, gap } from "../../src/store/schema.ts";
import { type Story, tellStory } from "../support/story.ts";

let story: Story;
afterEach(() => story.close());

const state = () => story.inbox.store.db.select().from(account).all()[0]?.state;
const effects = (platform: "x" | "telegram" | "discord") => story.sandboxes[platform].ledger.effects("message");
const texts = () =>
  story
    .conversations()
    .flatMap((row) => story.messages(row.id))
    .map((row) => row.text);

describe("refused credentials", () => {
  it("pause the account and keep its queue; resumed, it listens and sends again", async () => {
    story = await tellStory("discord");
    const { side } = story.sandboxes.discord;
    await story.ask("discord", "hello");
    side.special("revoke-token", {});
    await story.until(() => state() === "auth");
    story.reply(story.conversation(), "kept");
    await story.settle();
    expect(story.states()).toEqual(["queued"]);
    story.say("discord", { from: story.person("discord").id, to: brandOf(side).id, text: "said meanwhile" });

    side.special("restore-token", {});
    await resumeAccount(story.services, story.ctx, 1);
    await story.until(() => story.states()[0] === "sent");
    await story.until(() => texts().includes("said meanwhile"));
    await story.ask("discord", "said afterwards");
    expect(effects("discord")).toHaveLength(1);
    expect(story.outbound()).toHaveLength(1);
  });
});

describe("settings that the platform's code no longer takes", () => {
  it("are shown with the account instead of leaving it silent", async () => {
    story = await tellStory("telegram");
    const { db } = story.inbox.store;
    db.update(account)
      .set({ settings: { mode: "by pigeon" } })
      .run();
    await story.settle();
    expect(db.select().from(account).all()).toMatchObject([{ state: "active", problem: "unexpected-error" }]);
  });
});

describe("stopping", () => {
  it("finishes what is being sent, sends nothing more, and leaves no doubt", async () => {
    story = await tellStory("telegram");
    await story.ask("telegram", "hello");
    story.sandboxes.telegram.faults.add({ kind: "slow", path: "sendMessage", delayMs: 300 });
    story.reply(story.conversation(), "on its way");
    story.reply(story.conversation(), "waits for the next start");
    story.inbox.tick();
    await expect.poll(() => effects("telegram").length).toBe(1);
    await story.inbox.stop();
    expect(story.states()).toEqual(["sent", "queued"]);
    expect(effects("telegram")).toHaveLength(1);
  });
});

describe("a restored database", () => {
  it("reads and sends nothing until a person resumes it", async () => {
    story = await tellStory("telegram");
    await story.ask("telegram", "hello");
    pauseInbox(story.ctx, "restored");
    story.reply(story.conversation(), "waits");
    const { side, ledger } = story.sandboxes.telegram;
    story.say("telegram", { from: story.person("telegram").id, to: brandOf(side).id, text: "more" });
    const before = ledger.entries.length;
    await story.settle();
    expect(ledger.entries).toHaveLength(before);
    expect(story.states()).toEqual(["queued"]);
    resumeInbox(story.ctx);
    await story.until(() => texts().includes("more"));
    expect(story.states()).toEqual(["sent"]);
    expect(effects("telegram")).toHaveLength(1);
  });
});

describe("a session that cannot be resumed", () => {
  it("is filled up where the platform can, and what it cannot give is shown", async () => {
    story = await tellStory("discord");
    const { side } = story.sandboxes.discord;
    await story.ask("discord", "before");
    side.special("invalidate-session", {});
    story.say("discord", { from: story.person("discord").id, to: brandOf(side).id, text: "in the gap" });
    await story.until(() => texts().includes("in the gap"));
    await story.ask("discord", "after");
    await story.until(() => story.inbox.store.db.select().from(gap).all().length === 1);
    const [found] = story.inbox.store.db.select().from(gap).all();
    expect(found?.until).toBeGreaterThanOrEqual(found?.since ?? Number.POSITIVE_INFINITY);
    expect(texts().filter((text) => text === "in the gap")).toHaveLength(1);
  });
});

describe("a rate limit", () => {
  it("holds its own scope and nothing else", async () => {
    story = await tellStory("x", "telegram");
    await story.ask("x", "@bobowallet in public", "public");
    await story.ask("x", "in private");
    await story.ask("telegram", "elsewhere");
    story.sandboxes.x.faults.add({ kind: "refuse", method: "POST", path: "/messages", retryAfterMs: 120_000 });
    for (const row of story.conversations()) story.reply(row, `about "${row.excerpt}"`);
    await story.settle();
    const stateOf = (excerpt: string) =>
      story.deliveries().find((row) => story.messages(row.conversationId ?? 0).some((one) => one.text === excerpt))
        ?.state;
    expect(stateOf("in private")).toBe("queued");
    expect(stateOf("@bobowallet in public")).toBe("sent");
    expect(stateOf("elsewhere")).toBe("sent");
    // Somebody else's message in private is held without asking X.
    const asked = story.sandboxes.x.ledger.entries.filter((row) => row.method === "POST").length;
    story.reply(story.conversation(`about "in private"`), "one more");
    await story.settle();
    expect(story.sandboxes.x.ledger.entries.filter((row) => row.method === "POST")).toHaveLength(asked);
    story.clock.advance(16 * 60_000);
    await story.settle();
    expect(story.states()).toEqual(["sent", "sent", "sent", "sent"]);
  });

  it("and a slow answer hold up no other conversation", async () => {
    story = await tellStory("telegram");
    await story.ask("telegram", "first");
    const { side, faults } = story.sandboxes.telegram;
    const other = story.person("telegram", "zhou_other").id;
    story.say("telegram", { from: other, to: brandOf(side).id, text: "second" });
    await story.until(() => story.conversations().length === 2);
    faults.add({ kind: "slow", path: "sendMessage", delayMs: 1_500 });
    story.reply(story.conversation("first"), "slow");
    story.inbox.tick();
    await expect.poll(() => effects("telegram").length).toBe(1);
    story.reply(story.conversation("second"), "quick");
    story.inbox.tick();
    await expect.poll(() => story.states(), { interval: 10 }).toEqual(["sending", "sent"]);
    await story.settle();
    expect(story.states()).toEqual(["sent", "sent"]);
  });
});
