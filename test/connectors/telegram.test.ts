/** The Telegram connector where the contract does not reach: gaps, business chats, moves, captions, webhooks. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Connector, Operation, OutgoingMedia } from "../../connectors/connector.ts";
import { fetchFileFromWorker } from "../../src/host/worker/fetch-file.ts";
import type { Fault } from "../../src/sandbox/kit/faults.ts";
import type { SandboxMessage } from "../../src/sandbox/kit/user-side.ts";
import { createTelegramSandbox } from "../../src/sandbox/telegram/sandbox.ts";
import { connectorError, conversation, never, picture, PICTURE, replyTo, seen } from "../contract/acting.ts";
import type { Stage } from "../contract/driver.ts";
import { begin, messageWith, readMessage, readUntil, snapshots } from "../contract/reading.ts";
import { raise } from "../contract/stage.ts";
import { telegramDriver } from "../contract/telegram-driver.ts";
import { BOT, group, owner } from "../contract/telegram-inbound.ts";
import { channelWithGroup } from "../contract/telegram-posts.ts";

const HOUR_MS = 3_600_000;
const NOW = { waitMs: 0, signal: never() };

let stage: Stage & { strike(): Promise<void> };
beforeEach(async () => {
  stage = await raise(telegramDriver);
});
afterEach(async () => stage.strike());

async function heard(input: { to?: string; place?: string; text: string }, settings = {}) {
  const connector = stage.open({ settings });
  const cursor = await begin(connector);
  const said = stage.sandbox.side.send({ from: stage.person.id, media: [], options: {}, ...input });
  const { message } = await readMessage(connector, cursor, input.text);
  return { connector, said, message };
}

describe("pulling", () => {
  test("an outage of more than a day is a gap with its span", async () => {
    const connector = stage.open();
    const cursor = await begin(connector);
    const since = stage.clock.now();
    stage.say("direct", "lost");
    stage.clock.advance(30 * HOUR_MS);
    stage.say("direct", "kept");
    const { events, cursor: later } = await readMessage(connector, cursor, "kept");
    expect(messageWith(events, "lost")).toBeUndefined();
    expect(events[0]).toEqual({ type: "gap", since, until: since + 6 * HOUR_MS, code: "updates-expired" });
    expect((await connector.pull?.(later, NOW))?.events).toEqual([]);
  });

  test("a quiet poll keeps its cursor for a minute, so that nothing is written", async () => {
    const connector = stage.open();
    const cursor = await begin(connector);
    expect((await connector.pull?.(cursor, NOW))?.cursor).toBe(cursor);
    stage.clock.advance(60_000);
    const later = await connector.pull?.(cursor, NOW);
    expect(later).toMatchObject({ events: [], more: false });
    expect(later?.cursor).not.toBe(cursor);
  });

  test("updates in the wrong order are all confirmed by the next call", async () => {
    const connector = stage.open();
    const cursor = await begin(connector);
    for (const text of ["one", "two", "three"]) stage.say("direct", text);
    stage.sandbox.faults.add({ kind: "disorder" });
    const first = await connector.pull?.(cursor, NOW);
    expect(snapshots(first?.events ?? []).map(({ text }) => text)).toEqual(["three", "two", "one"]);
    expect((await connector.pull?.(first?.cursor ?? null, NOW))?.events).toEqual([]);
  });

  test("more than a hundred updates come in several steps", async () => {
    const connector = stage.open();
    const cursor = await begin(connector);
    for (let index = 0; index < 101; index += 1) stage.say("direct", `n${index}`);
    const first = await connector.pull?.(cursor, NOW);
    expect(first).toMatchObject({ more: true, events: { length: 100 } });
    expect(await connector.pull?.(first?.cursor ?? null, NOW)).toMatchObject({ more: false, events: { length: 1 } });
  });

  test("a long poll ends with the reason of its signal", async () => {
    const connector = stage.open();
    const cursor = await begin(connector);
    const stop = new AbortController();
    const waiting = connector.pull?.(cursor, { waitMs: 50_000, signal: stop.signal });
    stop.abort(new Error("shutting down"));
    await expect(waiting).rejects.toThrow("shutting down");
  });

  test.each([
    { fault: { kind: "garbage" }, wanted: { kind: "retryable", code: "garbage" } },
    { fault: { kind: "garbage", body: '"hello"' }, wanted: { kind: "retryable", code: "garbage" } },
    { fault: { kind: "garbage", body: "null" }, wanted: { kind: "retryable" } },
    { fault: { kind: "garbage", body: '{"ok":true,"result":7}' }, wanted: { kind: "retryable", code: "garbage" } },
    { fault: { kind: "cut-before" }, wanted: { kind: "retryable", code: "connection-lost" } },
    { fault: { kind: "error-after" }, wanted: { kind: "retryable", code: "server-error" } },
    { fault: { kind: "refuse", retryAfterMs: 3_000 }, wanted: { kind: "rate-limited", scope: "account" } },
    { fault: { kind: "refuse", status: 401 }, wanted: { kind: "auth", code: "unauthorized" } },
  ] as { fault: Fault; wanted: object }[])("a poll that meets $fault loses nothing", async ({ fault, wanted }) => {
    const connector = stage.open();
    const cursor = await begin(connector);
    stage.say("direct", "still there");
    stage.sandbox.faults.add({ ...fault, path: "getUpdates" });
    expect(await connectorError(connector.pull?.(cursor, NOW) ?? Promise.resolve())).toMatchObject(wanted);
    await readMessage(connector, cursor, "still there");
  });

  test("a webhook that somebody set is told by identify and passes as retryable", async () => {
    const connector = stage.open();
    const cursor = await begin(connector);
    await stage.open({ settings: { mode: "webhook" } }).attach?.("http://127.0.0.1:9/hook", never());
    expect((await connector.identify(never())).warnings).toEqual(["privacy-mode-on", "webhook-active"]);
    const error = await connectorError(connector.pull?.(cursor, NOW) ?? Promise.resolve());
    expect(error).toMatchObject({ kind: "retryable", code: "other-reader" });
    // Starting anew takes the updates back from the webhook.
    await begin(connector);
    expect((await connector.identify(never())).warnings).toEqual(["privacy-mode-on"]);
  });
});

describe("public posts", () => {
  test("a post of our own is told of by its copy in the discussion group; a lost answer to its deletion is no doubt", async () => {
    const { channel, group } = channelWithGroup(stage);
    const connector = stage.open();
    const cursor = await begin(connector);
    const place = { id: channel, kind: "public" as const, title: null, url: null };
    const post: Operation = { kind: "createThread", place, title: "", text: "What helped", tags: [], key: "k" };
    const { id } = await connector.perform(post, never());
    const { events } = await readMessage(connector, cursor, "What helped");
    const told = snapshots(events).map((message) => [message.id, message.place.id, message.direction, message.origin]);
    expect(told).toEqual([
      [id, channel, "outbound", "native"],
      [expect.any(String), group, "outbound", "platform"],
    ]);
    stage.sandbox.faults.add({ kind: "cut-after", path: "/deleteMessage" });
    const remove: Operation = { kind: "delete", place, messageId: id ?? "", thread: true };
    expect((await connectorError(connector.perform(remove, never()))).kind).toBe("retryable");
    await connector.perform(remove, never());
    // The copy goes along, as people see it.
    const left = stage.sandbox.side.places().flatMap((one) => stage.sandbox.side.messages(one.id));
    expect(left.filter(({ deleted, text }) => !deleted && text !== "")).toEqual([]);
  });
});

describe("who is who", () => {
  test("a colleague's answer in a group is ours and belongs to whom it answers", async () => {
    stage.sandbox.side.special("admin", { place: group(stage), person: BOT });
    const staff = stage.sandbox.side.addPerson({ name: "Ann", handle: "ann", role: "staff" });
    const connector = stage.open({ settings: { team: [staff.id] } });
    const cursor = await begin(connector);
    const asked = stage.sandbox.side.send({
      from: stage.person.id,
      place: group(stage),
      text: "hello?",
      media: [],
      options: {},
    });
    const answer = { from: staff.id, place: group(stage), text: "here", replyTo: asked.id, media: [], options: {} };
    stage.sandbox.side.send(answer);
    const { message, cursor: later } = await readMessage(connector, cursor, "here");
    expect(message).toMatchObject({ direction: "outbound", origin: "native", person: { id: stage.person.id } });
    stage.say("direct", "a test of mine", { from: staff.id });
    const { message: own } = await readMessage(connector, later, "a test of mine");
    expect(own).toMatchObject({ direction: "inbound", author: { id: staff.id, isUs: false } });
  });

  test("our own words come along with the answer to them, under the id that sending them gave", async () => {
    const { connector, message, said } = await conversation(stage, "public");
    const { id } = await connector.perform(replyTo(message, "try again"), never());
    const cursor = await begin(connector);
    const ours = seen(stage, said).at(-1);
    stage.sandbox.side.send({
      from: stage.person.id,
      place: said.placeId,
      text: "that helped",
      replyTo: ours?.id ?? "",
      media: [],
      options: {},
    });
    const { events } = await readMessage(connector, cursor, "that helped");
    expect(messageWith(events, "try again")).toMatchObject({ id, direction: "outbound", origin: "otherApp" });
    expect(messageWith(events, "that helped")).toMatchObject({ direction: "inbound", inReplyTo: id });
  });

  test("words of a kind that nobody knows yet still arrive", async () => {
    const connector = stage.open();
    const cursor = await begin(connector);
    const user = { id: 77, is_bot: false, first_name: "" };
    const content = {
      message_id: 5,
      date: 1,
      chat: { id: 77, type: "private" },
      from: user,
      dice: { emoji: "🎲", value: 3 },
    };
    stage.sandbox.side.special("raw-update", { bot: BOT, kind: "message", content });
    const { message } = await readMessage(connector, cursor, "🎲");
    expect(message.author).toMatchObject({ id: "77", name: "Deleted account", state: "deleted" });
  });
});

describe("business accounts", () => {
  const business = async () => heard({ to: owner(stage), text: "hello shop" });

  test("an answer goes out in the owner's name, is edited and taken back", async () => {
    const { connector, said, message } = await business();
    const { id } = await connector.perform(replyTo(message, "hello"), never());
    expect(seen(stage, said).at(-1)).toMatchObject({ authorId: owner(stage), text: "hello", replyTo: said.id });
    await connector.perform({ kind: "edit", place: message.place, messageId: id ?? "", text: "good day" }, never());
    expect(seen(stage, said).at(-1)).toMatchObject({ text: "good day", edited: true });
    await connector.perform({ kind: "delete", place: message.place, messageId: id ?? "" }, never());
    expect(seen(stage, said)).toHaveLength(1);
  });

  test("the window is told beforehand, and the platform refuses after it", async () => {
    const { connector, message } = await business();
    const target = { place: message.place, closed: null, personState: "active" as const };
    const at = (now: number) => connector.answerability?.({ ...target, lastInboundAt: message.sentAt }, now);
    expect(at(message.sentAt)).toMatchObject({ state: "open", until: message.sentAt + 24 * HOUR_MS });
    expect(at(message.sentAt + 24 * HOUR_MS)).toMatchObject({ state: "closed", reason: "window-closed" });
    expect(connector.answerability?.({ ...target, lastInboundAt: null }, message.sentAt).state).toBe("closed");
    stage.clock.advance(24 * HOUR_MS);
    const error = await connectorError(connector.perform(replyTo(message, "too late"), never()));
    expect(error).toMatchObject({ kind: "permanent", code: "window-closed" });
  });

  test("where the platform tells the bot of its own words, they carry the id that sending them gave", async () => {
    await stage.strike();
    const sandbox = (now: () => number) => createTelegramSandbox({ now, businessEcho: true });
    stage = await raise({ ...telegramDriver, sandbox });
    const { connector, message } = await business();
    const cursor = await begin(connector);
    const { id } = await connector.perform(replyTo(message, "good day"), never());
    const echo = await readMessage(connector, cursor, "good day");
    expect(echo.message).toMatchObject({
      id,
      direction: "outbound",
      origin: "otherApp",
      person: { id: stage.person.id },
      inReplyTo: message.id,
    });
  });

  test("without the right to answer it is refused for good", async () => {
    const { connector, message } = await business();
    stage.sandbox.side.special("business-rights", { owner: owner(stage), bot: BOT, canReply: false });
    const error = await connectorError(connector.perform(replyTo(message, "hello"), never()));
    expect(error).toMatchObject({ kind: "permanent", code: "business-not-allowed" });
    const reaction: Operation = {
      kind: "react",
      place: message.place,
      messageId: message.id,
      emoji: "👍",
      remove: false,
    };
    expect(await connectorError(connector.perform(reaction, never()))).toMatchObject({ code: "not-supported" });
  });
});

describe("sending", () => {
  const file = (name: string, mime: string): OutgoingMedia => ({ ...picture(), name, mime });
  const sent = (said: SandboxMessage) => seen(stage, said).slice(1);

  test.each([
    { name: "one file with its words as caption", media: [file("v.mp4", "video/mp4")], names: ["v.mp4"] },
    {
      name: "pictures and videos as an album",
      media: [picture(), file("v.mp4", "video/mp4")],
      names: ["dot.png", "v.mp4"],
    },
    {
      name: "what does not mix as documents",
      media: [picture(), file("a.pdf", "application/pdf")],
      names: ["dot.png", "a.pdf"],
    },
    { name: "a voice", media: [file("v.ogg", "audio/ogg")], names: ["v.ogg"] },
    { name: "music", media: [file("v.mp3", "audio/mpeg")], names: ["v.mp3"] },
    { name: "a moving picture", media: [file("v.gif", "image/gif")], names: ["v.gif"] },
  ])("$name", async ({ media, names }) => {
    const { connector, said, message } = await conversation(stage, "direct");
    const performed = await connector.perform(replyTo(message, "see", media), never());
    expect(sent(said).map((part) => part.media[0]?.name)).toEqual(names);
    expect(sent(said)[0]).toMatchObject({ text: "see", replyTo: said.id });
    expect(performed.id).toBe(`${stage.person.id}:${sent(said)[0]?.id}`);
  });

  test("the words of a picture are edited as its caption, and the same words twice do no harm", async () => {
    const { connector, said, message } = await conversation(stage, "direct");
    const { id } = await connector.perform(replyTo(message, "sea", [picture()]), never());
    for (let times = 0; times < 2; times += 1) {
      await connector.perform({ kind: "edit", place: message.place, messageId: id ?? "", text: "see" }, never());
      expect(sent(said)[0]).toMatchObject({ text: "see", edited: true });
    }
  });

  test("a file that cannot be read is certainly not sent", async () => {
    const { connector, message } = await conversation(stage, "direct");
    const broken = { ...picture(), read: async () => Promise.reject(new Error("disk")) };
    const error = await connectorError(connector.perform(replyTo(message, "see", [broken]), never()));
    expect(error).toMatchObject({ kind: "retryable", code: "media-unreadable" });
  });

  test("in a private chat an answer goes out though its question is gone", async () => {
    const { connector, said, message } = await conversation(stage, "direct");
    stage.sandbox.side.remove({ by: stage.person.id, place: said.placeId, id: said.id });
    await connector.perform(replyTo(message, "anyway"), never());
    expect(seen(stage, said)).toMatchObject([{ text: "anyway", replyTo: null }]);
  });

  test("what is deleted already counts as deleted", async () => {
    const { connector, message } = await conversation(stage, "direct");
    const { id } = await connector.perform(replyTo(message, "oops"), never());
    const remove: Operation = { kind: "delete", place: message.place, messageId: id ?? "" };
    await connector.perform(remove, never());
    expect(await connector.perform(remove, never())).toEqual({ id: null, url: null, sentAt: null });
  });

  test("a heart with its variation selector is the platform's heart", async () => {
    const { connector, said, message } = await conversation(stage, "direct");
    const react: Operation = { kind: "react", place: message.place, messageId: message.id, emoji: "❤️", remove: false };
    await connector.perform(react, never());
    expect(seen(stage, said)[0]?.reactions).toEqual([{ emoji: "❤", by: BOT }]);
    const salt = await connectorError(connector.perform({ ...react, emoji: "🧂" }, never()));
    expect(salt).toMatchObject({ kind: "permanent", code: "reaction-not-allowed" });
  });

  test("ids and cursors of somebody else are refused before anything is sent", async () => {
    const { connector, message } = await conversation(stage, "direct");
    const odd: Operation = { kind: "delete", place: message.place, messageId: "discord-17" };
    expect(await connectorError(connector.perform(odd, never()))).toMatchObject({
      kind: "permanent",
      code: "unknown-id",
    });
    const elsewhere = { ...message, place: { ...message.place, id: "nowhere" } };
    const error = await connectorError(connector.perform(replyTo(elsewhere, "x"), never()));
    expect(error).toMatchObject({ kind: "permanent", code: "unknown-id" });
    const pulled = connectorError(connector.pull?.("nonsense", NOW) ?? Promise.resolve());
    expect(await pulled).toMatchObject({ kind: "permanent", code: "unknown-cursor" });
  });

  test("a message in a supergroup has the address that reading it gives", async () => {
    const { connector, message } = await conversation(stage, "public");
    const { url } = await connector.perform(replyTo(message, "here"), never());
    expect(message.url).toBe(`https://t.me/c/${group(stage).slice(4)}/1`);
    expect(url).toBe(`https://t.me/c/${group(stage).slice(4)}/2`);
  });

  test("an answer in a topic stays in it", async () => {
    const forum = stage.sandbox.side.addPlace({ type: "forum", title: "Forum", members: [] });
    const topic = stage.sandbox.side.addPlace({ type: "topic", title: "Topic", parent: forum.id, members: [] });
    const { connector, message } = await heard({ place: topic.id, text: "/help" });
    await connector.perform(replyTo(message, "in here"), never());
    expect(stage.sandbox.side.messages(topic.id).map(({ text }) => text)).toEqual(["/help", "in here"]);
  });

  test("a group that moved gets the answer once, in its new place; an edit is not carried over", async () => {
    const old = stage.sandbox.side.addPlace({ type: "group", title: "Small", members: [] });
    const { connector, message } = await heard({ place: old.id, text: "/help" });
    const { id: before } = await connector.perform(replyTo(message, "before"), never());
    const next = String(stage.sandbox.side.special("migrate", { place: old.id }));
    const { id } = await connector.perform(replyTo(message, "after"), never());
    expect(stage.sandbox.side.messages(next)).toMatchObject([{ text: "after", replyTo: null }]);
    expect(id).toMatch(new RegExp(`^${next}:`));
    const edit: Operation = { kind: "edit", place: message.place, messageId: before ?? "", text: "x" };
    expect(await connectorError(connector.perform(edit, never()))).toMatchObject({
      kind: "permanent",
      code: "place-moved",
    });
  });
});

describe("webhooks", () => {
  const request = (headers: Record<string, string>, body: string, method = "POST") => ({
    method,
    url: "https://parley.example/webhooks/1",
    headers: new Headers(headers),
    body: new TextEncoder().encode(body),
  });
  const webhook = (credentials?: object): Connector =>
    stage.open({ settings: { mode: "webhook" }, ...(credentials ? { credentials } : {}) });

  /** The secret that was registered, from the ledger. */
  async function secretOf(connector: Connector): Promise<string> {
    await connector.attach?.("http://127.0.0.1:9/hook", never());
    const entry = stage.sandbox.ledger.entries.findLast(({ path }) => path.endsWith("/setWebhook"));
    return z.object({ secret_token: z.string() }).parse(entry?.body).secret_token;
  }

  test("the secret fits the platform's alphabet and hangs on the credentials", async () => {
    const token = stage.stored().app["token"];
    const plain = await secretOf(webhook());
    const other = await secretOf(webhook({ app: { token, webhookSecret: "another" }, user: {} }));
    expect(plain).toMatch(/^bobo_support_bot-[0-9a-f]{64}$/);
    expect(other).not.toBe(plain);
    const status = async (secret: string) =>
      (await webhook().receive?.(request({ "x-telegram-bot-api-secret-token": secret }, "{}")))?.response.status;
    expect(await status(plain)).toBe(200);
    expect(await status(other)).toBe(401);
    expect(await status(plain.replace("bobo", "hobo"))).toBe(401);
    expect(await status("")).toBe(401);
  });

  test("what is no JSON is set aside, what is no POST refused", async () => {
    const secret = { "x-telegram-bot-api-secret-token": await secretOf(webhook()) };
    expect(await webhook().receive?.(request(secret, "<html>"))).toMatchObject({
      batches: [{ account: null, events: [{ type: "poison", raw: "<html>" }] }],
      response: { status: 200 },
    });
    expect(await webhook().receive?.(request(secret, "", "GET"))).toMatchObject({
      batches: [],
      response: { status: 405 },
    });
  });
});

