/** The Telegram sandbox, driven by telegraf and by plain HTTP. */
import { Telegram } from "telegraf";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { startSandbox, type RunningSandbox } from "../../src/sandbox/start.ts";
import { createTelegramSandbox, DEFAULT_TELEGRAM_TOKEN } from "../../src/sandbox/telegram/sandbox.ts";
import { checkedTelegram, mustConform, telegramSpec, withoutTelegramSpec } from "../support/specs.ts";

const BOT = "1000001";
const HOUR_MS = 3_600_000;

let now = 0;
let sandbox: RunningSandbox;
let problems: string[];
let telegram: Telegram;

beforeEach(async () => {
  now = Date.UTC(2026, 10, 20);
  const checked = checkedTelegram(createTelegramSandbox({ now: () => now, webhookRetryMs: 1 }));
  problems = checked.problems;
  sandbox = await startSandbox(checked.platform);
  telegram = new Telegram(DEFAULT_TELEGRAM_TOKEN, { apiRoot: sandbox.url });
});
afterEach(async () => {
  await sandbox.close();
  mustConform(problems);
});

const Updates = z.array(z.looseObject({ update_id: z.int() }));
async function updates(more: Record<string, unknown> = {}) {
  return Updates.parse(await telegram.callApi("getUpdates", { timeout: 0, ...more }));
}
async function call(method: string, body: Record<string, unknown>): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${sandbox.url}/bot${DEFAULT_TELEGRAM_TOKEN}/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}
const lin = () => sandbox.side.addPerson({ name: "Lin Wei", handle: "linwei", role: "user" });
const owner = () => sandbox.side.people().find((person) => person.handle === "bobowallet")?.id ?? "";
const png = { name: "a.png", mime: "image/png", base64: "aGVsbG8=" };

