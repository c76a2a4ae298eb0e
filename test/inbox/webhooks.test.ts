import { sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, it } from "vitest";
import { registry } from "../../connectors/registry.ts";
import { createInbox, type Inbox } from "../../src/app.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { wantsType, webhookWaitMs } from "../../src/domain/webhook-schedule.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createFetchFile } from "../../src/host/fetch-file.ts";
import { createPost } from "../../src/host/post-public.ts";
import { isPublicAddress } from "../../src/host/public-address.ts";
import type { Post } from "../../src/inbox/webhooks/send.ts";
import { event } from "../../src/store/schema.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { type Delivery, type Receiver, startReceiver } from "../support/receiver.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Scene {
  desk: Desk;
  receiver: Receiver;
  secret: string;
  /** Lets everything that is due at this time happen. */
  settle: () => Promise<void>;
  /** Another process over the same database. */
  start: (post?: Post) => Inbox;
  webhook: () => Promise<Record<string, unknown>>;
  events: () => string[];
}

/** The receiver stands at an https address of the public internet; only the test knows that it is on this machine. */
async function scene(types: string[] = ["message.*"]): Promise<Scene> {
  const receiver = await startReceiver();
  const desk = openDesk();
  const { store, clock } = desk;
  store.db.run(sql`update account set state = 'paused'`);
  const toReceiver: Post = (url, request) => {
    expect(url).toBe("https://crm.example/hook");
    return createPost(() => true)(receiver.url, request);
  };
  const start = (post = toReceiver) => {
    const inbox = createInbox({
      db: store.db,
      platforms: registry,
      clock,
      keys: desk.deps.accounts.keys,
      content: desk.deps.content,
      fetchFile: createFetchFile(),
      log: silentLog,
      random: () => 0.5,
      longPollMs: 0,
      pause: async () => {},
      post,
    });
    closing.push(() => inbox.stop());
    return inbox;
  };
  closing.push(() => receiver.close());
  const inbox = start();
  const added = await desk.send("POST", "/api/webhooks", { url: "https://crm.example/hook", types }, 201);
  return {
    desk,
    receiver,
    secret: added.secret,
    start,
    async settle() {
      for (let due = true; due;) {
        const { nextAt } = inbox.tick();
        await inbox.idle();
        due = nextAt !== null && nextAt <= clock.now();
        if (!due) due = (inbox.tick().nextAt ?? Number.POSITIVE_INFINITY) <= clock.now();
        await inbox.idle();
      }
    },
    webhook: async () => (await desk.get("/api/webhooks")).items[0],
    events: () =>
      store.db
        .select()
        .from(event)
        .all()
        .map((row) => row.type),
  };
}

const idOf = ({ headers }: Delivery) => headers.get("webhook-id");
const bodyOf = ({ body }: Delivery) => body as { type: string; timestamp: string; data: Record<string, unknown> };