describe("files", () => {
  test("one that is too big or unknown is refused for good", async () => {
    const connector = stage.open();
    const open = async (id: string) =>
      connectorError(connector.openMedia?.(id, fetchFileFromWorker, never()) ?? Promise.resolve());
    expect(await open("nonsense")).toMatchObject({ kind: "permanent" });
    const cursor = await begin(connector);
    const base64 = Buffer.alloc(20 * 1024 * 1024 + 1).toString("base64");
    stage.say("direct", "huge", { media: [{ ...PICTURE, base64 }], options: { as: "document" } });
    const { message } = await readMessage(connector, cursor, "huge");
    expect(await open(message.media[0]?.id ?? "")).toMatchObject({ kind: "permanent", code: "file-too-big" });
  });

  test("nothing that the connector gives holds the token", async () => {
    const connector = stage.open();
    const cursor = await begin(connector);
    stage.say("direct", "see", { media: [PICTURE] });
    const reading = await readUntil(connector, cursor, (events) => messageWith(events, "see") !== undefined);
    expect(JSON.stringify([reading, await connector.identify(never())])).not.toContain("SANDBOX-bobo");
    stage.sandbox.faults.add({ kind: "cut-before", path: "getFile" });
    const error = await connectorError(connector.openMedia?.("any", fetchFileFromWorker, never()) ?? Promise.resolve());
    expect(`${error.stack} ${String(error.cause)}`).not.toContain("SANDBOX-bobo");
  });
});