describe("private chats", () => {
  test("a message arrives, is answered with a quote, edited, deleted", async () => {
    const user = lin();
    const sent = sandbox.side.send({ from: user.id, to: BOT, text: "账户被锁定 /help", media: [], options: {} });
    const [update] = await updates();
    expect(update).toMatchObject({
      message: {
        message_id: 1,
        chat: { id: Number(user.id), type: "private", first_name: "Lin", last_name: "Wei", username: "linwei" },
        from: { id: Number(user.id), is_bot: false },
        date: now / 1_000,
        text: "账户被锁定 /help",
        entities: [{ type: "bot_command", offset: 6, length: 5 }],
      },
    });
    const answer = await telegram.sendMessage(Number(user.id), "We look into it.", {
      reply_parameters: { message_id: 1 },
    });
    await telegram.editMessageText(Number(user.id), answer.message_id, undefined, "We are looking into it.");
    expect(sandbox.side.messages(sent.placeId)).toMatchObject([
      { id: "1", authorId: user.id },
      { id: "2", authorId: BOT, replyTo: "1", text: "We are looking into it.", edited: true },
    ]);
    await telegram.deleteMessage(Number(user.id), answer.message_id);
    expect(sandbox.side.messages(sent.placeId)[1]).toMatchObject({ deleted: true, text: "" });
    expect(sandbox.ledger.effects().map((entry) => entry.effect)).toEqual([
      { kind: "message", id: `${user.id}:2` },
      { kind: "edit", id: `${user.id}:2` },
      { kind: "delete", id: `${user.id}:2` },
    ]);
    expect(JSON.stringify(sandbox.ledger.entries)).not.toContain("SANDBOX-bobo");
  });

  test("updates stay until confirmed, and for 24 hours", async () => {
    const user = lin();
    const send = (text: string) => sandbox.side.send({ from: user.id, to: BOT, text, media: [], options: {} });
    for (const text of ["1", "2", "3"]) send(text);
    const first = await updates({ limit: 2 });
    expect(first).toHaveLength(2);
    expect(await updates({ limit: 2 })).toEqual(first);
    const offset = (first[1]?.update_id ?? 0) + 1;
    expect(await updates({ offset })).toMatchObject([{ update_id: offset, message: { text: "3" } }]);
    send("4");
    expect(await updates({ offset: -1 })).toMatchObject([{ message: { text: "4" } }]);
    now += 24 * HOUR_MS;
    expect(await updates()).toEqual([]);
  });

  test("a long poll answers when something happens, and an older one is refused", async () => {
    const user = lin();
    const polls = [updates({ timeout: 50 }), updates({ timeout: 50 })];
    const refused = await Promise.race(polls.map(async (poll) => poll.catch((error: unknown) => error)));
    expect(refused).toMatchObject({ code: 409 });
    sandbox.side.send({ from: user.id, to: BOT, text: "hello", media: [], options: {} });
    expect(await Promise.any(polls)).toMatchObject([{ message: { text: "hello" } }]);
  });

  test("who may not be written to", async () => {
    const user = lin();
    expect(await call("sendMessage", { chat_id: Number(user.id), text: "hi" })).toEqual({
      status: 403,
      body: {
        ok: false,
        error_code: 403,
        description: "Forbidden: bot can't initiate conversation with a user",
      },
    });
    sandbox.side.send({ from: user.id, to: BOT, text: "hi", media: [], options: {} });
    sandbox.side.block({ by: user.id, whom: BOT, blocked: true });
    expect(await call("sendMessage", { chat_id: Number(user.id), text: "hi" })).toMatchObject({
      status: 403,
      body: { description: "Forbidden: bot was blocked by the user" },
    });
    expect((await updates()).at(-1)).toMatchObject({ my_chat_member: { new_chat_member: { status: "kicked" } } });
    expect(await call("sendMessage", { chat_id: 42, text: "hi" })).toMatchObject({
      status: 400,
      body: { description: "Bad Request: chat not found" },
    });
    const wrong = new Telegram("1000001:wrong", { apiRoot: sandbox.url });
    await expect(wrong.getMe()).rejects.toMatchObject({ code: 401 });
  });

  test("limits of texts and captions count UTF-16 units after entities", async () => {
    const user = lin();
    sandbox.side.send({ from: user.id, to: BOT, text: "hi", media: [], options: {} });
    const chat_id = Number(user.id);
    expect((await call("sendMessage", { chat_id, text: "😀".repeat(2_048) })).status).toBe(200);
    expect(await call("sendMessage", { chat_id, text: "😀".repeat(2_048) + "a" })).toMatchObject({
      status: 400,
      body: { description: "Bad Request: message is too long" },
    });
    const html = `<b>${"a".repeat(4_096)}</b>`;
    expect((await call("sendMessage", { chat_id, text: html, parse_mode: "HTML" })).status).toBe(200);
    const photo = { source: Buffer.from("x") };
    await expect(telegram.sendPhoto(chat_id, photo, { caption: "a".repeat(1_025) })).rejects.toMatchObject({
      code: 400,
    });
  });

  test("media out: one, an album, and back through getFile", async () => {
    const user = lin();
    const { placeId } = sandbox.side.send({ from: user.id, to: BOT, text: "hi", media: [], options: {} });
    const chat = Number(user.id);
    const source = Buffer.from("picture");
    await telegram.sendPhoto(chat, { source, filename: "p.png" }, { caption: "look" });
    await telegram.sendDocument(chat, { source, filename: "d.pdf" });
    await telegram.sendVideo(chat, { source, filename: "v.mp4" });
    await telegram.sendVoice(chat, { source, filename: "v.ogg" });
    await telegram.sendAudio(chat, { source, filename: "a.mp3" });
    const album = await telegram.sendMediaGroup(chat, [
      { type: "photo", media: { source, filename: "1.png" }, caption: "both" },
      { type: "photo", media: { source, filename: "2.png" } },
    ]);
    expect(new Set(album.map((part) => ("media_group_id" in part ? part.media_group_id : null))).size).toBe(1);
    const seen = sandbox.side.messages(placeId).slice(1);
    expect(seen.map((message) => message.media[0]?.name)).toEqual([
      "p.png",
      "d.pdf",
      "v.mp4",
      "v.ogg",
      "a.mp3",
      "1.png",
      "2.png",
    ]);
    const [first] = album;
    const photo = first && "photo" in first ? first.photo.at(-1) : undefined;
    const link = await telegram.getFileLink(photo?.file_id ?? "");
    expect(await (await fetch(link)).text()).toBe("picture");
  });

  test("media in: every kind, and an album", async () => {
    const user = lin();
    const send = (media: (typeof png)[], options: Record<string, unknown> = {}) =>
      sandbox.side.send({ from: user.id, to: BOT, text: "", media, options });
    send([png]);
    for (const as of ["video", "animation", "audio", "voice", "document", "sticker", "video_note"]) send([png], { as });
    send([], { location: { latitude: 1.5, longitude: 2 } });
    send([], { contact: { phoneNumber: "+861", firstName: "Lin" } });
    send([png, png]);
    const got = (await updates()).map((update) => z.looseObject({}).parse(update["message"]));
    for (const [index, kind] of [
      "photo",
      "video",
      "animation",
      "audio",
      "voice",
      "document",
      "sticker",
      "video_note",
      "location",
      "contact",
      "photo",
      "photo",
    ].entries()) {
      expect(got[index]).toHaveProperty(kind);
    }
    expect(got[10]?.["media_group_id"]).toBe(got[11]?.["media_group_id"]);
  });

  test("reactions are told only where asked for", async () => {
    const user = lin();
    const message = sandbox.side.send({ from: user.id, to: BOT, text: "hi", media: [], options: {} });
    const ref = { by: user.id, place: message.placeId, id: message.id };
    sandbox.side.react({ ...ref, emoji: "👍", remove: false });
    expect(await updates({ allowed_updates: ["message", "message_reaction"] })).toHaveLength(1);
    sandbox.side.react({ ...ref, emoji: "👍", remove: true });
    expect((await updates()).at(-1)).toMatchObject({
      message_reaction: { old_reaction: [{ type: "emoji", emoji: "👍" }], new_reaction: [] },
    });
    await telegram.setMessageReaction(Number(user.id), 1, [{ type: "emoji", emoji: "🔥" }]);
    expect(sandbox.side.messages(message.placeId)[0]?.reactions).toEqual([{ emoji: "🔥", by: BOT }]);
    expect(
      await call("setMessageReaction", {
        chat_id: Number(user.id),
        message_id: 1,
        reaction: [{ type: "emoji", emoji: "🧂" }],
      }),
    ).toMatchObject({ status: 400, body: { description: "Bad Request: REACTION_INVALID" } });
  });
});

