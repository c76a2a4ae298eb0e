/** The sandbox X under the real client library: reading, writing, refusing. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { startSandbox, type RunningSandbox } from "../../src/sandbox/start.ts";
import { COVERAGE } from "../../src/sandbox/x/coverage.ts";
import { createXSandbox } from "../../src/sandbox/x/sandbox.ts";
import { app, bobo, oauth1Tokens, refusal, xClient } from "../support/x-client.ts";
import { xSpec as spec } from "../support/x-spec.ts";

const fields = {
  "tweet.fields": "conversation_id,created_at,entities,display_text_range,in_reply_to_user_id,referenced_tweets",
  expansions: "author_id,attachments.media_keys,referenced_tweets.id,in_reply_to_user_id",
  "media.fields": "url,variants",
};

let clock = Date.parse("2026-03-01T08:00:00Z");
let x: RunningSandbox;
let lin: string;

beforeEach(async () => {
  clock = Date.parse("2026-03-01T08:00:00Z");
  x = await startSandbox(createXSandbox({ now: () => clock }));
  lin = x.side.addPerson({ name: "Lin", handle: "lin_x", role: "user" }).id;
});
afterEach(async () => {
  await x.close();
});

const client = () => xClient(x.url, oauth1Tokens);
const say = (text: string, more: object = {}) => x.side.send({ from: lin, text, media: [], options: {}, ...more });

test("the routes that exist are the routes in the coverage table", () => {
  const registered = x.app.routes
    .filter((route) => route.method !== "ALL" && !route.path.startsWith("/_sandbox"))
    .map((route) => `${route.method} ${route.path}`);
  expect(new Set(registered)).toEqual(new Set(COVERAGE.map((route) => `${route.method} ${route.path}`)));
  const known = new Set([...registered, "GET /_sandbox/messages"]);
  expect(COVERAGE.filter(({ seenBy }) => seenBy !== null && !known.has(seenBy))).toEqual([]);
});

test.runIf(spec)("the exchanges are compared with the published document", async () => {
  await client().v2.me();
  expect(spec?.response("GET", "/2/users/me", 200, { data: { id: "x" } })).not.toEqual([]);
  expect(spec?.query("GET", "/2/users/1/mentions?max_results=500&tweet.fields=text,nonsense&other=1")).toHaveLength(3);
  expect(spec?.query("GET", "/2/tweets")).toEqual(["query ids is missing"]);
});

test("the address of a user's picture leads to a picture", async () => {
  const me = await client().v2.me({ "user.fields": ["profile_image_url"] });
  const picture = await fetch(me.data.profile_image_url ?? "");
  expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/svg+xml"]);
  expect(await picture.text()).toContain(`>${Array.from(bobo.name)[0]}</text>`);
});

test("OAuth 1.0a: the signature over X's own address is verified, a wrong secret refused", async () => {
  const me = await client().v2.me();
  expect(me.data).toEqual({ id: bobo.id, name: bobo.name, username: bobo.username });
  const wrong = xClient(x.url, { ...oauth1Tokens, accessSecret: "wrong" });
  expect((await refusal(wrong.v2.me())).code).toBe(401);
});

test("a refresh token can be spent once; spending it again revokes the family", async () => {
  const oauth = xClient(x.url, { clientId: app.clientId, clientSecret: app.clientSecret });
  const first = await oauth.refreshOAuth2Token(bobo.refreshToken);
  expect(first.expiresIn).toBe(7_200);
  const user = xClient(x.url, first.accessToken);
  expect((await user.v2.me()).data.id).toBe(bobo.id);
  const second = await refusal(oauth.refreshOAuth2Token(bobo.refreshToken));
  expect(second).toMatchObject({ code: 400, data: { error: "invalid_grant" } });
  expect((await refusal(user.v2.me())).code).toBe(401);
  expect(JSON.stringify(x.ledger.entries)).not.toContain(bobo.refreshToken);
});

test("an access token lives two hours", async () => {
  const form = new URLSearchParams({
    grant_type: "refresh_token",
    refresh_token: bobo.refreshToken,
    client_id: app.clientId,
  });
  const answer = await fetch(`${x.url}/2/oauth2/token`, { method: "POST", body: form });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  clock += 7_199_000;
  expect((await xClient(x.url, token).v2.me()).data.id).toBe(bobo.id);
  clock += 1_000;
  expect((await refusal(xClient(x.url, token).v2.me())).code).toBe(401);
});

test("mentions come newest first, in pages, with escapes, t.co links and what they refer to", async () => {
  say("@bobowallet 1 < 2 & https://example.com/help?a=1&b=2 看看");
  const asked = say("@bobowallet second");
  const reply = await client().v2.reply("We look into it", asked.id);
  say("still locked", { replyTo: reply.data.id });

  const page = await client().v2.userMentionTimeline(bobo.id, { ...fields, max_results: 5 });
  expect(page.tweets.map((tweet) => tweet.text)).toEqual([
    "@bobowallet still locked",
    "@bobowallet second",
    expect.stringMatching(/^@bobowallet 1 &lt; 2 &amp; https:\/\/t\.co\/\w{10} 看看$/),
  ]);
  const [last, , first] = page.tweets;
  expect(first?.entities?.urls?.[0]?.expanded_url).toBe("https://example.com/help?a=1&b=2");
  expect(last).toMatchObject({
    conversation_id: asked.id,
    in_reply_to_user_id: bobo.id,
    referenced_tweets: [{ type: "replied_to", id: reply.data.id }],
  });
  expect(page.includes.tweets?.[0]?.text).toBe("@lin_x We look into it");

  const since = await client().v2.userMentionTimeline(bobo.id, { since_id: asked.id });
  expect(since.tweets).toHaveLength(1);
  for (let index = 0; index < 9; index += 1) say(`@bobowallet more ${index}`);
  const paged = await client().v2.userMentionTimeline(bobo.id, { max_results: 5 });
  await paged.fetchNext();
  expect(new Set(paged.tweets.map((tweet) => tweet.id)).size).toBe(10);
});

test("an edit is a new post in the chain, shown in place of the old one", async () => {
  const post = say("@bobowallet helo");
  x.side.edit({ by: lin, place: post.placeId, id: post.id, text: "@bobowallet hello" });
  const { tweets } = await client().v2.userMentionTimeline(bobo.id);
  expect(tweets).toHaveLength(1);
  expect(tweets[0]?.edit_history_tweet_ids).toEqual([post.id, tweets[0]?.id]);
  expect(x.side.messages(post.placeId)).toMatchObject([{ id: post.id, text: "@bobowallet hello", edited: true }]);
});

test("posting: duplicates, length, deleted targets and unsummoned replies are refused; deletes and hides show", async () => {
  const asked = say("@bobowallet help");
  const reply = await client().v2.reply("Please try again", asked.id);
  const again = await refusal(client().v2.reply("Please try again", asked.id));
  expect(again).toMatchObject({ code: 403, data: { detail: expect.stringContaining("duplicate content") } });
  expect((await refusal(client().v2.tweet("字".repeat(141)))).code).toBe(403);
  await client().v2.tweet("字".repeat(140));

  x.side.special("summoned-only", { on: true });
  const other = say("nobody mentioned");
  expect((await refusal(client().v2.reply("hi", other.id))).data["detail"]).toMatch(/not allowed because/);
  x.side.remove({ by: lin, place: asked.placeId, id: asked.id });
  expect((await refusal(client().v2.reply("too late", asked.id))).data["detail"]).toMatch(/deleted/);

  await client().v2.deleteTweet(reply.data.id);
  const gone = await client().v2.tweets([reply.data.id, other.id]);
  expect(gone.data.map((tweet) => tweet.id)).toEqual([other.id]);
  expect(gone.errors?.[0]?.resource_id).toBe(reply.data.id);

  const own = await client().v2.tweet("Announcement");
  const heckle = say("scam link", { replyTo: own.data.id });
  await client().v2.hideReply(heckle.id, true);
  expect(x.side.messages(own.data.id).find((message) => message.id === heckle.id)?.hidden).toBe(true);
});

test("direct messages: read, written, with a picture, deleted, blocked", async () => {
  x.side.send({ from: lin, to: bobo.id, text: "private <b>", media: [], options: {} });
  const picture = Buffer.from("not really a picture");
  const mediaId = await client().v2.uploadMedia(picture, { media_type: "image/png", media_category: "dm_image" });
  const sent: unknown = await client().v2.sendDmToParticipant(lin, {
    text: "look",
    attachments: [{ media_id: mediaId }],
  });
  const page = await client().v2.listDmEvents({
    "dm_event.fields": ["created_at", "sender_id", "dm_conversation_id", "attachments", "text"],
    expansions: ["sender_id", "attachments.media_keys"],
    "media.fields": ["url"],
  });
  expect(page.events.map((event) => "text" in event && event.text)).toEqual(["look", "private &lt;b&gt;"]);
  const url = new URL(page.includes.media?.[0]?.url ?? "");
  const [dm, media, name] = url.pathname.split("/").slice(-3);
  const file = await client().v2.get<Buffer>(`dm_conversations/media/${dm}/${media}/${name}`, undefined, {
    forceParseMode: "buffer",
  });
  expect(Buffer.compare(file, picture)).toBe(0);

  expect(
    (
      await client().v2.delete(
        `dm_events/${z.object({ data: z.object({ dm_event_id: z.string() }) }).parse(sent).data.dm_event_id}`,
      )
    ).data,
  ).toEqual({
    deleted: true,
  });
  expect((await client().v2.listDmEventsWithParticipant(lin)).events).toHaveLength(1);
  x.side.block({ by: lin, whom: bobo.id, blocked: true });
  expect((await refusal(client().v2.sendDmToParticipant(lin, { text: "hello?" }))).code).toBe(403);
});

test("limits are counted by the sandbox's clock, with headers; both bodies of a 429 and the spent credit", async () => {
  for (let index = 0; index < 15; index += 1) await client().v2.listDmEvents();
  const read = await refusal(client().v2.listDmEvents());
  expect(read).toMatchObject({ code: 429, data: { errors: [{ code: 88 }] } });
  clock += 15 * 60_000;
  const page = await client().v2.listDmEvents();
  expect(page.rateLimit).toMatchObject({ limit: 15, remaining: 14, reset: clock / 1000 + 900 });
  x.faults.add({ kind: "refuse", method: "POST", path: "/tweets", retryAfterMs: 60_000 });
  expect(await refusal(client().v2.tweet("hi"))).toMatchObject({ code: 429, data: { title: "Too Many Requests" } });
  x.side.special("spend-credit", {});
  expect((await refusal(client().v2.tweet("hi"))).code).toBe(402);
});

test("an access level or scope that is missing is refused", async () => {
  const small = await startSandbox(
    createXSandbox({ brands: [{ ...bobo, accessLevel: "read", scopes: ["tweet.read", "users.read"] }] }),
  );
  try {
    const one = xClient(small.url, oauth1Tokens);
    expect((await one.v2.me()).data.id).toBe(bobo.id);
    expect((await refusal(one.v2.tweet("hi"))).code).toBe(403);
    const oauth = xClient(small.url, { clientId: app.clientId, clientSecret: app.clientSecret });
    const { accessToken } = await oauth.refreshOAuth2Token(bobo.refreshToken);
    expect((await refusal(xClient(small.url, accessToken).v2.listDmEvents())).code).toBe(403);
  } finally {
    await small.close();
  }
});

test("a program edits its own post; disorder turns a page around", async () => {
  const first = await client().v2.tweet("frist");
  const edited = await client().v2.tweet("first", { edit_options: { previous_post_id: first.data.id } } as object);
  const shown = await client().v2.singleTweet(edited.data.id);
  expect(shown.data).toMatchObject({ text: "first", edit_history_tweet_ids: [first.data.id, edited.data.id] });
  await client().v2.tweet("second");
  x.faults.add({ kind: "disorder", path: "/tweets" });
  expect((await client().v2.userTimeline(bobo.id)).tweets.map((tweet) => tweet.text)).toEqual(["first", "second"]);
});

test("a write that was cut took effect, and is in the ledger once", async () => {
  x.faults.add({ kind: "cut-after", method: "POST", path: "/tweets" });
  await expect(client().v2.tweet("lost answer")).rejects.toThrow("Request failed");
  expect(x.ledger.effects("message")).toHaveLength(1);
  expect((await client().v2.userTimeline(bobo.id)).tweets[0]?.text).toBe("lost answer");
  x.faults.add({ kind: "duplicate", path: "/tweets" });
  expect((await client().v2.userTimeline(bobo.id)).tweets).toHaveLength(2);
});
