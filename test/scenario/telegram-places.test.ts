/** What becomes of people and places on Telegram: reactions, blocks, new names, a group that moves. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { react } from "../../src/inbox/react.ts";
import { reply } from "../../src/inbox/reply.ts";
import { conversationDetail } from "../../src/inbox/views/conversation-detail.ts";
import { messageParts } from "../../src/inbox/views/message-parts.ts";
import { brandOf, NEWCOMER } from "../../src/sandbox/furnish.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld(["telegram"]);
});
afterEach(() => world.close());

const side = () => world.sandboxes.telegram.side;
const found = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error("it is missing");
  return value;
};
const person = () =>
  found(
    side()
      .people()
      .find((one) => one.handle === NEWCOMER.handle),
  );
const bot = () => brandOf(side());
const first = () => found(world.conversations()[0]);
const desk = () => ({ ...world.ctx, platforms: world.inbox.lookup });
const detail = () => conversationDetail(world.inbox.store, world.inbox.lookup, first().id);
const answer = (text: string) =>
  reply(desk(), first().id, { text, uploads: [], inReplyTo: null, seenSeq: null, force: false });

describe("a reaction in a private chat", () => {
  it("is seen there, takes the place of the one before, and goes again", async () => {
    const said = world.say("telegram", { from: person().id, to: bot().id, text: "thanks" });
    await world.settle();
    const asked = found(world.messages(first().id)[0]);
    const shown = () => {
      const rows = world.messages(first().id);
      return messageParts(world.inbox.store, first(), rows)(found(rows[0])).reactions;
    };
    const put = async (emoji: string, remove = false) => {
      react(desk(), asked.id, { emoji, remove });
      await world.settle();
      return side()
        .messages(said.placeId)[0]
        ?.reactions.map((one) => one.emoji);
    };
    expect(await put("👍")).toEqual(["👍"]);
    // As a keyboard writes it, with the variation selector that the platform does not know.
    expect(await put("❤️")).toEqual(["❤"]);
    expect(shown()).toEqual([{ emoji: "❤", count: 1, byUs: true }]);
    expect(await put("❤️", true)).toEqual([]);
    expect(shown()).toEqual([]);
    expect(world.deliveries().map((row) => row.state)).toEqual(["sent", "sent", "sent"]);
  });
});

describe("a person who blocks us", () => {
  it("cannot be answered, and it is said, until they come back", async () => {
    world.say("telegram", { from: person().id, to: bot().id, text: "hi" });
    await world.settle();
    world.clock.advance(1_000);
    side().block({ by: person().id, whom: bot().id, blocked: true });
    await world.settle();
    expect(detail().answerability).toMatchObject({ state: "closed", reason: "blocked-by-user" });
    expect(detail().person.state).toBe("blockedUs");
    expect(() => answer("hello?")).toThrow(expect.objectContaining({ code: "not-answerable" }));
    world.clock.advance(1_000);
    side().block({ by: person().id, whom: bot().id, blocked: false });
    await world.settle();
    expect(detail().answerability.state).toBe("open");
    expect(detail().person.state).toBe("active");
  });
});

describe("a group that becomes a supergroup", () => {
  it("goes on in the same conversation, both ways and in order", async () => {
    const group = side().addPlace({ type: "group", title: "Friends of Bobo", members: [] });
    const handle = `@${bot().handle}`;
    world.say("telegram", { from: person().id, place: group.id, text: `${handle} one` });
    await world.settle();
    answer("two");
    await world.settle();
    world.clock.advance(60_000);
    const moved = String(side().special("migrate", { place: group.id }));
    // Queued for the old group, before we know.
    answer("three");
    await world.settle();
    world.clock.advance(60_000);
    world.say("telegram", { from: person().id, place: moved, text: `${handle} four` });
    await world.settle();
    world.clock.advance(60_000);
    answer("five");
    await world.settle();
    expect(world.conversations()).toHaveLength(1);
    expect(world.messages(first().id).map((row) => row.text)).toEqual([
      `${handle} one`,
      "two",
      "three",
      `${handle} four`,
      "five",
    ]);
    expect(world.deliveries().map((row) => row.state)).toEqual(["sent", "sent", "sent"]);
    const there = side()
      .messages(moved)
      .map((row) => row.text);
    expect(there.filter((text) => text !== "")).toEqual(["three", `${handle} four`, "five"]);
    expect(side().messages(moved).at(-1)?.replyTo).not.toBeNull();
  });
});