describe("an outgoing webhook", () => {
  it("gets another secret, and is signed with both until the overlap is over", async () => {
    const { desk, receiver, secret, settle, webhook } = await scene();
    const replaced = await desk.send("POST", "/api/webhooks/whk_1/secret", { overlapHours: 2 }, 200);
    expect(replaced.secret).not.toBe(secret);
    expect(JSON.stringify(await webhook())).not.toContain("whsec_");
    const until = new Date(desk.clock.now() + 2 * HOUR_MS).toISOString();
    expect(await webhook()).toMatchObject({ previousSecretUntil: until });
    const signatures = async (count: number) => {
      desk.write({ person: "ann" });
      await settle();
      const all = await receiver.received(count);
      const last = all.at(-1);
      if (!last) throw new Error("nothing came");
      const text = new TextDecoder().decode(last.request.body);
      const at = new Date(Number(last.headers.get("webhook-timestamp")) * 1_000);
      const sign = (by: string) => new Webhook(by).sign(idOf(last) ?? "", at, text);
      return { given: last.headers.get("webhook-signature"), by: sign };
    };
    const both = await signatures(1);
    expect(both.given).toBe(`${both.by(replaced.secret)} ${both.by(secret)}`);
    desk.clock.advance(2 * HOUR_MS);
    const one = await signatures(2);
    expect(one.given).toBe(one.by(replaced.secret));
    expect(await webhook()).toMatchObject({ previousSecretUntil: null });
  });

  it("is tested alone, whatever it asked for, and shows how its calls went", async () => {
    const { desk, receiver, settle, webhook } = await scene(["note.*"]);
    await desk.send("POST", "/api/webhooks", { url: "https://crm.example/hook", types: [] }, 201);
    await settle();
    const before = (await receiver.received(1)).length;
    const { seq } = await desk.send("POST", "/api/webhooks/whk_1/test", undefined, 202);
    await settle();
    const all = await receiver.received(before + 1);
    expect(all.slice(before).map((one) => bodyOf(one).type)).toEqual(["webhook.tested"]);
    expect((await webhook())["recent"]).toMatchObject([{ seq, type: "webhook.tested", attempt: 1, code: "taken" }]);
    await desk.send("PATCH", "/api/webhooks/whk_1", { state: "disabled" }, 200);
    expect(await desk.send("POST", "/api/webhooks/whk_1/test", undefined, 409)).toMatchObject({ code: "conflict" });
  });

  it("is told what happens from now on, signed so that the library of the standard verifies it", async () => {
    const { desk, receiver, secret, settle, webhook } = await scene();
    desk.write({ person: "ann", text: "我的账户被锁定了" });
    await settle();
    const [only, ...others] = await receiver.received(1);
    if (!only) throw new Error("nothing came");
    expect(others).toEqual([]);
    const text = new TextDecoder().decode(only.request.body);
    const now = desk.clock.now() / 1_000;
    expect(only.headers.get("webhook-timestamp")).toBe(String(now));
    const expected = new Webhook(secret).sign(idOf(only) ?? "", new Date(desk.clock.now()), text);
    expect(only.headers.get("webhook-signature")).toBe(expected);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(bodyOf(only)).toMatchObject({
      type: "message.created",
      timestamp: new Date(desk.clock.now()).toISOString(),
      data: { messageId: "msg_1", conversationId: "cnv_1", message: { text: "我的账户被锁定了" } },
    });
    expect(await webhook()).toMatchObject({ state: "active", lastError: null, seq: desk.store.q.lastEvent.get()?.seq });
    expect(JSON.stringify(await webhook())).not.toContain("whsec");
    expect(JSON.stringify(desk.store.db.all(sql`select * from webhook_endpoint`))).not.toContain(secret.slice(6));
  });

  it("tells what a message says when it is sent, never what it said before", async () => {
    const { desk, receiver, settle } = await scene();
    receiver.answer(500);
    desk.write({ person: "ann", text: "my secret words" });
    await settle();
    desk.store.db.run(sql`update message set text = 'my ••• words'`);
    desk.clock.advance(6_000);
    await settle();
    const [first, second] = await receiver.received(2);
    expect([first, second].map((one) => one && bodyOf(one).data["message"])).toMatchObject([
      { text: "my secret words" },
      { text: "my ••• words" },
    ]);
    expect(first && idOf(first)).toBe(second && idOf(second));
  });

  it("is tried for three days, then disabled with a notice, and goes on from there when it is set to work again", async () => {
    const { desk, receiver, settle, webhook, events } = await scene();
    receiver.answer(500, 301, 404, 503, 500, 500, 500, 500, 500, 500);
    desk.write({ person: "ann" });
    const began = desk.clock.now();
    for (let hours = 0; (await webhook())["state"] === "active" && hours < 100; hours += 1) {
      await settle();
      desk.clock.advance(HOUR_MS);
    }
    expect(desk.clock.now() - began).toBeGreaterThan(3 * DAY_MS);
    expect(await receiver.received(10)).toHaveLength(10);
    expect(await webhook()).toMatchObject({ state: "disabled", reason: "failing", lastError: "http-500" });
    expect(events()).toContain("webhook.disabled");
    desk.write({ person: "bob" });
    await settle();
    expect(await receiver.received(10)).toHaveLength(10);
    await desk.send("PATCH", "/api/webhooks/whk_1", { state: "active" }, 200);
    await settle();
    const told = await receiver.received(12);
    expect(
      told
        .slice(10)
        .map((one) => String(bodyOf(one).data["messageId"]))
        .toSorted(),
    ).toEqual(["msg_1", "msg_2"]);
  });

  it("is disabled at once where the receiver says that it is gone", async () => {
    const { desk, receiver, settle, webhook } = await scene();
    receiver.answer(410);
    desk.write({ person: "ann" });
    await settle();
    expect(await webhook()).toMatchObject({ state: "disabled", reason: "gone" });
  });

  it("waits as long as the receiver asks", async () => {
    const { desk, settle, start, webhook } = await scene();
    const sent: number[] = [];
    const busy = start(async () => {
      sent.push(desk.clock.now());
      return { status: 429, retryAfterMs: 10 * MINUTE_MS };
    });
    desk.write({ person: "ann" });
    busy.tick();
    await busy.idle();
    desk.clock.advance(9 * MINUTE_MS);
    busy.tick();
    await busy.idle();
    expect(sent).toHaveLength(1);
    expect(await webhook()).toMatchObject({ state: "active", lastError: "http-429" });
    desk.clock.advance(MINUTE_MS);
    await settle();
    expect((await webhook())["lastSentAt"]).not.toBeNull();
  });

  it("is told again, under the same id, what a process was telling when it died", async () => {
    const { desk, receiver, settle, start } = await scene();
    const ids: (string | undefined)[] = [];
    const dying = start((url, request) => {
      ids.push(request.headers["webhook-id"]);
      // The receiver has it, and the process never hears of it.
      const { signal } = request;
      return createPost(() => true)(receiver.url, request).then(
        () => new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("dead")))),
      );
    });
    desk.write({ person: "ann" });
    dying.tick();
    await receiver.received(1);
    await settle();
    expect(await receiver.received(1)).toHaveLength(1);
    desk.clock.advance(MINUTE_MS);
    await settle();
    const told = await receiver.received(2);
    expect(told.map(idOf)).toEqual([ids[0], ids[0]]);
  });

  it("can be told once more from any event of the log", async () => {
    const { desk, receiver, settle } = await scene();
    for (let n = 0; n < 5; n += 1) desk.write({ person: "ann" });
    await settle();
    const before = await receiver.received(5);
    const third = before.map((one) => bodyOf(one).data["seq"] as number).toSorted((a, b) => a - b)[2];
    await desk.send("POST", "/api/webhooks/whk_1/replay", { sinceSeq: third }, 202);
    await settle();
    const again = (await receiver.received(7)).slice(5);
    expect(again.map((one) => String(bodyOf(one).data["messageId"])).toSorted()).toEqual(["msg_4", "msg_5"]);
    const ids = new Set(before.map(idOf));
    expect(again.every((one) => ids.has(idOf(one)))).toBe(true);
    await desk.send("POST", "/api/webhooks/whk_1/replay", { sinceSeq: 1_000 }, 422);
  });

  it("takes https addresses and known kinds of types only, from admins", async () => {
    const { desk } = await scene();
    for (const url of ["http://crm.example", "ftp://x", "nonsense", "https://a:b@crm.example"])
      expect([url, (await desk.ask("POST", "/api/webhooks", { url })).status]).toEqual([url, 422]);
    expect((await desk.ask("POST", "/api/webhooks", { url: "https://x.example", types: ["*"] })).status).toBe(422);
    const as = { authorization: `Bearer ${desk.agentToken}` };
    expect((await desk.ask("GET", "/api/webhooks", undefined, as)).status).toBe(403);
    await desk.send("DELETE", "/api/webhooks/whk_1", undefined, 200);
    await desk.send("PATCH", "/api/webhooks/whk_1", { types: [] }, 404);
  });
});

