/** The sandbox's REST: plain HTTP checked against the published OpenAPI, discord.js' own client, limits and faults. */
import { DiscordAPIError, REST } from "@discordjs/rest";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { COVERAGE } from "../../src/sandbox/discord/coverage.ts";
import { discordWorld, type DiscordWorld } from "../support/discord.ts";
import { openApi } from "../support/openapi.ts";

const spec = openApi("discord-10.openapi.json");
const Message = z.looseObject({ id: z.string(), content: z.string(), nonce: z.unknown().optional() });
const Thread = z.looseObject({ id: z.string(), applied_tags: z.array(z.string()) });

let world: DiscordWorld;
beforeEach(async () => {
  world = await discordWorld();
});
afterEach(() => world.sandbox.close());

/** A call whose request and answer conform to the specification, where it is present. */
async function call(method: string, path: string, status: number, body?: unknown): Promise<unknown> {
  const answer = await world.api(method, path, body);
  const wrong = [
    ...(spec && body !== undefined ? spec.request(method, path, body) : []),
    ...(spec ? spec.response(method, path, status, answer.body) : []),
  ];
  expect({ path, status: answer.status, wrong, body: answer.body }).toMatchObject({ path, status, wrong: [] });
  return answer.body;
}

test.skipIf(spec === null)("the coverage table names every route and each is in the specification", async () => {
  const seen = world.sandbox.app.routes
    .filter((route) => route.path.startsWith("/api/v10/") && route.method !== "ALL")
    .map((route) => `${route.method} ${route.path.slice("/api/v10".length).replace(/:\w+/g, "{}")}`);
  const table = COVERAGE.map((row) => `${row.method} ${row.path.replace(/\{\w+\}/g, "{}")}`);
  expect([...new Set(seen)].sort()).toEqual(table.sort());
  // The validator names what the specification lacks.
  const unknown = COVERAGE.flatMap((row) => {
    const path = row.path.replace(/\{\w+\}/g, "1");
    return spec?.response(row.method, path, 404, { code: 0, message: "" }) ?? [];
  });
  expect(unknown).toEqual([]);
  const reads = COVERAGE.filter((row) => row.method === "GET").map((row) => `GET ${row.path}`);
  const unseen = COVERAGE.filter((row) => row.method !== "GET" && !reads.includes(row.seenBy ?? ""));
  expect(unseen).toEqual([]);
});

test("reads conform to the specification", async () => {
  const { guildId, help, forum, lin, botId } = world;
  const message = world.send({ place: help, text: "@bobo-support 账户锁定了", media: [picture()] });
  world.send({ place: help, text: "me too", replyTo: message.id });
  const post = world.send({ place: forum, text: "Transaction pending for hours", options: { title: "Pending" } });
  for (const path of [
    "/gateway/bot",
    "/users/@me",
    "/users/@me/guilds",
    `/users/${lin.id}`,
    "/applications/@me",
    "/oauth2/applications/@me",
    `/guilds/${guildId}`,
    `/guilds/${guildId}/channels`,
    `/guilds/${guildId}/threads/active`,
    `/guilds/${guildId}/members/${botId}`,
    `/channels/${help}`,
    `/channels/${forum}`,
    `/channels/${post.placeId}`,
    `/channels/${help}/messages`,
    `/channels/${help}/messages/${message.id}`,
  ])
    await call("GET", path, 200);
  const dm = z
    .looseObject({ id: z.string() })
    .parse(await call("POST", "/users/@me/channels", 200, { recipient_id: lin.id }));
  expect(await call("GET", `/channels/${dm.id}`, 200)).toMatchObject({ type: 1, recipients: [{ id: lin.id }] });
});

