/** Pages on platforms: posted in order, shown part by part, resumed, changed and removed; nothing twice, nothing left behind. */
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { PlatformName } from "../../src/domain/platform.ts";
import { ingest } from "../../src/inbox/ingest/ingest.ts";
import { decideComment, listComments } from "../../src/qa/posts/comments.ts";
import { postPage, remove, resume, settle, update } from "../../src/qa/posts/post.ts";
import { type PostView, requirePostView } from "../../src/qa/posts/view.ts";
import { NEWS_CHANNEL } from "../../src/sandbox/furnish.ts";
import { comment, message } from "../../src/store/schema.ts";
import { arrangePlace, botOf, TAG } from "../support/posting.ts";
import { insertPage, insertVersion } from "../support/published.ts";
import { createWorld, type World } from "../support/world.ts";

const ORIGIN = "https://help.bobo.example";
const LONG = Array.from({ length: 12 }, (_, n) => `Step ${n + 1}: open the settings and look at entry ${n + 1}.`).join(
  "\n\n",
);

let world: World;
afterEach(() => world.close());

const placeOn = (platform: PlatformName) => arrangePlace(world.ctx.store, platform, world.sandboxes[platform]);

async function posted(platform: PlatformName, page = { answer: LONG }): Promise<{ id: number; pageId: number }> {
  world = await createWorld([platform]);
  if (platform === "discord") {
    world.inbox.listen("here");
    await world.settle();
    await vi.waitUntil(() => world.sandboxes.discord.ledger.entries.some(({ method }) => method === "IDENTIFY"));
  }
  const pageId = insertPage(world.ctx.store, page);
  const request = { accountId: world.accounts[platform] ?? 0, ...placeOn(platform) };
  const id = await postPage({ accounts: world.services, origin: ORIGIN }, world.ctx, pageId, request);
  return { id, pageId };
}
const services = () => ({ accounts: world.services, origin: ORIGIN });
const see = (id: number): PostView => requirePostView(world.ctx.store, id);
const states = (id: number) => see(id).parts.map(({ state }) => state);
const effects = (platform: PlatformName) => world.sandboxes[platform].ledger.effects("message").length;

const commentsOf = () => world.ctx.store.db.select().from(comment).orderBy(comment.id).all();

