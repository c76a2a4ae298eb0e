/** Files in answers: several on each platform over its sandbox, and what a platform would refuse is refused before it is queued. */
import { afterEach, describe, expect, it, vi } from "vitest";
import type { PlatformName } from "../../src/domain/platform.ts";
import { deleteMessage } from "../../src/inbox/delete-message.ts";
import { reply } from "../../src/inbox/reply.ts";
import { storeUpload } from "../../src/inbox/store-upload.ts";
import { brandOf, NEWCOMER, USER_GROUP } from "../../src/sandbox/furnish.ts";
import { agent, upload } from "../../src/store/schema.ts";
import { createToken } from "../../src/trust/tokens.ts";
import { gif, png } from "../support/pictures.ts";
import { createWorld, type World } from "../support/world.ts";

const BYTES = {
  "image/png": png().toString("latin1"),
  "image/gif": gif(false).toString("latin1"),
  "video/mp4": "\0\0\0\x18ftypisom",
  "application/pdf": "%PDF-1.7",
  "text/plain": "hello",
};
type Mime = keyof typeof BYTES;

let world: World;
const open = async (platform: PlatformName) => {
  world = await createWorld([platform]);
  if (platform === "discord") {
    world.inbox.listen("here");
    await world.settle();
    const methods = () => world.sandboxes.discord.ledger.entries.map((entry) => entry.method);
    await vi.waitUntil(() => methods().includes("IDENTIFY"));
  }
  createToken(world.ctx, { name: "Lin", role: "lead" });
};
afterEach(() => world.close());

const found = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error("it is missing");
  return value;
};
const side = (platform: PlatformName) => world.sandboxes[platform].side;
const desk = () => {
  const lin = found(world.inbox.store.db.select().from(agent).get());
  return {
    ...world.ctx,
    actor: { kind: "agent" as const, id: lin.id, role: "lead" as const },
    platforms: world.inbox.lookup,
  };
};
const put = async (mimes: Mime[]) => {
  const ids: number[] = [];
  for (const [n, mime] of mimes.entries()) {
    const bytes = Buffer.from(mime.startsWith("image/") ? BYTES[mime] : `${BYTES[mime]} ${n}`, "latin1");
    const file = new File([bytes], `file${n}.${mime.split("/")[1]}`, { type: mime });
    ids.push((await storeUpload(desk(), world.content, file, 1_000_000)).id);
  }
  return ids;
};
const asked = async (platform: PlatformName, kind: "direct" | "public") => {
  const from = found(
    side(platform)
      .people()
      .find((one) => one.handle === NEWCOMER.handle),
  ).id;
  const brand = brandOf(side(platform));
  const titles = { x: null, telegram: USER_GROUP, discord: "help-求助" };
  const title = titles[platform];
  const place =
    title === null
      ? null
      : found(
          side(platform)
            .places()
            .find((one) => one.title === title),
        ).id;
  const where = kind === "direct" ? { to: brand.id } : place === null ? {} : { place };
  const said = world.say(platform, { from, ...where, text: `@${brand.handle} help` });
  await world.settle();
  await vi.waitUntil(() => world.conversations().length > 0);
  return { said, conversation: found(world.conversations()[0]) };
};
const answer = (uploads: number[]) =>
  reply(desk(), found(world.conversations()[0]).id, {
    text: "as shown",
    uploads,
    inReplyTo: null,
    seenSeq: null,
    force: false,
  });

const SENT: [PlatformName, "direct" | "public", Mime[]][] = [
  ["x", "public", ["image/png", "image/png", "image/png"]],
  ["x", "public", ["video/mp4"]],
  ["x", "direct", ["image/png"]],
  ["telegram", "direct", ["image/png", "video/mp4"]],
  ["telegram", "public", ["application/pdf", "text/plain", "image/png"]],
  ["discord", "direct", ["image/png", "application/pdf"]],
  ["discord", "public", ["text/plain", "video/mp4", "image/gif"]],
];

describe("files", () => {
  it.each(SENT)("%s, %s: %j arrive once, in order, with the words", async (platform, kind, mimes) => {
    await open(platform);
    const { said } = await asked(platform, kind);
    answer(await put(mimes));
    await world.settle();
    expect(world.deliveries()).toMatchObject([{ state: "sent", attempts: 1 }]);
    const ours = side(platform)
      .messages(said.placeId)
      .filter((message) => message.authorId === brandOf(side(platform)).id);
    expect(ours[0]?.text).toBe("as shown");
    const sizes = world.inbox.store.db.select({ size: upload.size }).from(upload).orderBy(upload.id).all();
    expect(ours.flatMap((message) => message.media.map(({ size }) => ({ size })))).toEqual(sizes);
  });

  it.each(["bot", "owner"] as const)("an album on Telegram (%s) is taken back whole", async (who) => {
    await open("telegram");
    const there = side("telegram");
    const brand = brandOf(side("telegram"));
    const to = who === "bot" ? brand : found(there.people().find((one) => one.role === "brand" && one.id !== brand.id));
    const from = found(there.people().find((one) => one.handle === NEWCOMER.handle)).id;
    const said = world.say("telegram", { from, to: to.id, text: "help" });
    await world.settle();
    const { messageIds } = answer(await put(["image/png", "image/png", "image/png"]));
    await world.settle();
    const ours = () => there.messages(said.placeId).filter(({ authorId, deleted }) => authorId === to.id && !deleted);
    expect(ours()).toHaveLength(3);
    deleteMessage(desk(), found(messageIds[0]));
    await world.settle();
    expect(ours()).toHaveLength(0);
    expect(world.deliveries().map((row) => row.state)).toEqual(["sent", "sent"]);
  });

  const REFUSED: [string, PlatformName, "direct" | "public", Mime[], RegExp][] = [
    ["a type that X does not take", "x", "public", ["application/pdf"], /does not take application\/pdf/],
    ["a video beside a picture on X", "x", "public", ["image/png", "video/mp4"], /of its own only/],
    ["two files in a message on X", "x", "direct", ["image/png", "image/png"], /takes 1 files/],
    ["eleven files on Telegram", "telegram", "direct", Array(11).fill("image/png"), /takes 10 files/],
  ];
  it.each(REFUSED)("%s is refused before it is queued", async (_, platform, kind, mimes, detail) => {
    await open(platform);
    await asked(platform, kind);
    const uploads = await put(mimes);
    expect(() => answer(uploads)).toThrow(
      expect.objectContaining({ code: "invalid", field: "uploads", message: expect.stringMatching(detail) }),
    );
    expect(world.deliveries()).toEqual([]);
  });

  it.each([
    ["x", 6],
    ["telegram", 51],
    ["discord", 11],
  ] as const)(
    "a picture that is too large for %s (%i MB) is refused before it is queued",
    async (platform, megabytes) => {
      await open(platform);
      await asked(platform, platform === "x" ? "public" : "direct");
      const uploads = await put(["image/png"]);
      // As large as it says, without the bytes.
      world.inbox.store.db
        .update(upload)
        .set({ size: megabytes * 1_048_576 })
        .run();
      expect(() => answer(uploads)).toThrow(expect.objectContaining({ code: "invalid", field: "uploads" }));
      world.inbox.store.db
        .update(upload)
        .set({ size: (megabytes - 1) * 1_048_576 })
        .run();
      expect(answer(uploads).deliveries).toHaveLength(1);
    },
  );
});