test("a message that is sent, edited, reacted to and deleted is seen elsewhere each time", async () => {
  const asked = world.send({ place: world.help, text: "hello" });
  const path = `/channels/${world.help}/messages`;
  const sent = Message.parse(
    await call("POST", path, 200, {
      content: "<@" + world.lin.id + "> one moment",
      nonce: "k1",
      enforce_nonce: true,
      allowed_mentions: { parse: [] },
      message_reference: { message_id: asked.id },
    }),
  );
  expect(sent).toMatchObject({ nonce: "k1", type: 19, mentions: [], referenced_message: { id: asked.id } });
  expect(world.sandbox.side.messages(world.help).map((m) => m.text)).toEqual(["hello", "@lin one moment"]);

  await call("PATCH", `${path}/${sent.id}`, 200, { content: "done" });
  expect(await call("GET", `${path}/${sent.id}`, 200)).toMatchObject({
    content: "done",
    edited_timestamp: expect.any(String),
  });
  const emoji = encodeURIComponent("👍");
  await call("PUT", `${path}/${sent.id}/reactions/${emoji}/@me`, 204);
  expect(await call("GET", `${path}/${sent.id}/reactions/${emoji}`, 200)).toHaveLength(1);
  await call("DELETE", `${path}/${sent.id}/reactions/${emoji}/@me`, 204);
  expect(await call("GET", `${path}/${sent.id}`, 200)).not.toHaveProperty("reactions");
  await call("DELETE", `${path}/${sent.id}`, 204);
  expect(await call("GET", `${path}/${sent.id}`, 404)).toMatchObject({ code: 10008 });
  expect(world.sandbox.ledger.effects().map((entry) => entry.effect?.kind)).toEqual([
    "message",
    "edit",
    "react",
    "unreact",
    "delete",
  ]);
  expect(JSON.stringify(world.sandbox.ledger.entries)).not.toContain(world.token);
});

test("a repeated nonce gives the first message for a few minutes", async () => {
  const path = `/channels/${world.help}/messages`;
  const body = { content: "once", nonce: "n1", enforce_nonce: true };
  const first = Message.parse(await call("POST", path, 200, body));
  expect(Message.parse(await call("POST", path, 200, { ...body, content: "twice" })).id).toBe(first.id);
  world.clock.pass(10 * 60_000);
  expect(Message.parse(await call("POST", path, 200, body)).id).not.toBe(first.id);
  expect(world.sandbox.ledger.effects("message")).toHaveLength(2);
});

test("lists page by after, before and around, newest first", async () => {
  const ids = Array.from({ length: 7 }, (_, index) => world.send({ place: world.general, text: `m${index}` }).id);
  const list = async (query: string) =>
    z
      .array(Message)
      .parse(await call("GET", `/channels/${world.general}/messages?${query}`, 200))
      .map((m) => m.content);
  expect(await list(`after=${ids[1]}&limit=2`)).toEqual(["m3", "m2"]);
  expect(await list(`before=${ids[2]}`)).toEqual(["m1", "m0"]);
  expect(await list(`around=${ids[3]}&limit=3`)).toEqual(["m4", "m3", "m2"]);
  expect(await list("limit=1")).toEqual(["m6"]);
});

test("threads: a forum's post with tags, one under a message, one that is locked", async () => {
  const forum = z
    .looseObject({ available_tags: z.array(z.looseObject({ id: z.string() })) })
    .parse(await call("GET", `/channels/${world.forum}`, 200));
  const tag = forum.available_tags[0]?.id ?? "";
  const post = Thread.parse(
    await call("POST", `/channels/${world.forum}/threads`, 201, {
      name: "FAQ",
      message: { content: "Read me" },
      applied_tags: [tag],
    }),
  );
  expect(post.applied_tags).toEqual([tag]);
  expect(world.sandbox.side.messages(post.id).map((m) => m.text)).toEqual(["Read me"]);
  const asked = world.send({ place: world.help, text: "help" });
  const under = Thread.parse(
    await call("POST", `/channels/${world.help}/messages/${asked.id}/threads`, 201, { name: "Lin" }),
  );
  expect(under.id).toBe(asked.id);
  expect(await call("GET", `/channels/${world.help}/messages/${asked.id}`, 200)).toHaveProperty("thread.id", asked.id);
  const active = await call("GET", `/guilds/${world.guildId}/threads/active`, 200);
  expect(active).toMatchObject({ threads: [{ id: post.id }, { id: under.id }] });
  await call("PATCH", `/channels/${post.id}`, 200, { locked: true, archived: true });
  expect(await call("POST", `/channels/${post.id}/messages`, 400, { content: "x" })).toMatchObject({ code: 160005 });
});