describe("posting to the public internet", () => {
  const post = (url: string) =>
    createPost()(url, { headers: {}, body: "{}", signal: AbortSignal.timeout(5_000) }).then(
      () => "sent",
      (error: unknown) => (error instanceof Error ? error.message : "?"),
    );

  it("reaches nothing of this machine or its network, by name, number or another spelling", async () => {
    const receiver = await startReceiver();
    closing.push(() => receiver.close());
    const { port } = new URL(receiver.url);
    for (const host of [
      "localhost",
      "127.0.0.1",
      "2130706433",
      "0x7f.1",
      "[::1]",
      "[::ffff:127.0.0.1]",
      "169.254.169.254",
    ])
      expect([host, await post(`http://${host}:${port}/`)]).toEqual([host, "address-not-public"]);
  });

  it.each([
    ["8.8.8.8", true],
    ["2606:4700:4700::1111", true],
    ["10.1.2.3", false],
    ["172.31.255.255", false],
    ["192.168.1.1", false],
    ["100.64.0.1", false],
    ["255.255.255.255", false],
    ["fd00::1", false],
    ["fe80::1", false],
    ["::", false],
    ["64:ff9b::7f00:1", false],
    ["2002:7f00:1::", false],
    ["nonsense", false],
  ])("%s is public: %s", (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
  });

  it("follows no redirect and waits for no body", async () => {
    const answer = { status: 302, headers: { location: "http://127.0.0.1:1/" }, body: "x".repeat(100_000) };
    const receiver = await startReceiver(async () => answer);
    closing.push(() => receiver.close());
    const request = { headers: {}, body: "{}", signal: AbortSignal.timeout(5_000) };
    expect(await createPost(() => true)(receiver.url, request)).toEqual({ status: 302, retryAfterMs: null });
  });
});

it("waits ever longer, for a little more than three days in all", () => {
  const waits = Array.from({ length: 9 }, (_, i) => webhookWaitMs(i + 1, 0.5) ?? 0);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(waits.reduce((sum, ms) => sum + ms) / DAY_MS).toBeCloseTo(3.15, 1);
  expect(webhookWaitMs(10, 0.5)).toBeNull();
  expect([webhookWaitMs(1, 0), webhookWaitMs(1, 1)]).toEqual([4_500, 5_500]);
  expect(wantsType([], "message.created")).toBe(true);
  expect(wantsType(["message.*"], "message.created")).toBe(true);
  expect(wantsType(["message.edited"], "message.created")).toBe(false);
  expect(wantsType(["message.*"], "messages.created")).toBe(false);
});