describe("on X", () => {
  it("goes out as a thread in order, with the way to the page, and once", async () => {
    const { id } = await posted("x");
    await world.settle();
    const { row, parts, thread } = see(id);
    expect(row.state).toBe("posted");
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.at(-1)?.text).toContain(`${ORIGIN}/faq/locked-account`);
    const stored = world.ctx.store.db.select().from(message).where(eq(message.origin, "parley")).all();
    const remote = stored.map(({ remoteId }) => remoteId);
    expect(stored.map(({ inReplyTo }) => inReplyTo)).toEqual([null, ...remote.slice(0, -1)]);
    expect(thread?.remoteId).toBe(remote[0]);
    expect(effects("x")).toBe(parts.length);
    await world.settle();
    expect(effects("x")).toBe(parts.length);
    const again = postPage(services(), world.ctx, row.publicationId, {
      accountId: row.accountId,
      place: "@bobowallet",
      tags: [],
    });
    await expect(again).rejects.toMatchObject({ code: "conflict" });
  });

  it("says part by part what failed, holds the later ones, and goes on from there", async () => {
    const { id } = await posted("x");
    world.sandboxes.x.faults.add({ kind: "slow", method: "POST", path: "/tweets", delayMs: 0 });
    world.sandboxes.x.faults.add({ kind: "refuse", method: "POST", path: "/tweets", status: 403 });
    await world.settle();
    expect(states(id).slice(0, 3)).toEqual(["sent", "failed", "cancelled"]);
    expect(see(id)).toMatchObject({ row: { state: "partial" }, canResume: true });
    resume(services(), world.ctx, id);
    await world.settle();
    expect(new Set(states(id))).toEqual(new Set(["sent"]));
    expect(see(id).row.state).toBe("posted");
    expect(effects("x")).toBe(see(id).parts.length);
    expect(() => resume(services(), world.ctx, id)).toThrow(/nothing to try again/);
  });

  it("finds what it does not know to have posted, and never posts it twice", async () => {
    const { id } = await posted("x");
    world.sandboxes.x.faults.add({ kind: "cut-after", method: "POST", path: "/tweets" });
    await world.settle();
    world.clock.advance(60_000);
    await world.settle();
    expect(see(id).row.state).toBe("posted");
    expect(see(id).thread).not.toBeNull();
    expect(effects("x")).toBe(see(id).parts.length);
    expect(world.ctx.store.db.select().from(message).where(eq(message.direction, "outbound")).all()).toHaveLength(
      see(id).parts.length,
    );
  });

  it("comes away whole: what waits does not leave, what is in doubt goes once it is found", async () => {
    const { id } = await posted("x");
    world.sandboxes.x.faults.add({ kind: "slow", method: "POST", path: "/tweets", delayMs: 0 });
    world.sandboxes.x.faults.add({ kind: "cut-after", method: "POST", path: "/tweets" });
    world.inbox.tick();
    await world.inbox.idle();
    expect(states(id).slice(0, 3)).toEqual(["sent", "doubtful", "waiting"]);
    remove(world.ctx, id);
    expect(states(id)[2]).toBe("cancelled");
    expect(see(id).row.state).toBe("removing");
    world.clock.advance(60_000);
    await world.settle();
    expect(see(id).row.state).toBe("removed");
    expect(states(id).slice(0, 3)).toEqual(["removed", "removed", "cancelled"]);
    expect(effects("x")).toBe(2);
    expect(world.sandboxes.x.ledger.effects("delete")).toHaveLength(2);
  });

  it("shows a removal that fails, and tries it again", async () => {
    const { id } = await posted("x", { answer: "Wait an hour." });
    await world.settle();
    world.sandboxes.x.faults.add({ kind: "refuse", method: "DELETE", path: "/tweets", status: 403 });
    remove(world.ctx, id);
    await world.settle();
    expect(see(id)).toMatchObject({
      row: { state: "removing" },
      canResume: true,
      parts: [{ state: "removal-failed" }],
    });
    resume(services(), world.ctx, id);
    await world.settle();
    expect(see(id)).toMatchObject({ row: { state: "removed" }, parts: [{ state: "removed" }] });
  });

  it("cannot be changed, and says that it is older than the page", async () => {
    const { id, pageId } = await posted("x", { answer: "Wait an hour." });
    await world.settle();
    insertVersion(world.ctx.store, pageId, 2, { title: "Locked?", answer: "Wait two hours." });
    expect(see(id).outdated).toBe(true);
    expect(() => update(services(), world.ctx, id)).toThrow(/does not let us change/);
  });

  it("lets nobody be asked for a seed phrase, and links only where the brand does", async () => {
    for (const [answer, code] of [
      ["Send us your seed phrase.", "reply-refused"],
      ["See https://bobo-unlock.example/now", "post-refused"],
    ] as const) {
      await expect(posted("x", { answer })).rejects.toMatchObject({ code });
      expect(world.deliveries()).toEqual([]);
      await world.close();
    }
    await posted("x");
  });
});

describe("what people write under a post", () => {
  const say = (text: string, name = "小满") => {
    const { side } = world.sandboxes.x;
    const from =
      side.people().find((one) => one.name === name)?.id ??
      side.addPerson({ name, handle: "bobo_help", role: "user" }).id;
    const replyTo = world.ctx.store.db.select().from(message).where(eq(message.origin, "parley")).get()?.remoteId ?? "";
    return { from, replyTo, sent: world.say("x", { from, text, replyTo }) };
  };

  it("waits to be looked at, without what leads elsewhere; follows edits and deletions", async () => {
    const { id, pageId } = await posted("x", { answer: "Wait an hour." });
    await world.settle();
    const { sent, from } = say("It worked, thanks! Call +86 138 0013 8000 or see evil.example/x");
    await world.settle();
    const [first] = commentsOf();
    expect(first).toMatchObject({ publicationId: pageId, postId: id, state: "pending" });
    expect(first?.text).toContain("It worked");
    expect(first?.text).not.toMatch(/8000|evil/);
    expect(decideComment(world.ctx, first?.id ?? 0, "shown")).toMatchObject({
      row: { state: "shown" },
      author: { name: "小满" },
      poses: false,
    });

    world.sandboxes.x.side.edit({ by: from, place: sent.placeId, id: sent.id, text: "It worked after a day." });
    say("Same here.", "Bobo Wallet Support");
    await world.settle();
    await world.settle();
    const after = commentsOf();
    expect(after.map(({ state }) => state)).toEqual(["pending", "pending"]);
    expect(after[0]?.text).toContain("after a day");
    const { items } = listComments(world.ctx.store, { state: "pending", limit: 10 });
    expect(items.map(({ poses }) => poses)).toEqual([true, false]);
    expect(() => decideComment(world.ctx, 999, "shown")).toThrow(/no such comment/);

    const remote = world.ctx.store.q.messageById.get({ id: first?.messageId })?.remoteId ?? "";
    const gone = { type: "message.deleted" as const, messageId: remote, at: world.clock.now() };
    ingest(world.ctx.store, [{ accountId: world.accounts.x ?? 0, events: [gone] }]);
    expect(commentsOf().map(({ text }) => text)).toEqual(["Same here."]);
  });

  it("counts also where the platform's answer to the post got lost", async () => {
    await posted("x", { answer: "Wait an hour." });
    world.sandboxes.x.faults.add({ kind: "cut-after", method: "POST", path: "/tweets" });
    world.inbox.tick();
    await world.inbox.idle();
    const { side } = world.sandboxes.x;
    const from = side.people().find((one) => one.name === "小满")?.id ?? "";
    const replyTo = String(world.sandboxes.x.ledger.effects("message")[0]?.effect?.id);
    world.say("x", { from, text: "Early and helpful", replyTo });
    await world.settle();
    world.clock.advance(60_000);
    await world.settle();
    expect(commentsOf().map(({ text }) => text.replace(/^@\S+ /, ""))).toEqual(["Early and helpful"]);
  });
});

