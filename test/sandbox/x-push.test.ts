/** The sandbox X as a sender of webhooks: challenge, both bodies, signature, who gets what. */
import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startSandbox, type RunningSandbox } from "../../src/sandbox/start.ts";
import { createXSandbox, type XSandbox } from "../../src/sandbox/x/sandbox.ts";
import { app, bobo, oauth1Tokens, refusal, xClient } from "../support/x-client.ts";

let platform: XSandbox;
let x: RunningSandbox;
let receiver: Server;
let address: string;
let lin: string;
let secret = app.consumerSecret;
const received: { body: Record<string, unknown>; genuine: boolean }[] = [];
const hmac = (text: string) => `sha256=${createHmac("sha256", secret).update(text).digest("base64")}`;

beforeEach(async () => {
  received.length = 0;
  secret = app.consumerSecret;
  platform = createXSandbox();
  x = await startSandbox(platform);
  lin = x.side.addPerson({ name: "Lin", handle: "lin_x", role: "user" }).id;
  receiver = createServer((request, response) => {
    const token = new URL(request.url ?? "", "http://receiver").searchParams.get("crc_token");
    if (token !== null) return response.end(JSON.stringify({ response_token: hmac(token) }));
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      const genuine = request.headers["x-twitter-webhooks-signature"] === hmac(text);
      received.push({ body: JSON.parse(text) as Record<string, unknown>, genuine });
      response.end();
    });
  });
  receiver.listen(0, "127.0.0.1");
  await once(receiver, "listening");
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhooks/1`;
});
afterEach(async () => {
  await x.close();
  receiver.close();
});

const asUser = () => xClient(x.url, oauth1Tokens);
const asApp = () => xClient(x.url, app.bearer);

async function subscribe(...types: string[]): Promise<string> {
  const hook = await asApp().v2.post<{ id: string }>("webhooks", { url: address });
  for (const type of types) {
    const filter = { user_id: bobo.id };
    await asUser().v2.post("activity/subscriptions", { event_type: type, filter, webhook_id: hook.id, tag: "parley" });
  }
  return hook.id;
}

test("a webhook must know the consumer secret; it is listed, checked again and removed", async () => {
  secret = "another";
  const wrong = await refusal(asApp().v2.post("webhooks", { url: address }));
  expect(wrong).toMatchObject({ code: 400, data: { errors: [{ message: expect.stringContaining("Crc") }] } });
  secret = app.consumerSecret;
  const id = await subscribe("post.mention.create");
  expect((await asApp().v2.get<{ data: unknown[] }>("webhooks")).data).toMatchObject([
    { id, url: address, valid: true },
  ]);
  secret = "another";
  await asApp().v2.put(`webhooks/${id}`);
  expect((await asApp().v2.get<{ data: unknown[] }>("webhooks")).data).toMatchObject([{ valid: false }]);
  await asApp().v2.delete(`webhooks/${id}`);
  expect((await asApp().v2.get<{ data: unknown[] }>("activity/subscriptions")).data).toEqual([]);
});

test("the X Activity envelope: mentions, direct replies, messages; no merely carried handles", async () => {
  await subscribe("post.mention.create", "post.reply.create", "post.create", "dm.received", "dm.sent");
  const asked = x.side.send({ from: lin, text: "@bobowallet help", media: [], options: {} });
  const reply = await asUser().v2.reply("On it", asked.id);
  const thanks = x.side.send({ from: lin, text: "thanks", replyTo: reply.data.id, media: [], options: {} });
  const friend = x.side.addPerson({ name: "Mo", handle: "mo_x", role: "user" }).id;
  x.side.send({ from: friend, text: "same here", replyTo: thanks.id, media: [], options: {} });
  x.side.send({ from: lin, to: bobo.id, text: "secretly", media: [], options: {} });
  await platform.settled();

  expect(received.every((item) => item.genuine)).toBe(true);
  const kinds = received.map(({ body }) => (body["data"] as { event_type: string }).event_type);
  expect(kinds).toEqual(["post.mention.create", "post.create", "post.reply.create", "dm.received"]);
  expect(received[0]?.body["data"]).toMatchObject({
    filter: { user_id: bobo.id },
    tag: "parley",
    payload: { id: asked.id, author_id: lin, conversation_id: asked.id },
    includes: { users: expect.arrayContaining([expect.objectContaining({ id: lin, username: "lin_x" })]) },
  });
});

test("the Account Activity body holds several kinds for one account", async () => {
  x.side.special("webhook-format", { format: "account-activity" });
  await subscribe("post.mention.create", "dm.received");
  x.side.special("hold-webhooks", {});
  const post = x.side.send({ from: lin, text: "@bobowallet <help>", media: [], options: {} });
  const dm = x.side.send({ from: lin, to: bobo.id, text: "hi", media: [], options: {} });
  x.side.special("flush-webhooks", {});
  await platform.settled();
  expect(received).toHaveLength(1);
  expect(received[0]?.body).toMatchObject({
    for_user_id: bobo.id,
    tweet_create_events: [{ id_str: post.id, text: "@bobowallet &lt;help&gt;", user: { screen_name: "lin_x" } }],
    direct_message_events: [{ type: "message_create", id: dm.id, message_create: { sender_id: lin } }],
    users: { [lin]: { screen_name: "lin_x" } },
  });
});

test("a delivery can be doubled, and its fate is kept", async () => {
  await subscribe("dm.received");
  x.faults.add({ kind: "duplicate", path: "webhook" });
  x.side.send({ from: lin, to: bobo.id, text: "hi", media: [], options: {} });
  await platform.settled();
  expect(received).toHaveLength(2);
  expect(x.side.special("webhook-attempts", {})).toMatchObject([{ status: 200 }, { status: 200 }]);
});
