/** What is special in reading X: pages and floors, edits, handles that are merely carried, limits, budgets, files. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { readingCost } from "../../connectors/x/reading-cost.ts";
import { fetchFileFromWorker } from "../../src/host/worker/fetch-file.ts";
import { bobo } from "../support/x-client.ts";
import { messages, pullAll, replyTo, signal, startAccount, type XAccount } from "../support/x-account.ts";

let account: XAccount;
beforeEach(async () => (account = await startAccount()));
afterEach(() => account.close());

test("reading starts at now and goes on from the cursor", async () => {
  account.post("@bobowallet before");
  account.dm("before");
  const connector = account.open();
  const start = await pullAll(connector, null);
  expect(start.events).toEqual([]);
  const post = account.post("@bobowallet 我的账户 < locked > https://example.com/a?b=1&c=2");
  const dm = account.dm("hello & welcome");
  const { events, cursor } = await pullAll(connector, start.cursor);
  expect(messages(events)).toMatchObject([
    {
      id: post,
      place: { id: post, kind: "public" },
      direction: "inbound",
      author: { id: account.lin, handle: "lin_x", isUs: false },
      text: "@bobowallet 我的账户 < locked > https://example.com/a?b=1&c=2",
      spans: [
        { kind: "mention", start: 0, end: 11, value: "bobowallet" },
        { kind: "link", start: 28, end: 57, value: "https://example.com/a?b=1&c=2" },
      ],
    },
    { id: dm, place: { kind: "direct" }, direction: "inbound", person: { id: account.lin }, text: "hello & welcome" },
  ]);
  const again = await pullAll(account.open(), start.cursor);
  expect(again.events).toEqual(events);
  account.clock.advance(600_000);
  const later = await pullAll(connector, cursor);
  account.clock.advance(600_000);
  expect((await pullAll(connector, later.cursor)).events).toEqual([]);
});

test("more than a page: the floor moves after the last page, a failure in between loses nothing", async () => {
  const connector = account.open();
  const { cursor } = await pullAll(connector, null);
  const ids = Array.from({ length: 230 }, (_, index) => account.post(`@bobowallet number ${index}`));
  const first = await connector.pull?.(cursor, { signal, waitMs: 0 });
  expect(first?.more).toBe(true);
  account.x.faults.add({ kind: "refuse", path: "/mentions", status: 503 });
  await expect(connector.pull?.(first?.cursor ?? "", { signal, waitMs: 0 })).rejects.toMatchObject({
    kind: "retryable",
  });
  account.clock.advance(3_600_000);
  const late = account.post("@bobowallet while the pages were open");
  const rest = await pullAll(account.open(), first?.cursor ?? "");
  const after = await pullAll(account.open(), rest.cursor);
  const seen = new Set(
    messages([...(first?.events ?? []), ...rest.events, ...after.events]).map((message) => message.id),
  );
  expect(ids.filter((id) => !seen.has(id))).toEqual([]);
  expect(seen).toContain(late);
});

test("an edit keeps the first id, and the answer goes to the newest version", async () => {
  const connector = account.open();
  const start = await pullAll(connector, null);
  const id = account.post("@bobowallet helo");
  const first = await pullAll(connector, start.cursor);
  account.clock.advance(60_000);
  account.x.side.edit({ by: account.lin, place: id, id, text: "@bobowallet hello" });
  const { events } = await pullAll(connector, first.cursor);
  const edited = events.find((event) => event.type === "message.edited");
  expect(edited).toMatchObject({ message: { id, version: 1, text: "@bobowallet hello" } });
  const [message] = messages(events);
  if (!message) throw new Error("nothing came");
  const sent = await connector.perform(replyTo(message, "Hello Lin"), signal);
  const body = account.x.ledger.effects("message")[0]?.body as { reply: { in_reply_to_tweet_id: string } };
  expect(body.reply.in_reply_to_tweet_id).not.toBe(id);
  const echo = messages((await pullAll(connector, start.cursor)).events).find((item) => item.id === sent.id);
  expect(echo).toMatchObject({ direction: "outbound", text: "Hello Lin", inReplyTo: id, person: { id: account.lin } });
});

test("typed handles address us, carried ones do not; what is referred to comes as context", async () => {
  const connector = account.open();
  const start = await pullAll(connector, null);
  const asked = account.post("@bobowallet help");
  const mo = account.x.side.addPerson({ name: "Mo", handle: "mo_x", role: "user" }).id;
  const scam = account.x.side.send({ from: mo, text: "DM me", replyTo: asked, media: [], options: {} }).id;
  const typed = account.x.side.send({
    from: mo,
    text: "me too @bobowallet",
    replyTo: asked,
    media: [],
    options: {},
  }).id;
  const { events } = await pullAll(connector, start.cursor);
  const byId = new Map(messages(events).map((message) => [message.id, message]));
  expect(byId.get(scam)).toMatchObject({ direction: "ambient", text: "DM me", place: { id: asked } });
  expect(byId.get(typed)).toMatchObject({ direction: "inbound", text: "me too @bobowallet" });

  const plain = account.x.side.send({ from: mo, text: "Is my money safe?", media: [], options: {} }).id;
  const pointed = account.post("@bobowallet please answer", plain);
  const later = messages((await pullAll(connector, start.cursor)).events);
  expect(later.find((message) => message.id === pointed)).toMatchObject({ direction: "inbound", inReplyTo: plain });
  expect(later.find((message) => message.id === plain)).toMatchObject({
    direction: "ambient",
    text: "Is my money safe?",
  });
});

test("words of ours: a plain post answers nobody, an answer belongs to whom it answers", async () => {
  const connector = account.open();
  const start = await pullAll(connector, null);
  const own = account.x.side.send({ from: bobo.id, text: "News", media: [], options: {} }).id;
  const asked = account.post("@bobowallet hm");
  account.x.side.send({ from: bobo.id, text: "Yes", replyTo: asked, media: [], options: {} });
  account.x.side.send({ from: bobo.id, to: account.lin, text: "Privately", media: [], options: {} });
  const found = messages((await pullAll(connector, start.cursor)).events).filter((message) => message.author.isUs);
  expect(found).toMatchObject([
    { id: own, person: null, origin: "native", direction: "outbound" },
    { text: "Yes", person: { id: account.lin }, place: { id: asked } },
    { text: "Privately", person: { id: account.lin }, place: { kind: "direct" } },
  ]);
});

test("pictures in posts and messages can be opened, and their t.co address is no text", async () => {
  const connector = account.open();
  const start = await pullAll(connector, null);
  const media = [{ name: "a.png", mime: "image/png", base64: Buffer.from("pixels").toString("base64") }];
  account.x.side.send({ from: account.lin, text: "@bobowallet look", media, options: {} });
  account.x.side.send({ from: account.lin, to: bobo.id, text: "secret", media, options: {} });
  const found = messages((await pullAll(connector, start.cursor)).events);
  expect(found.map((message) => message.text)).toEqual(["@bobowallet look", "secret"]);
  for (const message of found) {
    const opened = await connector.openMedia?.(message.media[0]?.id ?? "", fetchFileFromWorker, signal);
    expect(await new Response(opened?.body).text()).toBe("pixels");
  }
});

test("what lies beyond X's reach is told as a gap with its span", async () => {
  const connector = account.open();
  const start = await pullAll(connector, null);
  const before = account.clock.now();
  account.clock.advance(60_000);
  for (let index = 0; index < 810; index += 1) account.post(`@bobowallet number ${index}`);
  const { events, cursor } = await pullAll(connector, start.cursor);
  expect(messages(events)).toHaveLength(800);
  const gaps = events.filter((event) => event.type === "gap");
  expect(gaps).toMatchObject([{ code: "mentions-beyond-reach", until: account.clock.now() }]);
  expect(gaps[0]?.since).toBeLessThanOrEqual(before);
  account.clock.advance(40 * 86_400_000);
  const later = (await pullAll(connector, cursor)).events.filter((event) => event.type === "gap");
  expect(later).toEqual([
    { type: "gap", code: "dms-expired", since: before + 60_000, until: before + 60_000 + 10 * 86_400_000 },
  ]);
});

test("a page token that X takes no more begins the reading again", async () => {
  const connector = account.open();
  const { cursor } = await pullAll(connector, null);
  const ids = Array.from({ length: 150 }, (_, index) => account.post(`@bobowallet number ${index}`));
  const first = await connector.pull?.(cursor, { signal, waitMs: 0 });
  account.x.faults.add({ kind: "refuse", status: 400, path: "pagination_token" });
  const broken = await pullAll(connector, first?.cursor ?? "");
  const { events } = await pullAll(connector, broken.cursor);
  expect(new Set(messages(events).map((message) => message.id))).toEqual(new Set(ids));
});

test("limits: messages keep a reserve, one stream's limit holds no other", async () => {
  const connector = account.open();
  let { cursor } = await pullAll(connector, null);
  for (let poll = 0; poll < 20; poll += 1) ({ cursor } = await pullAll(connector, cursor));
  const reads = account.x.ledger.entries.filter((entry) => entry.path.startsWith("/2/dm_events"));
  expect(reads).toHaveLength(13);
  expect(account.limits.at(-1)).toMatchObject({ scope: "read-posts" });
  const id = account.post("@bobowallet still read");
  expect(messages((await pullAll(connector, cursor)).events).map((message) => message.id)).toEqual([id]);
  const late = account.dm("after the window");
  account.clock.advance(15 * 60_000);
  expect(messages((await pullAll(connector, cursor)).events).map((message) => message.id)).toContain(late);
});

test("a daily budget ends reading until the next UTC day", async () => {
  const connector = account.open(undefined, { dailyBudgetUsd: 0.02 });
  const start = await pullAll(connector, null);
  for (let index = 0; index < 3; index += 1) account.dm(`message ${index}`);
  const { cursor } = await pullAll(connector, start.cursor);
  await expect(pullAll(connector, cursor)).rejects.toMatchObject({
    kind: "rate-limited",
    code: "daily-budget-spent",
    retryAt: Date.parse("2026-03-02T00:00:00Z"),
  });
  const costNow = () => readingCost({ mode: "poll", dailyBudgetUsd: 0.02 }, cursor, account.clock.now());
  expect(costNow()).toMatchObject({ limitUsd: 0.02, resetsAt: Date.parse("2026-03-02T00:00:00Z") });
  expect(costNow().usd).toBeGreaterThanOrEqual(0.02);
  account.clock.advance(86_400_000);
  expect(costNow().usd).toBe(0);
  await pullAll(connector, cursor);
});

test("history has a size, a price and pages", async () => {
  const since = account.clock.now();
  account.clock.advance(1_000);
  for (let index = 0; index < 3; index += 1) account.post(`@bobowallet old ${index}`);
  account.dm("old");
  account.clock.advance(1_000);
  const connector = account.open();
  expect(await connector.historySize?.(since, signal)).toEqual({ messages: 4, priceUsd: 0.013 });
  const events = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<NonNullable<typeof connector.history>>> | undefined = await connector.history?.(
      since,
      cursor,
      signal,
    );
    events.push(...(page?.events ?? []));
    cursor = page?.cursor ?? null;
  } while (cursor !== null);
  expect(messages(events).map((message) => message.origin)).toEqual(["history", "history", "history", "history"]);
});

test("garbage in place of a page is an error that loses nothing; a bad entry is set aside", async () => {
  const connector = account.open();
  const start = await pullAll(connector, null);
  const id = account.post("@bobowallet hi");
  account.x.faults.add({ kind: "garbage", path: "/mentions" });
  await expect(pullAll(connector, start.cursor)).rejects.toMatchObject({ kind: "retryable", code: "garbled-answer" });
  account.x.faults.add({
    kind: "refuse",
    status: 200,
    path: "/mentions",
    body: { data: [{ id: "77", text: 5 }], meta: {} },
  });
  const { events, cursor } = await pullAll(connector, start.cursor);
  expect(events).toMatchObject([{ type: "poison", reason: expect.stringContaining("text") }]);
  expect(messages((await pullAll(connector, cursor)).events).map((message) => message.id)).toEqual([id]);
});