describe("in a Telegram channel", () => {
  it("goes out, follows the page, takes comments from the channel's group, and comes away", async () => {
    const { id, pageId } = await posted("telegram");
    await world.settle();
    expect(see(id).row.state).toBe("posted");
    expect(see(id).thread).toBeNull();

    const { side } = world.sandboxes.telegram;
    const [first] = world.ctx.store.db.select().from(message).where(eq(message.origin, "parley")).all();
    const from = side.people().find((one) => one.name === "小满")?.id ?? "";
    const [place, replyTo] = (first?.remoteId ?? "").split(":");
    const said = world.say("telegram", { from, place, replyTo, text: "Did not work for me" });
    await world.settle();
    world.say("telegram", { from, place: said.placeId, replyTo: said.id, text: "Now it did" });
    await world.settle();
    expect(commentsOf().map(({ text, postId }) => [text, postId])).toEqual([
      ["Did not work for me", id],
      ["Now it did", id],
    ]);

    insertVersion(world.ctx.store, pageId, 2, { title: "Locked?", answer: `Wait two hours.\n\n${LONG.slice(0, 80)}` });
    const before = see(id).parts.length;
    update(services(), world.ctx, id);
    await world.settle();
    expect(see(id)).toMatchObject({ row: { state: "posted", version: 2 }, outdated: false });
    const channel = side.messages(place ?? "").filter(({ deleted }) => !deleted);
    expect(channel.some(({ text }) => text.includes("Wait two hours."))).toBe(true);
    expect(see(id).parts.length).toBe(before);

    remove(world.ctx, id);
    await world.settle();
    expect(see(id).row.state).toBe("removed");
    expect(side.messages(place ?? "").filter(({ deleted, text }) => !deleted && text.includes("Wait"))).toEqual([]);
  });

  it("is settled by its copy in the channel's group, where the answer was lost", async () => {
    const { id } = await posted("telegram", { answer: "Wait an hour." });
    const { side, faults } = world.sandboxes.telegram;
    const group = side.places().find(({ title }) => title.startsWith(NEWS_CHANNEL) && title !== NEWS_CHANNEL)?.id ?? "";
    side.special("admin", { place: group, person: botOf(side) });
    faults.add({ kind: "cut-after", method: "POST", path: "/sendMessage" });
    await world.settle();
    world.clock.advance(60_000);
    await world.settle();
    expect(see(id).row.state).toBe("posted");
    const [first] = world.ctx.store.db.select().from(message).where(eq(message.origin, "parley")).all();
    const channel = side.places().find(({ title }) => title === NEWS_CHANNEL)?.id ?? "";
    expect(first?.remoteId?.startsWith(`${channel}:`)).toBe(true);
    expect(effects("telegram")).toBe(1);
  });

  it("waits for a person where nobody can tell, who says that it is there and removes it by hand", async () => {
    const { id } = await posted("telegram", { answer: "Wait an hour." });
    world.sandboxes.telegram.faults.add({ kind: "cut-before", method: "POST", path: "/sendMessage" });
    for (let day = 0; day < 3; day += 1) {
      await world.settle();
      world.clock.advance(3_600_000);
    }
    expect(see(id)).toMatchObject({ row: { state: "partial" }, parts: [{ state: "doubtful", canSettle: true }] });
    expect(() => resume(services(), world.ctx, id)).toThrow(/Nobody knows/);
    settle(world.ctx, id, 1, "there");
    expect(see(id).row.state).toBe("posted");
    remove(world.ctx, id);
    await world.settle();
    expect(see(id)).toMatchObject({ row: { state: "removing" }, parts: [{ state: "by-hand", canSettle: true }] });
    settle(world.ctx, id, 1, "not-there");
    expect(see(id)).toMatchObject({ row: { state: "removed" }, parts: [{ state: "removed" }] });
    expect(effects("telegram")).toBe(0);
  });

  it("posts nothing where the bot may not, and says what is missing", async () => {
    world = await createWorld(["telegram"]);
    const pageId = insertPage(world.ctx.store);
    const where = placeOn("telegram");
    const { side } = world.sandboxes.telegram;
    const channel = side.places().find(({ title }) => title === NEWS_CHANNEL)?.id ?? "";
    const bot = botOf(side);
    side.special("admin", { place: channel, person: bot, admin: false });
    const accountId = world.accounts.telegram ?? 0;
    const refused = (request: object) =>
      postPage(services(), world.ctx, pageId, { accountId, ...where, ...request }).then(
        () => "posted",
        ({ code, extra }) => [code, extra.platformCode],
      );
    expect(await refused({})).toEqual(["post-refused", "not-admin"]);
    expect(await refused({ place: "@nobody_here" })).toEqual(["post-refused", "place-gone"]);
    side.special("admin", { place: channel, person: bot, lacks: ["can_delete_messages"] });
    expect(await refused({})).toEqual(["post-refused", "missing-permission"]);
    side.special("admin", { place: channel, person: bot });
    expect(await refused({ tags: ["FAQ"] })).toEqual(["post-refused", "unknown-tag"]);
    expect(world.deliveries()).toEqual([]);
    expect(effects("telegram")).toBe(0);
  });
});

