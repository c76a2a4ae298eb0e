/** The sandbox's gateway, driven by discord.js' WebSocketManager. */
import { REST } from "@discordjs/rest";
import { type SessionInfo, WebSocketManager, WebSocketShardEvents } from "@discordjs/ws";
import { type GatewayDispatchPayload, GatewayDispatchEvents } from "discord.js";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { discordWorld, type DiscordWorld } from "../support/discord.ts";

const INTENTS = 1 | (1 << 9) | (1 << 10) | (1 << 12) | (1 << 13) | (1 << 15);

let world: DiscordWorld;
const open: { manager: WebSocketManager; rest: REST }[] = [];
beforeEach(async () => {
  world = await discordWorld({ heartbeatMs: 100 });
});
afterEach(async () => {
  for (const { manager, rest } of open.splice(0)) {
    await manager.destroy();
    rest.clearHandlerSweeper();
    rest.clearHashSweeper();
  }
  await world.sandbox.close();
});

function client(options: { intents?: number; token?: string; session?: SessionInfo | null } = {}) {
  const token = options.token ?? world.token;
  const rest = new REST({ api: `${world.sandbox.url}/api` }).setToken(world.token);
  let session = options.session ?? null;
  const got: GatewayDispatchPayload[] = [];
  const closed: number[] = [];
  const manager = new WebSocketManager({
    token,
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- a sum of bits, which the enum's type cannot say
    intents: options.intents ?? INTENTS,
    rest,
    retrieveSessionInfo: () => session,
    updateSessionInfo: (_shard, info) => void (session = info),
  });
  manager.on(WebSocketShardEvents.Dispatch, ({ data }) => void got.push(data));
  manager.on(WebSocketShardEvents.Closed, ({ code }) => void closed.push(code));
  manager.on(WebSocketShardEvents.Error, () => {});
  open.push({ manager, rest });
  const names = () => got.map((dispatch) => dispatch.t as string);
  const contents = () =>
    got.flatMap((dispatch) => (dispatch.t === GatewayDispatchEvents.MessageCreate ? [dispatch.d.content] : []));
  const wait = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 10 });
  return { manager, got, names, contents, closed, wait, session: () => session };
}

test("what happens comes as dispatches, in order", async () => {
  const bot = client();
  await bot.manager.connect();
  const { side } = world.sandbox;
  const asked = world.send({ place: world.help, text: "hello" });
  side.edit({ by: world.lin.id, place: world.help, id: asked.id, text: "hello!" });
  side.react({ by: world.lin.id, place: world.help, id: asked.id, emoji: "👍", remove: false });
  side.react({ by: world.lin.id, place: world.help, id: asked.id, emoji: "👍", remove: true });
  side.remove({ by: world.lin.id, place: world.help, id: asked.id });
  const post = world.send({ place: world.forum, text: "posted", options: { title: "Post" } });
  side.special("lock-thread", { thread: post.placeId });
  side.special("delete-thread", { thread: post.placeId });
  world.send({ to: world.botId, text: "in private" });
  await bot.wait(() => expect(bot.contents()).toContain("in private"));
  expect(bot.names()).toEqual([
    "READY",
    "GUILD_CREATE",
    "MESSAGE_CREATE",
    "MESSAGE_UPDATE",
    "MESSAGE_REACTION_ADD",
    "MESSAGE_REACTION_REMOVE",
    "MESSAGE_DELETE",
    "THREAD_CREATE",
    "MESSAGE_CREATE",
    "THREAD_UPDATE",
    "THREAD_DELETE",
    "MESSAGE_CREATE",
  ]);
  expect(bot.got.map((dispatch) => dispatch.s)).toEqual(bot.got.map((_, index) => index + 1));
  expect(world.sandbox.ledger.entries.map((entry) => entry.method)).toEqual(["GET", "IDENTIFY"]);
});

test("a session is resumed from its sequence after the client is gone, and nothing is lost", async () => {
  const first = client();
  await first.manager.connect();
  world.send({ place: world.help, text: "one" });
  await first.wait(() => expect(first.contents()).toEqual(["one"]));
  const session = first.session();
  await first.manager.destroy({ code: 4200 });
  world.send({ place: world.help, text: "two" });
  world.send({ to: world.botId, text: "three" });
  const second = client({ session });
  await second.manager.connect();
  expect(second.contents()).toEqual(["two", "three"]);
  expect(second.names()).toEqual(["MESSAGE_CREATE", "MESSAGE_CREATE", "RESUMED"]);
});

test("a session left too long, or one that was closed for good, cannot be resumed", async () => {
  const first = client();
  await first.manager.connect();
  const session = first.session();
  await first.manager.destroy({ code: 4200 });
  await vi.waitFor(() => expect(world.sandbox.side.special("describe", {})).toMatchObject({ sessions: 1 }));
  world.clock.pass(6 * 60_000);
  const second = client({ session });
  await second.manager.connect();
  expect(second.names()[0]).toBe("READY");
  expect(second.session()?.sessionId).not.toBe(session?.sessionId);
});

test("a dropped socket and a request to reconnect are resumed", async () => {
  const bot = client();
  await bot.manager.connect();
  world.sandbox.side.special("drop-socket", {});
  world.send({ place: world.help, text: "while away" });
  await bot.wait(() => expect(bot.contents()).toEqual(["while away"]));
  await bot.wait(() => expect(bot.names()).toContain("RESUMED"));
  world.sandbox.side.special("reconnect", {});
  world.send({ place: world.help, text: "again" });
  await bot.wait(() => expect(bot.names().filter((name) => name === "RESUMED")).toHaveLength(2));
  expect(bot.contents()).toEqual(["while away", "again"]);
});

test("a wrong token closes with 4004, an intent that is switched off with 4014", async () => {
  const stranger = client({ token: "wrong" });
  await expect(stranger.manager.connect()).rejects.toThrow("Authentication failed");
  expect(stranger.closed).toEqual([4004]);
  world.sandbox.side.special("message-content-intent", { on: false });
  const bot = client();
  await expect(bot.manager.connect()).rejects.toThrow("disallowed intents");
  expect(bot.closed).toEqual([4014]);
});

test("without the intent, words are blank unless direct or mentioning", async () => {
  const bot = client({ intents: INTENTS & ~(1 << 15) });
  await bot.manager.connect();
  world.send({ place: world.help, text: "not for you" });
  world.send({ place: world.help, text: "@bobo-support for you" });
  world.send({ to: world.botId, text: "private" });
  await bot.wait(() => expect(bot.contents()).toEqual(["", `<@${world.botId}> for you`, "private"]));
});

test("dispatches come twice or the wrong way round when told to", async () => {
  const bot = client();
  await bot.manager.connect();
  world.sandbox.faults.add({ kind: "duplicate" });
  world.send({ place: world.help, text: "a" });
  world.sandbox.faults.add({ kind: "disorder" });
  world.send({ place: world.help, text: "b" });
  world.send({ place: world.help, text: "c" });
  await bot.wait(() => expect(bot.contents()).toEqual(["a", "a", "c", "b"]));
});

test("heartbeats are answered", async () => {
  const bot = client();
  const beaten = new Promise<void>((resolve) =>
    bot.manager.once(WebSocketShardEvents.HeartbeatComplete, () => resolve()),
  );
  await bot.manager.connect();
  await beaten;
  expect(bot.closed).toEqual([]);
});
