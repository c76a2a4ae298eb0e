/** What changes after it was said: edits, deletions and reactions, theirs and ours, on the platform and here. */
import { afterEach, describe, expect, it } from "vitest";
import { deleteMessage } from "../../src/inbox/delete-message.ts";
import type { Desk } from "../../src/inbox/desk.ts";
import { editMessage } from "../../src/inbox/edit-message.ts";
import { react } from "../../src/inbox/react.ts";
import { messageEdit, reaction } from "../../src/store/schema.ts";
import { type Story, tellStory } from "../support/story.ts";

let story: Story;
afterEach(() => story.close());

const desk = (): Desk => ({ ...story.ctx, platforms: story.inbox.lookup });
const rows = () => story.messages(story.conversation().id);
const row = (index: number) => {
  const found = rows()[index];
  if (!found) throw new Error("no such message");
  return found;
};
const reactions = () =>
  story.inbox.store.db
    .select()
    .from(reaction)
    .all()
    .map(({ emoji, active }) => ({ emoji, active }));

describe.each(["telegram", "discord"] as const)("on %s", (platform) => {
  it("a person's edit and reaction follow, with the earlier words kept", async () => {
    story = await tellStory(platform);
    const { side } = story.sandboxes[platform];
    const asked = await story.ask(platform, "my seed is lost");
    story.reply(story.conversation(), "We look at it");
    await story.until(() => story.states()[0] === "sent");
    story.clock.advance(2_000);
    const ref = { by: story.person(platform).id, place: asked.placeId };
    side.edit({ ...ref, id: asked.id, text: "my phone is lost" });
    await story.until(() => row(0).text === "my phone is lost");
    expect(story.inbox.store.db.select().from(messageEdit).all()).toMatchObject([{ text: "my seed is lost" }]);
    const answer = side.messages(asked.placeId).at(-1)?.id ?? "";
    side.react({ ...ref, id: answer, emoji: "👍", remove: false });
    await story.until(() => reactions().length === 1);
    side.react({ ...ref, id: answer, emoji: "👍", remove: true });
    await story.until(() => reactions()[0]?.active === false);
    expect(rows()).toHaveLength(2);
  });

  it("our edit, reaction and deletion arrive there, once each", async () => {
    story = await tellStory(platform);
    const { side, ledger } = story.sandboxes[platform];
    const asked = await story.ask(platform, "hello");
    story.reply(story.conversation(), "Good mornign");
    await story.until(() => story.states()[0] === "sent");
    const there = () => side.messages(asked.placeId).at(-1);
    story.clock.advance(2_000);
    editMessage(desk(), row(1).id, "Good morning");
    react(desk(), row(0).id, { emoji: "👍", remove: false });
    await story.until(() => story.states().every((state) => state === "sent"));
    expect(there()).toMatchObject({ text: "Good morning", edited: true });
    expect(side.messages(asked.placeId)[0]?.reactions).toMatchObject([{ emoji: "👍" }]);
    expect(row(1)).toMatchObject({ text: "Good morning", origin: "parley" });
    deleteMessage(desk(), row(1).id);
    await story.until(() => story.states().every((state) => state === "sent"));
    expect(side.messages(asked.placeId).filter((one) => !one.deleted)).toHaveLength(1);
    expect(row(1)).toMatchObject({ text: "", deletedAt: expect.any(Number) });
    // Nobody has answered any more.
    expect(story.conversation()).toMatchObject({ status: "open" });
    expect(ledger.effects()).toHaveLength(4);
    await story.settle();
    expect(rows()).toHaveLength(2);
  });
});

describe("a deletion in the platform's own app", () => {
  it("takes the words and the answer away here too", async () => {
    story = await tellStory("discord");
    const { side } = story.sandboxes.discord;
    const asked = await story.ask("discord", "my address is 1 Main Street");
    side.remove({ by: story.person("discord").id, place: asked.placeId, id: asked.id });
    await story.until(() => row(0).deletedAt !== null);
    expect(row(0)).toMatchObject({ text: "" });
    expect(story.conversation()).toMatchObject({ excerpt: "", unread: 0, waitingSince: null });
  });
});

describe("the same words twice on X", () => {
  it("are refused by X and shown as failed, with the first untouched", async () => {
    story = await tellStory("x");
    await story.ask("x", "@bobowallet locked", "public");
    story.reply(story.conversation(), "Please write to us in private");
    await story.until(() => story.states()[0] === "sent");
    story.reply(story.conversation(), "Please write to us in private");
    await story.until(() => story.states()[1] !== "queued");
    for (let minute = 0; minute < 15; minute += 1) {
      story.clock.advance(60_000);
      await story.settle();
    }
    expect(story.deliveries()).toMatchObject([{ state: "sent" }, { state: "failed", code: "duplicate-content" }]);
    expect(story.conversation()).toMatchObject({ attention: 1, status: "pending" });
    expect(story.sandboxes.x.ledger.effects("message")).toHaveLength(1);
  });
});
