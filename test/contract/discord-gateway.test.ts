/** What is Discord's alone: its gateway across restarts, lost sessions, dropped sockets, duplicates and disorder. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import type { Connector, ConnectorEvent } from "../../connectors/connector.ts";
import { discordWorld, type DiscordWorld, openDiscord } from "../support/discord.ts";
import { createReader, type Reader } from "../support/reader.ts";

let world: DiscordWorld;
let reader: Reader;
const opened: Connector[] = [];
const open = (settings: Record<string, unknown> = {}) => {
  const connector = openDiscord(world, settings);
  opened.push(connector);
  return connector;
};
const resumes = () => world.sandbox.ledger.entries.filter((entry) => entry.method === "RESUME");
const identifies = () => world.sandbox.ledger.entries.filter((entry) => entry.method === "IDENTIFY");
const seqOf = (cursor: string | null) =>
  z.object({ session: z.object({ seq: z.int() }) }).parse(JSON.parse(cursor ?? "null")).session.seq;

beforeEach(async () => {
  world = await discordWorld();
  reader = createReader();
});
afterEach(async () => {
  for (const connector of opened.splice(0)) await connector.close?.();
  await world.sandbox.close();
});

/** Connected, with the servers known. */
async function start(settings: Record<string, unknown> = {}): Promise<void> {
  await reader.until(open(settings), () => reader.cursor !== null && seqOf(reader.cursor) >= 2);
}

const mention = (text: string, more: object = {}) =>
  world.send({ place: world.help, text: `@bobo-support ${text}`, ...more });

test("starts at now", async () => {
  mention("long ago");
  await start();
  expect(reader.events).toEqual([]);
});

test("resumes after a restart: both missed messages arrive, none twice", async () => {
  await start();
  mention("one");
  await reader.until(open(), () => reader.messages().length === 1);
  mention("two");
  world.send({ to: world.botId, text: "three" });
  await reader.until(open(), () => reader.messages().length === 3);
  expect(reader.messages().map((message) => [message.text, message.direction, message.place.kind])).toEqual([
    ["@波宝客服 Bobo Support one", "inbound", "public"],
    ["@波宝客服 Bobo Support two", "inbound", "public"],
    ["three", "inbound", "direct"],
  ]);
  expect(identifies()).toHaveLength(1);
  expect(resumes().map((entry) => entry.status)).toEqual([200, 200]);
});

test("the cursor has the number of the last event stored, not of the last received", async () => {
  await start();
  const stop = new AbortController();
  const batches = open().listen?.(reader.cursor, stop.signal)[Symbol.asyncIterator]();
  mention("stored");
  const first = await batches?.next();
  const cursor = first?.done === false ? first.value.cursor : null;
  const stored = seqOf(cursor);
  // These are received while the first batch is still in the consumer's hands, which then dies.
  mention("lost in memory");
  mention("lost in memory too");
  expect(seqOf(cursor)).toBe(stored);
  stop.abort();
  await batches?.return?.();
  const after = createReader(cursor);
  await after.until(open(), () => after.messages().length === 2);
  expect(after.texts().map((text) => text.split(" ").slice(4).join(" "))).toEqual(["in memory", "in memory too"]);
});

test("a session that is gone: known places are read, and the rest is said to be a gap", async () => {
  await start();
  const dm = world.send({ to: world.botId, text: "hello" });
  const post = world.send({ place: world.forum, text: "@bobo-support known post", options: { title: "Known" } });
  await reader.until(open(), () => reader.messages().length === 2);
  world.clock.pass(10 * 60_000);
  const stranger = world.sandbox.side.addPerson({ name: "New", handle: "newcomer", role: "user" });
  mention("in the channel");
  world.send({ place: dm.placeId, text: "in private" });
  world.send({ place: post.placeId, text: "in the post" });
  world.send({ place: world.forum, text: "@bobo-support new post", options: { title: "Unknown" } });
  world.send({ from: stranger.id, to: world.botId, text: "nobody can read this" });
  world.send({ place: world.general, text: "not for us" });
  const before = reader.events.length;
  await reader.until(open(), () => reader.events.some((event) => event.type === "gap"));
  const texts = reader.events
    .slice(before)
    .flatMap((event) => (event.type === "message.created" ? [event.message.text] : []));
  expect(texts.sort()).toEqual(
    ["@波宝客服 Bobo Support in the channel", "in private", "in the post", "@波宝客服 Bobo Support new post"].sort(),
  );
  const gap = reader.events.find((event) => event.type === "gap");
  expect(gap).toMatchObject({ code: "gateway-session-lost" });
  const span = z.object({ since: z.number(), until: z.number() }).parse(gap);
  expect(span.until - span.since).toBeGreaterThanOrEqual(10 * 60_000);
  // The new session goes on.
  mention("afterwards");
  await reader.until(open(), () => reader.texts().at(-1)?.endsWith("afterwards") ?? false);
  expect(reader.events.filter((event) => event.type === "gap")).toHaveLength(1);
});