describe("groups, topics and channels", () => {
  test("privacy mode shows commands, mentions, replies to the bot and nothing else", async () => {
    const user = lin();
    const group = sandbox.side.addPlace({ type: "group", title: "Users", members: [user.id, BOT] });
    const say = (text: string, replyTo?: string) =>
      sandbox.side.send({
        from: user.id,
        place: group.id,
        text,
        media: [],
        options: {},
        ...(replyTo ? { replyTo } : {}),
      });
    for (const text of ["hello all", "/help", "/help@other_bot", "@bobo_support_bot hi"]) say(text);
    const answer = await telegram.sendMessage(Number(group.id), "Here.");
    say("thanks", String(answer.message_id));
    const texts = async () =>
      (await updates()).map((update) => z.object({ text: z.string() }).parse(update["message"]).text);
    expect(await texts()).toEqual(["/help", "@bobo_support_bot hi", "thanks"]);
    sandbox.side.special("privacy", { bot: BOT, on: false });
    say("now heard");
    expect((await texts()).at(-1)).toBe("now heard");
  });

  test("a group that becomes a supergroup names its new id", async () => {
    const user = lin();
    const group = sandbox.side.addPlace({ type: "group", title: "Users", members: [user.id, BOT] });
    const next = z.string().parse(sandbox.side.special("migrate", { place: group.id }));
    expect(await call("sendMessage", { chat_id: Number(group.id), text: "hi" })).toEqual({
      status: 400,
      body: {
        ok: false,
        error_code: 400,
        description: "Bad Request: group chat was upgraded to a supergroup chat",
        parameters: { migrate_to_chat_id: Number(next) },
      },
    });
    expect(await updates()).toMatchObject([
      { message: { migrate_to_chat_id: Number(next) } },
      { message: { migrate_from_chat_id: Number(group.id) } },
    ]);
    await telegram.sendMessage(Number(next), "hi");
    expect(sandbox.side.messages(next)).toMatchObject([{ text: "hi" }]);
  });

  test("topics keep their messages apart, and point at what opened them", async () => {
    const user = lin();
    const forum = sandbox.side.addPlace({ type: "forum", title: "Help", members: [user.id, BOT] });
    const topic = sandbox.side.addPlace({ type: "topic", title: "锁定", parent: forum.id, members: [] });
    const thread = Number(topic.id.split("/")[1]);
    sandbox.side.send({ from: user.id, place: topic.id, text: "/help", media: [], options: {} });
    expect((await updates()).at(-1)).toMatchObject({
      message: {
        message_thread_id: thread,
        is_topic_message: true,
        chat: { is_forum: true },
        reply_to_message: { forum_topic_created: { name: "锁定" } },
      },
    });
    await telegram.sendMessage(Number(forum.id), "in the topic", { message_thread_id: thread });
    await telegram.sendMessage(Number(forum.id), "in general");
    expect(sandbox.side.messages(topic.id).map((message) => message.text)).toEqual(["/help", "in the topic"]);
    expect(await call("sendMessage", { chat_id: Number(forum.id), text: "x", message_thread_id: 99 })).toMatchObject({
      body: { description: "Bad Request: message thread not found" },
    });
  });

  test("a channel's post reaches its discussion group, where comments answer it", async () => {
    const user = lin();
    const channel = sandbox.side.addPlace({ type: "channel", title: "News", members: [] });
    const group = sandbox.side.addPlace({ type: "supergroup", title: "Talk", parent: channel.id, members: [] });
    sandbox.side.special("privacy", { bot: BOT, on: false });
    const post = sandbox.side.send({ from: owner(), place: channel.id, text: "v2 is out", media: [], options: {} });
    sandbox.side.send({ from: user.id, place: channel.id, text: "broken?", replyTo: post.id, media: [], options: {} });
    const got = await updates();
    expect(got.slice(-3)).toMatchObject([
      { channel_post: { chat: { id: Number(channel.id) }, sender_chat: { id: Number(channel.id) } } },
      {
        message: {
          is_automatic_forward: true,
          chat: { id: Number(group.id) },
          sender_chat: { id: Number(channel.id) },
        },
      },
      { message: { text: "broken?", message_thread_id: 1, reply_to_message: { is_automatic_forward: true } } },
    ]);
    expect(await call("getChat", { chat_id: Number(channel.id) })).toMatchObject({
      body: { result: { linked_chat_id: Number(group.id) } },
    });
    expect((await call("sendMessage", { chat_id: Number(channel.id), text: "x" })).status).toBe(400);
    sandbox.side.special("admin", { place: channel.id, person: BOT });
    expect((await call("sendMessage", { chat_id: Number(channel.id), text: "x" })).status).toBe(200);
    expect(sandbox.side.messages(group.id).at(-1)).toMatchObject({ text: "x", authorId: channel.id });
    sandbox.side.edit({ by: owner(), place: channel.id, id: post.id, text: "v2 is here" });
    expect(sandbox.side.messages(group.id)[0]).toMatchObject({ text: "v2 is here", edited: true });
    expect(await call("getChatMember", { chat_id: Number(channel.id), user_id: Number(BOT) })).toMatchObject({
      body: { result: { status: "administrator" } },
    });
  });
});

