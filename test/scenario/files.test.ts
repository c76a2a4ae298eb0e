/** Files: those of people are copied once and go when their message goes, ours arrive with the answer. */
import { afterEach, describe, expect, it } from "vitest";
import { brandOf } from "../../src/sandbox/furnish.ts";
import { agent, media, upload } from "../../src/store/schema.ts";
import { type Story, tellStory } from "../support/story.ts";

let story: Story;
afterEach(() => story.close());

/** One transparent pixel. */
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const files = () => story.inbox.store.db.select().from(media).all();

/** A file of ours, ready to be sent. */
async function uploaded(): Promise<number> {
  const bytes = Buffer.from(PNG, "base64");
  const { hash, size } = await story.content.put(new Blob([bytes]).stream(), 1_000);
  const { db, clock } = story.inbox.store;
  const by = db.insert(agent).values({ name: "Mia", role: "agent", createdAt: clock.now() }).returning().get();
  const row = { agentId: by.id, name: "steps.png", mime: "image/png", size, hash, createdAt: clock.now() };
  return db.insert(upload).values(row).returning().get().id;
}

describe.each(["x", "telegram", "discord"] as const)("on %s", (platform) => {
  it("a picture comes in, is copied, and ours goes out", async () => {
    story = await tellStory(platform);
    const { side, ledger } = story.sandboxes[platform];
    const from = story.person(platform).id;
    const picture = [{ name: "screen.png", mime: "image/png", base64: PNG }];
    const said = story.say(platform, { from, to: brandOf(side).id, text: "look", media: picture });
    await story.until(() => files()[0]?.state === "kept");
    expect(story.content.files.size).toBe(1);
    expect(files()).toMatchObject([{ kind: "image", reason: null }]);

    story.reply(story.conversation(), "do it like this", { uploads: [await uploaded()] });
    await story.until(() => story.states()[0] === "sent");
    expect(side.messages(said.placeId).at(-1)?.media).toHaveLength(1);
    expect(ledger.effects("message")).toHaveLength(1);
    await story.settle();
    expect(story.outbound()).toHaveLength(1);
  });
});

describe("a file whose message is deleted", () => {
  it("is deleted here too", async () => {
    story = await tellStory("discord");
    const { side } = story.sandboxes.discord;
    const from = story.person("discord").id;
    const picture = [{ name: "id-card.png", mime: "image/png", base64: PNG }];
    const said = story.say("discord", { from, to: brandOf(side).id, text: "my card", media: picture });
    await story.until(() => files()[0]?.state === "kept");
    side.remove({ by: from, place: said.placeId, id: said.id });
    await story.until(() => files()[0]?.state === "gone" && story.content.files.size === 0);
    expect(files()).toMatchObject([{ reason: "deleted", hash: null, name: null }]);
  });
});