describe("in a Discord forum", () => {
  it("begins a thread with tags, takes what people answer there, follows the page, and goes as a whole", async () => {
    const { id, pageId } = await posted("discord", { answer: LONG.repeat(5) });
    await world.settle();
    const view = see(id);
    expect(view.row).toMatchObject({ state: "posted", tags: [TAG] });
    expect(view.title).toBe("How do I open a locked account again?");
    expect(view.parts.length).toBeGreaterThan(1);
    const { side } = world.sandboxes.discord;
    const thread = view.thread?.remoteId ?? "";
    const standing = () => side.messages(thread).filter(({ deleted }) => !deleted);
    expect(standing().map(({ text }) => text)).toEqual(view.parts.map(({ text }) => text));

    const from = side.people().find((one) => one.name === "小满")?.id ?? "";
    world.say("discord", { from, place: thread, text: "That helped" });
    await vi.waitUntil(async () => {
      await world.settle();
      return commentsOf().length === 1;
    });
    expect(commentsOf()).toMatchObject([{ text: "That helped", postId: id }]);

    insertVersion(world.ctx.store, pageId, 2, { title: "Locked?", answer: "Wait two hours." });
    update(services(), world.ctx, id);
    await world.settle();
    expect(see(id)).toMatchObject({ row: { state: "posted", version: 2 }, outdated: false });
    expect(
      standing()
        .filter(({ authorId }) => authorId !== from)
        .map(({ text }) => text.slice(0, 20)),
    ).toEqual([expect.stringContaining("Locked?")]);

    remove(world.ctx, id);
    await world.settle();
    expect(see(id).row.state).toBe("removed");
    expect(side.places().some((place) => place.id === thread)).toBe(false);
  });

  it("posts nothing without the permission, or with a tag that the forum lacks", async () => {
    world = await createWorld(["discord"]);
    const pageId = insertPage(world.ctx.store);
    const where = placeOn("discord");
    const accountId = world.accounts.discord ?? 0;
    const refused = (tags: string[]) =>
      postPage(services(), world.ctx, pageId, { accountId, place: where.place, tags }).then(
        () => "posted",
        ({ code, extra, field }) => [code, extra.platformCode, field],
      );
    expect(await refused(["no such tag"])).toEqual(["post-refused", "unknown-tag", "tags"]);
    world.sandboxes.discord.side.special("permissions", { channel: where.place, write: false });
    expect(await refused([TAG])).toEqual(["post-refused", "missing-permission", "place"]);
    expect(world.deliveries()).toEqual([]);
    expect(effects("discord")).toBe(0);
  });
});