describe("business accounts", () => {
  test("the window, the rights, and deletions", async () => {
    const user = lin();
    const first = sandbox.side.send({ from: user.id, to: owner(), text: "hi", media: [], options: {} });
    sandbox.side.send({ from: owner(), to: user.id, text: "from my phone", media: [], options: {} });
    const got = await updates();
    expect(got).toMatchObject([
      { business_message: { chat: { id: Number(user.id) }, from: { id: Number(user.id) } } },
      { business_message: { chat: { id: Number(user.id) }, from: { id: Number(owner()) } } },
    ]);
    const { id } = {
      id: z.object({ business_connection_id: z.string() }).parse(got[0]?.["business_message"]).business_connection_id,
    };
    const send = () => call("sendMessage", { chat_id: Number(user.id), text: "hello", business_connection_id: id });
    expect(await send()).toMatchObject({
      status: 200,
      body: { result: { from: { id: Number(owner()) }, sender_business_bot: { id: Number(BOT) } } },
    });
    sandbox.side.remove({ by: user.id, place: first.placeId, id: first.id });
    expect((await updates()).at(-1)).toMatchObject({
      deleted_business_messages: { business_connection_id: id, message_ids: [1] },
    });
    expect((await call("deleteBusinessMessages", { business_connection_id: id, message_ids: [3] })).status).toBe(200);
    expect(sandbox.side.messages(first.placeId)[2]).toMatchObject({ deleted: true });
    now += 24 * HOUR_MS;
    expect(await send()).toMatchObject({ body: { description: "Bad Request: BUSINESS_PEER_USAGE_MISSING" } });
    sandbox.side.special("business-rights", { owner: owner(), bot: BOT, canReply: false });
    expect(await send()).toMatchObject({ body: { description: "Bad Request: BUSINESS_CONNECTION_NOT_ALLOWED" } });
    expect(await call("getBusinessConnection", { business_connection_id: id })).toMatchObject({
      body: { result: { id, is_enabled: true, rights: { can_read_messages: true } } },
    });
  });
});

