/** X's webhook: attaching, both bodies, several kinds in one, one app with two accounts, and the poll that reconciles. */
import { createHmac } from "node:crypto";
import { serve } from "@hono/node-server";
import type { Server } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Connector, ConnectorEvent, Received } from "../../connectors/connector.ts";
import { fetchFileFromWorker } from "../../src/host/worker/fetch-file.ts";
import { brand, DEFAULT_APP } from "../../src/sandbox/x/options.ts";
import { bobo } from "../support/x-client.ts";
import {
  CredentialStore,
  messages,
  oauth1,
  pullAll,
  signal,
  startAccount,
  type XAccount,
} from "../support/x-account.ts";

const second = brand({ name: "Bobo Care", username: "bobocare" }, 1);
let account: XAccount;
let connector: Connector;
let receiver: Server;
let address: string;
const received: Received[] = [];

beforeEach(async () => {
  received.length = 0;
  account = await startAccount({ brands: [bobo, second] });
  connector = account.open(undefined, { mode: "webhook" });
  address = await new Promise<string>((resolve) => {
    const fetch = async (request: Request) => {
      const { method, url, headers } = request;
      const body = new Uint8Array(await request.arrayBuffer());
      const result = await connector.receive?.({ method, url, headers, body });
      if (!result) throw new Error("the connector takes no webhooks");
      received.push(result);
      return new Response(result.response.body, result.response);
    };
    receiver = serve({ fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}/webhooks/app_1`),
    ) as Server;
  });
});
afterEach(async () => {
  await account.close();
  receiver.closeAllConnections();
  await new Promise((closed) => receiver.close(closed));
});

const events = (self = bobo.id): ConnectorEvent[] =>
  received.flatMap(({ batches }) => batches.filter((batch) => batch.account === self).flatMap((batch) => batch.events));

async function sent(): Promise<void> {
  await account.settled();
}

test("the challenge is answered with the HMAC of its token under the consumer secret", async () => {
  const response = await fetch(`${address}?crc_token=challenge-1`);
  const mac = createHmac("sha256", DEFAULT_APP.consumerSecret).update("challenge-1").digest("base64");
  expect(await response.json()).toEqual({ response_token: `sha256=${mac}` });
  expect((await fetch(address)).status).toBe(400);
});

test("attaching twice registers once; a new address replaces the old; detaching leaves nothing", async () => {
  await connector.attach?.(address, signal);
  await connector.attach?.(address, signal);
  await connector.attach?.(address.replace("127.0.0.1", "localhost"), signal);
  const creations = account.x.ledger.entries.filter((entry) => entry.method === "POST" && entry.status === 200);
  expect(creations.filter((entry) => entry.path === "/2/webhooks")).toHaveLength(2);
  expect(creations.filter((entry) => entry.path === "/2/activity/subscriptions")).toHaveLength(12);
  account.post("@bobowallet hi");
  await sent();
  expect(messages(events())).toHaveLength(1);
  await connector.detach?.(signal);
  account.post("@bobowallet nobody listens");
  await sent();
  expect(messages(events())).toHaveLength(1);
});

test("every kind arrives, and the reconciling poll brings the same ids and what the webhook leaves out", async () => {
  const start = await pullAll(connector, null);
  await connector.attach?.(address, signal);
  const asked = account.post("@bobowallet help & <tell>");
  account.dm("privately");
  account.x.side.send({ from: bobo.id, text: "On it", replyTo: asked, media: [], options: {} });
  const mo = account.x.side.addPerson({ name: "Mo", handle: "mo_x", role: "user" }).id;
  const carried = account.x.side.send({ from: mo, text: "same", replyTo: asked, media: [], options: {} }).id;
  account.x.side.edit({ by: account.lin, place: asked, id: asked, text: "@bobowallet help" });
  account.x.side.send({ from: bobo.id, to: account.lin, text: "ours", media: [], options: {} });
  await sent();
  const pushed = messages(events());
  const polled = messages((await pullAll(connector, start.cursor)).events);
  const facts = (list: typeof pushed) =>
    list
      .filter((message) => message.id !== carried && (message.id !== asked || message.version === 1))
      .map(({ id, place, text, direction, person, version }) => ({
        id,
        place,
        text,
        direction,
        person: person?.id,
        version,
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  expect(new Map(facts(pushed).map((fact) => [fact.id, fact]))).toEqual(
    new Map(facts(polled).map((fact) => [fact.id, fact])),
  );
  expect(pushed.map((message) => message.id)).not.toContain(carried);
  expect(polled.find((message) => message.id === carried)).toMatchObject({ direction: "ambient" });
});

test("an Account Activity body gives all kinds it holds, answers in their thread included", async () => {
  account.x.side.special("webhook-format", { format: "account-activity" });
  const start = await pullAll(connector, null);
  await connector.attach?.(address, signal);
  const asked = account.post("@bobowallet <first>");
  const answer = account.x.side.send({ from: bobo.id, text: "On it", replyTo: asked, media: [], options: {} }).id;
  await sent();
  received.length = 0;
  account.x.side.special("hold-webhooks", {});
  const media = [{ name: "a.png", mime: "image/png", base64: Buffer.from("pixels").toString("base64") }];
  const thanks = account.x.side.send({
    from: account.lin,
    text: "看 https://example.com/x",
    replyTo: answer,
    media,
    options: {},
  }).id;
  const dm = account.x.side.send({ from: account.lin, to: bobo.id, text: "a & b", media, options: {} }).id;
  account.x.side.remove({ by: bobo.id, place: asked, id: answer });
  account.x.side.special("flush-webhooks", {});
  await sent();
  expect(received).toHaveLength(1);
  expect(events().map((event) => event.type)).toEqual(["message.created", "message.created", "message.deleted"]);
  const pushed = messages(events());
  expect(pushed).toMatchObject([
    { id: thanks, place: { id: asked }, text: "看 https://example.com/x", direction: "inbound", inReplyTo: answer },
    { id: dm, place: { kind: "direct" }, text: "a & b", person: { id: account.lin, handle: "lin_x" } },
  ]);
  const polled = messages((await pullAll(connector, start.cursor)).events);
  for (const message of pushed) expect(polled.find(({ id }) => id === message.id)).toEqual(message);
  const opened = await connector.openMedia?.(pushed[1]?.media[0]?.id ?? "", fetchFileFromWorker, signal);
  expect(await new Response(opened?.body).text()).toBe("pixels");
});

test("one app serves two accounts, each given its own", async () => {
  const other = new CredentialStore({
    app: oauth1.app,
    user: { accessToken: second.accessToken, accessSecret: second.accessSecret },
  });
  await connector.attach?.(address, signal);
  await account.open(other, { mode: "webhook" }, second.id).attach?.(address, signal);
  const both = account.post("@bobowallet @bobocare help");
  const dm = account.x.side.send({ from: account.lin, to: second.id, text: "to care", media: [], options: {} }).id;
  await sent();
  expect(messages(events(bobo.id)).map((message) => message.id)).toEqual([both]);
  expect(messages(events(second.id)).map((message) => message.id)).toEqual([both, dm]);
});

test.each([
  ["ids that are none", { direct_message_events: [{ type: "message_create", id: "x", created_timestamp: "1" }] }],
  ["a time that is none", { direct_message_events: [{ type: "message_create", id: "1", created_timestamp: "soon" }] }],
  ["a deletion of nothing", { tweet_delete_events: [{ status: {}, timestamp_ms: "1" }] }],
])("%s: set aside, and the rest of the body is read", async (_, broken) => {
  const good = {
    id_str: "1900000000000000001",
    text: "@bobowallet hi",
    user: { id_str: "7", name: "Lin", screen_name: "lin_x" },
    entities: { user_mentions: [{ screen_name: "bobowallet", id_str: bobo.id }] },
  };
  const body = new TextEncoder().encode(
    JSON.stringify({ for_user_id: bobo.id, tweet_create_events: [good], ...broken }),
  );
  const signature = createHmac("sha256", String(oauth1.app["appSecret"])).update(body).digest("base64");
  const headers = new Headers({ "x-twitter-webhooks-signature": `sha256=${signature}` });
  const result = await connector.receive?.({ method: "POST", url: "/webhooks/app_1", headers, body });
  expect(result?.batches[0]?.events).toMatchObject([
    { type: "message.created", message: { direction: "inbound", text: "@bobowallet hi" } },
    { type: "poison" },
  ]);
});

test("a bad signature is refused, without a batch; what is signed but not readable is set aside", async () => {
  const body = new TextEncoder().encode(
    JSON.stringify({ for_user_id: bobo.id, tweet_create_events: [{ id_str: "1" }] }),
  );
  const call = (signature: string) =>
    connector.receive?.({
      method: "POST",
      url: "/webhooks/app_1",
      headers: new Headers({ "x-twitter-webhooks-signature": signature }),
      body,
    });
  expect(await call("sha256=AAAA")).toMatchObject({ batches: [], response: { status: 401 } });
  const right = createHmac("sha256", String(oauth1.app["appSecret"])).update(body).digest("base64");
  expect(await call(`sha256=${right}`)).toMatchObject({
    batches: [{ account: bobo.id, events: [{ type: "poison" }] }],
    response: { status: 200 },
  });
});
