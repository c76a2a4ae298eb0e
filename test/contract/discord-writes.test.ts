/** What is Discord's alone in writing: forum posts, limits told ahead, reading back each write, what the bot may not do. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Connector, Operation, Place } from "../../connectors/connector.ts";
import { fetchFileFromWorker } from "../../src/host/worker/fetch-file.ts";
import { discordWorld, type DiscordWorld, openDiscord } from "../support/discord.ts";
import { connectorError, never } from "./acting.ts";

let world: DiscordWorld;
let connector: Connector;
let limits: { scope: string; remaining: number; resetAt: number }[];
beforeEach(async () => {
  world = await discordWorld();
  limits = [];
  connector = openDiscord(world, {}, (limit) => limits.push(limit));
});
afterEach(async () => {
  await connector.close?.();
  await world.sandbox.close();
});

const place = (id: string): Place => ({
  id,
  kind: "public",
  title: null,
  url: `https://discord.com/channels/${world.guildId}/${id}`,
});
const answer = (to: string, text: string, key: string): Operation => ({
  kind: "reply",
  inReplyTo: `${world.help}:${to}`,
  place: place(world.help),
  personId: world.lin.id,
  text,
  media: [],
  key,
});
const window = () => ({ since: world.clock.now() - 5_000, until: world.clock.now() });
const findSent = async (operation: Operation) => (await connector.findSent?.(operation, window(), never()))?.state;

test("a forum post is made in one write, with its tags by name", async () => {
  const operation: Operation = {
    kind: "createThread",
    place: place(world.forum),
    title: "已解决",
    text: "怎么解锁账户",
    tags: ["安全 security"],
    key: "k",
  };
  const made = await connector.perform(operation, never());
  const [channelId = "", messageId] = (made.id ?? "").split(":");
  expect(messageId).toBe(channelId);
  expect(world.sandbox.side.messages(channelId)).toMatchObject([{ text: "怎么解锁账户", authorId: world.botId }]);
  expect((await world.api("GET", `/channels/${channelId}`)).body).toMatchObject({
    name: "已解决",
    applied_tags: [expect.any(String)],
  });
  expect(world.sandbox.ledger.effects()).toHaveLength(1);
  expect((await connectorError(connector.perform({ ...operation, tags: ["none"] }, never()))).code).toBe("unknown-tag");
  expect(world.sandbox.ledger.effects()).toHaveLength(1);
});

const inText = (title: string, text = "") => ({
  kind: "createThread" as const,
  place: place(world.help),
  title,
  text,
  tags: [],
  key: "k",
});

test("a thread in a text channel begins with its title; the text follows as messages, and all of it goes at once", async () => {
  const withText = await connectorError(connector.perform(inText("已解决", "怎么解锁账户"), never()));
  expect(withText).toMatchObject({ kind: "permanent", code: "text-with-title" });
  expect(world.sandbox.ledger.effects()).toEqual([]);
  const made = await connector.perform(inText("已解决"), never());
  const thread = made.place?.id ?? "";
  expect(made).toMatchObject({ id: `${thread}:${thread}`, place: { kind: "public", title: "已解决" } });
  const outgoing = {
    place: made.place ?? place(thread),
    personId: world.botId,
    text: "怎么解锁账户",
    media: [],
    key: "k2",
  };
  const part = await connector.perform({ kind: "message", ...outgoing }, never());
  world.send({ place: thread, text: "me too" });
  expect(world.sandbox.side.messages(thread)).toHaveLength(2);
  expect((await connector.posts?.check({ place: world.help, tags: [] }, never()))?.opensWithText).toBe(false);
  // A single message never takes the thread along.
  await connector.perform({ kind: "delete", place: place(thread), messageId: part.id ?? "", thread: true }, never());
  expect(world.sandbox.side.messages(thread)).toHaveLength(1);
  const whole: Operation = { kind: "delete", place: place(thread), messageId: made.id ?? "", thread: true };
  expect(await findSent(whole)).toBe("absent");
  await connector.perform(whole, never());
  expect(await findSent(whole)).toBe("found");
  expect((await world.api("GET", `/guilds/${world.guildId}/threads/active`)).body).toMatchObject({ threads: [] });
});

test("reading back a thread: open or archived, but none of somebody else's, of another title, or of two", async () => {
  world.sandbox.side.addPlace({ type: "thread", title: "Solved", parent: world.help, members: [world.lin.id] });
  expect(await findSent(inText("Solved"))).toBe("absent");
  const { place: made } = await connector.perform(inText("Solved"), never());
  expect(await findSent(inText("Solved"))).toBe("found");
  expect(await findSent(inText("Solved by now"))).toBe("absent");
  world.sandbox.side.special("lock-thread", { thread: made?.id, locked: false, archived: true });
  expect(await findSent(inText("Solved"))).toBe("found");
  await connector.perform(inText("Solved"), never());
  expect(await findSent(inText("Solved"))).toBe("cannotTell");
  world.clock.pass(3_600_000);
  expect(await findSent(inText("Solved"))).toBe("absent");
});

test("a title that is too long and a tag that is missing are told by Discord itself, too", async () => {
  const long = await connectorError(connector.perform(inText("长".repeat(101)), never()));
  expect(long).toMatchObject({ kind: "permanent", code: "title-too-long" });
  world.sandbox.side.special("forum", { channel: world.forum, requiresTag: true });
  const untagged: Operation = { ...inText("Solved", "words"), place: place(world.forum) };
  expect(await connectorError(connector.perform(untagged, never()))).toMatchObject({ code: "tag-required" });
  const nowhere: Operation = { ...inText("Solved", "words"), place: place("1") };
  expect(await connectorError(connector.perform(nowhere, never()))).toMatchObject({ code: "place-gone" });
  expect(world.sandbox.ledger.effects()).toEqual([]);
});

test("limits are told ahead, and what the platform then refuses names the same scope", async () => {
  const asked = world.send({ place: world.help, text: "hello" });
  for (let sent = 0; sent < 5; sent += 1) await connector.perform(answer(asked.id, `a${sent}`, `k${sent}`), never());
  const scope = connector.limitScopes?.(answer(asked.id, "", ""))[1];
  const resetAt = world.clock.now() + 5_000;
  expect(limits.at(-1)).toEqual({ scope, remaining: 0, resetAt });
  const error = await connectorError(connector.perform(answer(asked.id, "a5", "k5"), never()));
  expect(error).toMatchObject({ kind: "rate-limited", scope, retryAt: resetAt });
  world.clock.pass(5_000);
  await connector.perform(answer(asked.id, "a5", "k5"), never());
  expect(world.sandbox.ledger.effects("message")).toHaveLength(6);
});

test("a global limit holds everything", async () => {
  const asked = world.send({ place: world.help, text: "hello" });
  world.sandbox.faults.add({
    kind: "refuse",
    method: "POST",
    body: { message: "", retry_after: 0.5, global: true, code: 0 },
  });
  const error = await connectorError(connector.perform(answer(asked.id, "a", "k"), never()));
  expect(error).toMatchObject({ kind: "rate-limited", scope: "global" });
});

test("the same key within minutes makes no second message", async () => {
  const asked = world.send({ place: world.help, text: "hello" });
  const first = await connector.perform(answer(asked.id, "once", "k1"), never());
  const second = await connector.perform(answer(asked.id, "once", "k1"), never());
  expect(second.id).toBe(first.id);
  expect(world.sandbox.ledger.effects("message")).toHaveLength(1);
});

test("nobody is pinged by what we send", async () => {
  const asked = world.send({ place: world.help, text: "hello" });
  const { id } = await connector.perform(answer(asked.id, `<@${world.lin.id}> @everyone`, "k1"), never());
  const raw = await world.api("GET", `/channels/${world.help}/messages/${id?.split(":")[1] ?? ""}`);
  expect(raw.body).toMatchObject({ mentions: [] });
});

test("reading back: the same words twice cannot be told apart; other words are not it", async () => {
  const asked = world.send({ place: world.help, text: "hello" });
  await connector.perform(answer(asked.id, "same", "k1"), never());
  expect(await findSent(answer(asked.id, "same", "k1"))).toBe("found");
  expect(await findSent(answer(asked.id, "other", "k2"))).toBe("absent");
  await connector.perform(answer(asked.id, "same", "k3"), never());
  expect(await findSent(answer(asked.id, "same", "k3"))).toBe("cannotTell");
  world.sandbox.faults.add({ kind: "error-after", method: "GET" });
  expect(await findSent(answer(asked.id, "other", "k2"))).toBe("cannotTell");
});

test("reading back an edit, a reaction and a deletion looks at the message", async () => {
  const asked = world.send({ place: world.help, text: "hello" });
  const { id } = await connector.perform(answer(asked.id, "first", "k1"), never());
  const ours = { place: place(world.help), messageId: id ?? "" };
  const edit: Operation = { kind: "edit", ...ours, text: "second" };
  const react: Operation = {
    kind: "react",
    place: ours.place,
    messageId: `${world.help}:${asked.id}`,
    emoji: "👍",
    remove: false,
  };
  const remove: Operation = { kind: "delete", ...ours };
  for (const operation of [edit, react, remove]) {
    expect(await findSent(operation)).toBe("absent");
    await connector.perform(operation, never());
    expect(await findSent(operation)).toBe("found");
  }
});

test("what the bot may not do is named", async () => {
  const all = 2n ** 51n - 1n;
  const administrator = 1n << 3n;
  world.sandbox.side.special("bot-permissions", { bits: String(all & ~administrator & ~(1n << 11n)) });
  expect(await connector.identify(never())).toMatchObject({ missingScopes: ["SEND_MESSAGES"], warnings: [] });
  const elsewhere = openDiscord(world, { guilds: ["1"] });
  expect((await elsewhere.identify(never())).warnings).toEqual(["in-no-server", "server-not-joined"]);
  await elsewhere.close?.();
});

test("a file that is gone says so", async () => {
  expect(
    (await connectorError(connector.openMedia?.("1:2:3", fetchFileFromWorker, never()) ?? Promise.resolve())).kind,
  ).toBe("permanent");
  const asked = world.send({ place: world.help, text: "no file" });
  const missing = connector.openMedia?.(`${world.help}:${asked.id}:5`, fetchFileFromWorker, never());
  expect((await connectorError(missing ?? Promise.resolve())).code).toBe("file-gone");
});