describe("the server", () => {
  test("takes parameters by query, form and JSON, and method names in any case", async () => {
    const user = lin();
    const { placeId } = sandbox.side.send({ from: user.id, to: BOT, text: "hi", media: [], options: {} });
    const base = `${sandbox.url}/bot${DEFAULT_TELEGRAM_TOKEN}`;
    await fetch(`${base}/sendMessage?chat_id=${user.id}&text=query`);
    const body = new URLSearchParams({ chat_id: user.id, text: "form", reply_parameters: '{"message_id":1}' });
    await fetch(`${base}/sendMessage`, { method: "POST", body });
    expect(sandbox.side.messages(placeId).map((message) => message.text)).toEqual(["hi", "query", "form"]);
    expect((await fetch(`${base}/getChat?chat_id=${user.id}`)).status).toBe(200);
    expect((await fetch(`${sandbox.url}/nothing`)).status).toBe(404);
    expect(await call("sendMessage", { chat_id: Number(user.id) })).toMatchObject({ status: 400 });
    expect(problems.splice(0)).toEqual(telegramSpec ? ["sendMessage.text: missing"] : []);
  });

  test("faults: a rate limit with its hint, a cut after the effect, the same update twice", async () => {
    const user = lin();
    const { placeId } = sandbox.side.send({ from: user.id, to: BOT, text: "hi", media: [], options: {} });
    sandbox.faults.add({ kind: "refuse", path: "sendMessage", retryAfterMs: 7_000 });
    await expect(telegram.sendMessage(Number(user.id), "a")).rejects.toMatchObject({
      code: 429,
      parameters: { retry_after: 7 },
    });
    sandbox.faults.add({ kind: "cut-after", path: "sendMessage" });
    await expect(telegram.sendMessage(Number(user.id), "b")).rejects.toMatchObject({ name: "FetchError" });
    expect(sandbox.side.messages(placeId).map((message) => message.text)).toEqual(["hi", "b"]);
    sandbox.faults.add({ kind: "duplicate" });
    const twice = await updates();
    expect(twice[0]).toEqual(twice[1]);
  });
});

describe.skipIf(telegramSpec === null)(`against the published API ${withoutTelegramSpec}`, () => {
  test("the checker itself finds what is wrong", () => {
    expect(telegramSpec?.request("sendMessage", { chat_id: 1 }, false)).toEqual(["sendMessage.text: missing"]);
    expect(telegramSpec?.request("sendMessage", { chat_id: 1, text: "a", colour: 1 }, false)).toHaveLength(1);
    expect(telegramSpec?.request("sendMessage", { chat_id: "1", text: "a" }, true)).toEqual([]);
    expect(telegramSpec?.result("getMe", { id: "x", is_bot: true, first_name: "a" })).toHaveLength(1);
    expect(telegramSpec?.update({ update_id: 1, message: { message_id: 1, date: 1 } })).toEqual([
      "update.message.chat: missing",
    ]);
  });

  test("every kind of update has the published shape", async () => {
    const user = lin();
    const kinds = ["message", "edited_message", "business_message", "edited_business_message", "message_reaction"];
    await updates({
      allowed_updates: [...kinds, "deleted_business_messages", "my_chat_member", "business_connection"],
    });
    for (const to of [BOT, owner()]) {
      const sent = sandbox.side.send({ from: user.id, to, text: "hi @someone", media: [png], options: {} });
      const ref = { by: user.id, place: sent.placeId, id: sent.id };
      sandbox.side.edit({ ...ref, text: "hello" });
      sandbox.side.react({ ...ref, emoji: "👍", remove: false });
      sandbox.side.remove(ref);
    }
    sandbox.side.special("business-rights", { owner: owner(), bot: BOT, canReply: false });
    sandbox.side.block({ by: user.id, whom: BOT, blocked: true });
    const got = await updates();
    expect(new Set(got.flatMap((update) => Object.keys(update))).size).toBe(kinds.length + 4);
    expect(got.flatMap((update) => telegramSpec?.update(update) ?? ["no spec"])).toEqual([]);
  });
});
