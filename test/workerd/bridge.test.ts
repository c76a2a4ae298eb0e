/** A brand on Workers takes what a bridge brings, and answers on Discord by itself. The bridge's own part runs on Node: test/host/bridge-worker.full.test.ts. */
import { abortAllDurableObjects } from "cloudflare:test";
import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { sharedKeys, type SharedKeys, signCall } from "../../src/trust/signed-call.ts";
import { BrandClient, until, UserApp } from "./support.ts";

const discord = new UserApp("discord", "bridge");
let brand: BrandClient;
let keys: SharedKeys;
let generation = 0;

const makeSecret = async () => {
  const response = await brand.fetch("/setup/bridge", {
    method: "POST",
    headers: { authorization: "Bearer setup-secret-of-the-tests-0123456789" },
  });
  const { secret } = z.object({ secret: z.string() }).parse(await response.json());
  const found = sharedKeys(secret);
  if (!found) throw new Error("that is no secret");
  return found;
};
const signed = (path: string, call: unknown, by = keys): RequestInit => {
  const body = new TextEncoder().encode(JSON.stringify(call));
  return { method: "POST", body, headers: signCall(by, { method: "POST", path, body }, Date.now()).headers };
};
const begin = async () => {
  const answer = await brand.fetch("/bridge/accounts", signed("/bridge/accounts", { generation: null }));
  ({ generation } = z.object({ generation: z.int() }).parse(await answer.json()));
};
const problem = () =>
  brand
    .get("/api/accounts", z.object({ items: z.array(z.object({ problem: z.string().nullable() })) }))
    .then(({ items }) => items[0]?.problem);
const follows = async (cursor: string | null) => {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(cursor ?? "")));
  return cursor === null ? null : Buffer.from(digest).toString("hex");
};
const bring = async (after: string | null, cursor: string, messages: object[]) => {
  const events = messages.map((message) => ({ type: "message.created", message }));
  const call = { generation, account: 1, after: await follows(after), events, cursor };
  return (await brand.fetch("/bridge/batches", signed("/bridge/batches", call))).json();
};

beforeAll(async () => {
  brand = await BrandClient.open("bridge.test");
  await brand.connect("discord", "bridge");
  keys = await makeSecret();
});

const lin = { id: "", name: "Lin", handle: "lin_dc", avatarUrl: null, url: null, isUs: false };
const us = { ...lin, id: "", name: "Bobo", handle: "bobo-support", isUs: true };
const message = (place: string, id: string, text: string, more: object = {}) => ({
  id: `${place}:${id}`,
  place: { id: place, kind: "direct", title: null, url: null },
  author: lin,
  person: lin,
  direction: "inbound",
  origin: "platform",
  text,
  spans: [],
  media: [],
  groupKey: null,
  inReplyTo: null,
  url: null,
  sentAt: Date.now(),
  editedAt: null,
  version: 0,
  key: null,
  ...more,
});
let place = "";

it("shows that nobody listens for Discord, until a bridge calls", async () => {
  await until("the account says so", async () => (await problem()) === "bridge-missing");
  await begin();
  expect(await problem()).toBeNull();
});

it("stores what a bridge brings, also when it comes again after the object died", async () => {
  lin.id = await discord.person("Lin", "lin_dc");
  us.id = await discord.brand();
  place = await discord.send({ from: lin.id, to: us.id, text: "我的账户被锁了" });
  const asked = message(place, "1", "我的账户被锁了");
  expect(await bring(null, "one", [asked])).toEqual({ outcome: "stored" });
  await abortAllDurableObjects();
  expect(await bring(null, "one", [asked])).toEqual({ outcome: "stored" });
  const [conversation] = await brand.conversations();
  expect(await brand.messages(conversation?.id ?? "")).toHaveLength(1);
});

it("answers by REST, and the echo that the bridge brings is the same message", async () => {
  const [conversation] = await brand.conversations();
  const id = conversation?.id ?? "";
  await brand.reply(id, "您好，我们马上看看。");
  await until("the answer is sent", async () =>
    (await brand.messages(id)).some(({ delivery }) => delivery?.state === "sent"),
  );
  const [sent] = z
    .array(z.object({ effect: z.object({ id: z.string() }), body: z.object({ nonce: z.string() }) }))
    .parse(await discord.sent());
  const echo = message(place, sent?.effect.id.split(":").at(-1) ?? "", "您好，我们马上看看。", {
    author: us,
    direction: "outbound",
    origin: "native",
    key: sent?.body.nonce,
  });
  expect(await bring("one", "two", [echo])).toEqual({ outcome: "stored" });
  expect((await brand.messages(id)).map(({ text, direction }) => [direction, text])).toEqual(
    expect.arrayContaining([
      ["inbound", "我的账户被锁了"],
      ["outbound", "您好，我们马上看看。"],
    ]),
  );
  expect(await brand.messages(id)).toHaveLength(2);
  expect(await discord.sent()).toHaveLength(1);
});

it("refuses a call that is repeated, also after the object died, and one that is too large before it is woken", async () => {
  const first = signed("/bridge/accounts", { generation });
  expect((await brand.fetch("/bridge/accounts", first)).status).toBe(200);
  await abortAllDurableObjects();
  const again = await brand.fetch("/bridge/accounts", first);
  expect([again.status, await again.json()]).toMatchObject([409, { code: "replayed" }]);
  const large = await brand.fetch("/bridge/batches", { method: "POST", body: "x".repeat(9 * 1024 * 1024) });
  expect([large.status, await large.json()]).toMatchObject([413, { code: "too-large" }]);
});

it("makes its secret for the owner alone, and takes the newest only", async () => {
  expect((await brand.fetch("/setup/bridge", { method: "POST" })).status).toBe(401);
  const newer = await makeSecret();
  const call = { generation: null };
  const older = await brand.fetch("/bridge/accounts", signed("/bridge/accounts", call));
  expect([older.status, await older.json()]).toMatchObject([401, { code: "unauthorized" }]);
  expect((await brand.fetch("/bridge/accounts", signed("/bridge/accounts", call, newer))).status).toBe(200);
});