test("a backfill that is interrupted goes on where it stopped", async () => {
  await start();
  const dm = world.send({ to: world.botId, text: "hello" });
  await reader.until(open(), () => reader.messages().length === 1);
  world.clock.pass(10 * 60_000);
  mention("a");
  world.send({ place: dm.placeId, text: "b" });
  const before = reader.events.length;
  await reader.until(open(), () => reader.events.length > before);
  expect(reader.events.some((event) => event.type === "gap")).toBe(false);
  await reader.until(open(), () => reader.events.some((event) => event.type === "gap"));
  expect(reader.texts().slice(1).sort()).toEqual(["@波宝客服 Bobo Support a", "b"]);
});

test("a dropped socket loses nothing and repeats nothing", async () => {
  await start();
  const connector = open();
  world.sandbox.side.special("drop-socket", {});
  mention("one");
  const reading = reader.until(connector, () => reader.messages().length === 3);
  await expect.poll(() => reader.messages().length, { timeout: 10_000 }).toBe(1);
  world.sandbox.side.special("drop-socket", {});
  mention("two");
  await expect.poll(() => reader.messages().length, { timeout: 10_000 }).toBe(2);
  world.sandbox.side.special("reconnect", {});
  mention("three");
  await reading;
  expect(reader.texts().map((text) => text.split(" ").at(-1))).toEqual(["one", "two", "three"]);
  expect(identifies()).toHaveLength(1);
});

test("dispatches that come twice are given once; the wrong way round, both, and the cursor waits for the hole", async () => {
  await start();
  world.sandbox.faults.add({ kind: "duplicate" });
  const reading = reader.until(open(), () => reader.messages().length === 3);
  await expect.poll(() => resumes().length, { timeout: 10_000 }).toBe(1);
  mention("one");
  world.sandbox.faults.add({ kind: "disorder" });
  mention("two");
  mention("three");
  await reading;
  expect(new Set(reader.texts().map((text) => text.split(" ").at(-1)))).toEqual(new Set(["one", "two", "three"]));
  expect(reader.texts()).toHaveLength(3);
  await reader.until(open(), () => resumes().length === 2 && reader.messages().length === 3);
});

test("a session that ends while connected is replaced, and what was missed is read", async () => {
  await start();
  const reading = reader.until(open(), () => reader.events.some((event) => event.type === "gap"), {
    timeoutMs: 25_000,
  });
  await expect.poll(() => resumes().length, { timeout: 10_000 }).toBe(1);
  world.sandbox.side.special("invalidate-session", {});
  mention("between sessions");
  await reading;
  expect(reader.texts()).toEqual(["@波宝客服 Bobo Support between sessions"]);
});

test("a revoked token ends listening with an auth error", async () => {
  await start();
  const connector = open();
  const reading = reader.until(connector, () => false);
  await expect.poll(() => resumes().length, { timeout: 10_000 }).toBe(1);
  world.sandbox.side.special("revoke-token", {});
  await expect(reading).rejects.toMatchObject({ name: "ConnectorError", kind: "auth", code: "unauthorized" });
});

test("a server that is not there is a retryable error", async () => {
  await start();
  await world.sandbox.close();
  await expect(reader.until(open(), () => false)).rejects.toMatchObject({
    kind: "retryable",
    code: "unreachable",
  });
});

test("without the message content intent it listens all the same", async () => {
  world.sandbox.side.special("message-content-intent", { on: false });
  await start();
  mention("heard");
  await reader.until(open(), () => reader.messages().length === 1);
  expect((await open().identify(AbortSignal.timeout(5_000))).warnings).toEqual(["message-content-intent-off"]);
});

test("a consumer that is slow closes the socket, and a resume brings the rest once", async () => {
  await start();
  const stop = new AbortController();
  const texts: string[] = [];
  let cursor = reader.cursor;
  for await (const batch of open().listen?.(cursor, stop.signal) ?? []) {
    cursor = batch.cursor;
    texts.push(...textsOf(batch.events));
    if (texts.length === 0) {
      // While this batch is being stored, more comes than is kept waiting.
      for (let number = 0; number < 2_500; number += 1)
        world.sandbox.side.send({ from: world.lin.id, to: world.botId, text: `m${number}`, media: [], options: {} });
      await vi.waitUntil(() => world.sandbox.side.special("connected", {}) === 0, { timeout: 10_000 });
    }
    if (texts.length >= 2_500) stop.abort();
  }
  expect(texts).toEqual(Array.from({ length: 2_500 }, (_, number) => `m${number}`));
  expect(identifies()).toHaveLength(1);
});

test("where the address to resume at is gone, the general one resumes as well", async () => {
  await start();
  mention("missed");
  const cursor = (reader.cursor ?? "").replace(/ws:\/\/[\d.:]+/, "ws://127.0.0.1:4");
  const moved = createReader(cursor);
  await moved.until(open(), () => moved.messages().length === 1);
  expect(resumes().map((entry) => entry.status)).toEqual([200]);
});

test("an abort ends listening at once, also while it connects", async () => {
  const stop = new AbortController();
  const next = open().listen?.(null, stop.signal)[Symbol.asyncIterator]().next();
  stop.abort();
  expect(await next).toMatchObject({ done: true });
  await expect(reader.until(open(), () => reader.cursor !== null)).resolves.toBeUndefined();
});

const textsOf = (events: ConnectorEvent[]): string[] =>
  events.flatMap((event) => (event.type === "message.created" ? [event.message.text] : []));