test("refusals carry Discord's codes", async () => {
  const path = `/channels/${world.help}/messages`;
  expect((await world.api("GET", "/users/@me", undefined, "wrong")).status).toBe(401);
  const long = await world.api("POST", path, { content: "长".repeat(2001) });
  expect(long).toMatchObject({
    status: 400,
    body: { code: 50035, errors: { content: { _errors: [{ code: "BASE_TYPE_MAX_LENGTH" }] } } },
  });
  expect((await world.api("POST", path, { content: "😀".repeat(2000) })).status).toBe(200);
  expect(await world.api("POST", path, { content: "" })).toMatchObject({ status: 400, body: { code: 50006 } });
  expect(await world.api("POST", path, "{")).toMatchObject({ status: 400, body: { code: 50109 } });
  expect(await world.api("GET", "/channels/1")).toMatchObject({ status: 404, body: { code: 10003 } });
  expect(await world.api("GET", "/nothing")).toMatchObject({ status: 404, body: { code: 0 } });
  const dm = world.send({ to: world.botId, text: "hi" });
  world.sandbox.side.special("close-dms", { person: world.lin.id });
  expect(await world.api("POST", `/channels/${dm.placeId}/messages`, { content: "x" })).toMatchObject({
    status: 403,
    body: { code: 50007 },
  });
  world.clock.pass(10_000);
  world.sandbox.side.special("permissions", { channel: world.help, write: false });
  expect(await world.api("POST", path, { content: "x" })).toMatchObject({ status: 403, body: { code: 50013 } });
  world.sandbox.side.special("permissions", { channel: world.help, read: false });
  expect(await world.api("POST", path, { content: "x" })).toMatchObject({ status: 403, body: { code: 50001 } });
});

test("five messages in five seconds by the sandbox's clock", async () => {
  const path = `/channels/${world.help}/messages`;
  for (let sent = 0; sent < 5; sent += 1) {
    const answer = await world.api("POST", path, { content: `m${sent}` });
    expect(answer.headers.get("x-ratelimit-remaining")).toBe(String(4 - sent));
  }
  const refused = await world.api("POST", path, { content: "m5" });
  expect(refused).toMatchObject({ status: 429, body: { retry_after: 5, global: false } });
  expect(refused.headers.get("x-ratelimit-scope")).toBe("user");
  expect((await world.api("POST", `/channels/${world.general}/messages`, { content: "elsewhere" })).status).toBe(200);
  world.clock.pass(5_000);
  expect((await world.api("POST", path, { content: "m5" })).status).toBe(200);
});

test("fifty calls a second in all", async () => {
  for (let done = 0; done < 50; done += 1) await world.api("GET", done % 2 ? "/users/@me" : "/applications/@me");
  const refused = await world.api("GET", "/gateway/bot");
  expect(refused).toMatchObject({ status: 429, body: { global: true } });
  expect(refused.headers.get("x-ratelimit-global")).toBe("true");
});

test("discord.js sends a file that its address gives back", async () => {
  const rest = new REST({ api: `${world.sandbox.url}/api`, retries: 0 }).setToken(world.token);
  const sent = z
    .looseObject({ attachments: z.array(z.looseObject({ url: z.string(), content_type: z.string() })) })
    .parse(
      await rest.post(`/channels/${world.help}/messages`, {
        body: { content: "see", attachments: [{ id: 0, filename: "a.png" }] },
        files: [{ name: "a.png", contentType: "image/png", data: new Uint8Array([1, 2, 3]) }],
      }),
    );
  const file = await fetch(sent.attachments[0]?.url ?? "");
  expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([1, 2, 3]);
  await expect(rest.get("/channels/1")).rejects.toSatisfy(
    (error) => error instanceof DiscordAPIError && error.code === 10003,
  );
  rest.clearHandlerSweeper();
  rest.clearHashSweeper();
});

test("faults: refused with a hint, an error after the effect, a cut after the effect", async () => {
  const path = `/channels/${world.help}/messages`;
  world.sandbox.faults.add({ kind: "refuse", method: "POST", retryAfterMs: 1_500 });
  expect(await world.api("POST", path, { content: "a" })).toMatchObject({ status: 429, body: { retry_after: 1.5 } });
  world.sandbox.faults.add({ kind: "error-after", method: "POST" });
  expect((await world.api("POST", path, { content: "b" })).status).toBe(502);
  world.sandbox.faults.add({ kind: "cut-after", method: "POST" });
  await expect(world.api("POST", path, { content: "c" })).rejects.toThrow("fetch failed");
  expect(world.sandbox.side.messages(world.help).map((m) => m.text)).toEqual(["b", "c"]);
  expect(world.sandbox.ledger.entries.map((entry) => entry.fault)).toEqual(["refuse", "error-after", "cut-after"]);
});

test("without the message content switch, words of others are blank unless they mention the bot", async () => {
  world.sandbox.side.special("message-content-intent", { on: false });
  world.send({ place: world.help, text: "hidden" });
  world.send({ place: world.help, text: "@bobo-support seen" });
  const list = z.array(Message).parse(await call("GET", `/channels/${world.help}/messages`, 200));
  expect(list.map((m) => m.content)).toEqual([`<@${world.botId}> seen`, ""]);
});

function picture() {
  return { name: "p.png", mime: "image/png", base64: Buffer.from("not really").toString("base64") };
}
