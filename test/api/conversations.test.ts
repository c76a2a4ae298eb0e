import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { conversation } from "../../src/store/schema.ts";
import { openDesk } from "../support/desk.ts";

const ids = (page: { items: { id: string }[] }) => page.items.map((item) => item.id);

describe("list of conversations", () => {
  it("gives them newest first, with who and what", async () => {
    const desk = openDesk();
    desk.write({ person: "ann", text: "我的账户被锁定了" });
    desk.write({ person: "bob", platform: "telegram", text: "hello" });
    const page = await desk.get("/api/conversations");
    expect(ids(page)).toEqual(["cnv_2", "cnv_1"]);
    expect(page.nextCursor).toBeNull();
    expect(page.items[1]).toMatchObject({
      platform: "x",
      kind: "direct",
      status: "open",
      requester: { id: "idn_1", name: "ann", handle: "ann" },
      excerpt: "我的账户被锁定了",
      unread: 1,
      waitingSince: "2026-11-22T08:01:00.000Z",
      lastMessageAt: "2026-11-22T08:01:00.000Z",
      labels: [],
      assigneeId: null,
      needsAttention: false,
    });
  });

  it("filters by every column, alone and together", async () => {
    const desk = openDesk();
    desk.write({ person: "ann" });
    desk.write({ person: "bob", platform: "telegram", kind: "public", placeId: "group" });
    desk.write({ person: "cleo", platform: "discord", text: "seed phrase 助记词" });
    desk.write({ person: "dan" });
    await desk.send("PATCH", "/api/conversations/cnv_1", { status: "closed", labels: ["锁定", "vip"] }, 200);
    await desk.send("PATCH", "/api/conversations/cnv_3", { assigneeId: "agt_1", labels: ["vip"] }, 200);
    const list = async (query: string) => ids(await desk.get(`/api/conversations?${query}`));
    expect(await list("status=open")).toEqual(["cnv_4", "cnv_3", "cnv_2"]);
    expect(await list("status=open,closed")).toEqual(["cnv_4", "cnv_3", "cnv_2", "cnv_1"]);
    expect(await list("accountId=acc_1")).toEqual(["cnv_4", "cnv_1"]);
    expect(await list("accountId=acc_1&status=open")).toEqual(["cnv_4"]);
    expect(await list("platform=telegram")).toEqual(["cnv_2"]);
    expect(await list("platform=telegram&accountId=acc_1")).toEqual([]);
    expect(await list("kind=public")).toEqual(["cnv_2"]);
    expect(await list("kind=direct&status=open&platform=x")).toEqual(["cnv_4"]);
    expect(await list("assigneeId=agt_1")).toEqual(["cnv_3"]);
    expect(await list("assigneeId=me")).toEqual(["cnv_3"]);
    expect(await list("assigneeId=none&status=open")).toEqual(["cnv_4", "cnv_2"]);
    expect(await list("label=vip")).toEqual(["cnv_3", "cnv_1"]);
    expect(await list("label=vip&status=closed")).toEqual(["cnv_1"]);
    expect(await list("label=nobody")).toEqual([]);
    expect(await list("attention=true")).toEqual([]);
    expect(await list("attention=false&platform=x")).toEqual(["cnv_4", "cnv_1"]);
    expect(await list(`q=${encodeURIComponent("助记")}`)).toEqual(["cnv_3"]);
    expect(await list("q=message&status=open")).toEqual(["cnv_4", "cnv_2"]);
  });

  it("pages without a gap or a repetition while new ones arrive", async () => {
    const desk = openDesk();
    for (let i = 0; i < 25; i += 1) desk.write({ person: `p${i}`, platform: i % 2 ? "x" : "telegram" });
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < 10; page += 1) {
      const query: string = cursor === null ? "" : `&cursor=${cursor}`;
      const answer = await desk.get(`/api/conversations?status=open&limit=4${query}`);
      seen.push(...ids(answer));
      cursor = answer.nextCursor;
      if (cursor === null) break;
      desk.write({ person: `new${page}` });
    }
    expect(cursor).toBeNull();
    expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => `cnv_${25 - i}`));
  });

  it("puts who waits longest first, then the others newest first, page by page", async () => {
    const desk = openDesk();
    for (let i = 1; i <= 9; i += 1) desk.write({ person: `p${i}`, platform: i % 3 === 0 ? "telegram" : "x" });
    for (const i of [2, 4, 6]) await desk.send("PATCH", `/api/conversations/cnv_${i}`, { status: "closed" }, 200);
    await desk.send("PATCH", "/api/conversations/cnv_5", { assigneeId: "agt_1", labels: ["vip"] }, 200);
    desk.write({ person: "p1" });
    const all = async (query: string) => {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const rest: string = cursor === null ? "" : `&cursor=${cursor}`;
        const page = await desk.get(`/api/conversations?sort=waiting&limit=2${query}${rest}`);
        seen.push(...ids(page));
        cursor = page.nextCursor;
      } while (cursor !== null);
      return seen.map((id) => Number(id.slice(4)));
    };
    expect(await all("")).toEqual([1, 3, 5, 7, 8, 9, 6, 4, 2]);
    expect(await all("&status=open")).toEqual([1, 3, 5, 7, 8, 9]);
    expect(await all("&status=open,closed&accountId=acc_1")).toEqual([1, 5, 7, 8, 4, 2]);
    expect(await all("&assigneeId=none")).toEqual([1, 3, 7, 8, 9, 6, 4, 2]);
    expect(await all("&assigneeId=me")).toEqual([5]);
    expect(await all("&label=vip")).toEqual([5]);
    expect((await desk.get("/api/conversations?sort=waiting&q=message", 422)).field).toBe("sort");
    expect(await all("&attention=true")).toEqual([]);
  });

  it("puts what is owed soonest first", async () => {
    const desk = openDesk();
    for (let i = 1; i <= 4; i += 1) desk.write({ person: `p${i}` });
    for (const [id, dueAt] of [
      [3, 5_000],
      [1, 9_000],
    ] as const)
      desk.store.db.update(conversation).set({ dueAt }).where(eq(conversation.id, id)).run();
    expect(ids(await desk.get("/api/conversations?sort=due&status=open"))).toEqual([
      "cnv_3",
      "cnv_1",
      "cnv_4",
      "cnv_2",
    ]);
    const first = await desk.get("/api/conversations?sort=due&limit=1");
    expect(ids(await desk.get(`/api/conversations?sort=due&cursor=${first.nextCursor}`))).toEqual([
      "cnv_1",
      "cnv_4",
      "cnv_2",
    ]);
  });

  it("goes on through a stretch in which nothing fits", async () => {
    const desk = openDesk();
    desk.write({ person: "first", kind: "public", placeId: "group" });
    desk.store.transaction((at) => {
      const { q } = desk.store;
      const { id: contactId } = q.insertContact.get({ at });
      for (let i = 0; i < 2_100; i += 1) {
        const person = { platform: "x", remoteId: `many${i}`, name: "n", handle: null, avatarUrl: null, url: null };
        const { id: personId } = q.insertIdentity.get({
          ...person,
          contactId,
          state: "active",
          isUs: false,
          seenAt: at,
          erasedUntil: null,
        });
        const placeRow = q.insertPlace.get({
          accountId: desk.accounts.x,
          remoteId: `place${i}`,
          kind: "direct",
          title: null,
          url: null,
          at,
        });
        q.insertConversation.get({
          accountId: desk.accounts.x,
          platform: "x",
          placeId: placeRow.id,
          personId,
          kind: "direct",
          status: "open",
          at: at + 1 + i,
        });
      }
    });
    const first = await desk.get("/api/conversations?kind=public");
    expect(first.items).toEqual([]);
    expect(first.nextCursor).not.toBeNull();
    expect(ids(await desk.get(`/api/conversations?kind=public&cursor=${first.nextCursor}`))).toEqual(["cnv_1"]);
  });
});

describe("one conversation", () => {
  it("says whether and how it can be answered", async () => {
    const desk = openDesk();
    desk.write({ person: "ann" });
    expect(await desk.get("/api/conversations/cnv_1")).toMatchObject({
      id: "cnv_1",
      answerability: { state: "open" },
      limits: { textLimit: 280, media: { maxCount: 4 } },
      seq: expect.any(Number),
      episode: { openedAt: "2026-11-22T08:01:00.000Z", closedAt: null },
      account: { name: "波宝 Bobo Wallet", handle: "bobowallet", state: "active" },
    });
  });

  it("changes everything at once, or nothing", async () => {
    const desk = openDesk();
    desk.write({ person: "ann" });
    const bad = await desk.send(
      "PATCH",
      "/api/conversations/cnv_1",
      { priority: "high", labels: ["vip"], assigneeId: "agt_99" },
      422,
    );
    expect(bad).toMatchObject({ code: "invalid", field: "assigneeId" });
    expect(await desk.get("/api/conversations/cnv_1")).toMatchObject({ priority: "normal", labels: [] });
    const change = { priority: "urgent", labels: ["vip", "锁定"], assigneeId: "agt_2", unread: false };
    const good = await desk.send("PATCH", "/api/conversations/cnv_1", change, 200);
    expect(good).toMatchObject({ priority: "urgent", labels: ["vip", "锁定"], assigneeId: "agt_2", unread: 0 });
    const bare = await desk.send(
      "PATCH",
      "/api/conversations/cnv_1",
      { labels: [], assigneeId: null, unread: true },
      200,
    );
    expect(bare).toMatchObject({ labels: [], assigneeId: null, unread: 1 });
  });

  it("closes the episode with the work, and goes on with it when reopened", async () => {
    const desk = openDesk();
    desk.write({ person: "ann" });
    const closed = await desk.send("PATCH", "/api/conversations/cnv_1", { status: "closed" }, 200);
    expect(closed).toMatchObject({
      status: "closed",
      waitingSince: null,
      episode: { closedAt: "2026-11-22T08:01:00.000Z" },
    });
    const open = await desk.send("PATCH", "/api/conversations/cnv_1", { status: "open" }, 200);
    expect(open).toMatchObject({
      status: "open",
      waitingSince: "2026-11-22T08:01:00.000Z",
      episode: { closedAt: null, openedAt: "2026-11-22T08:01:00.000Z" },
    });
    await desk.send("PATCH", "/api/conversations/cnv_1", { status: "closed" }, 200);
    desk.write({ person: "ann", text: "again" });
    expect(await desk.get("/api/conversations/cnv_1")).toMatchObject({
      status: "open",
      episode: { openedAt: "2026-11-22T08:02:00.000Z", closedAt: null },
    });
  });

  it("snoozes until a time to come, and not to one that is past", async () => {
    const desk = openDesk();
    desk.write({ person: "ann" });
    const snooze = (body: object, status: number) => desk.send("PATCH", "/api/conversations/cnv_1", body, status);
    // Without a time: until they write.
    expect(await snooze({ status: "snoozed" }, 200)).toMatchObject({ status: "snoozed", snoozedUntil: null });
    expect(await snooze({ snoozedUntil: "2026-11-22T07:00:00Z" }, 422)).toMatchObject({ field: "snoozedUntil" });
    expect(await snooze({ status: "open", snoozedUntil: "2026-11-23T07:00:00Z" }, 422)).toMatchObject({
      field: "snoozedUntil",
    });
    expect(await snooze({ snoozedUntil: "2026-11-23T07:00:00Z" }, 200)).toMatchObject({
      status: "snoozed",
      snoozedUntil: "2026-11-23T07:00:00.000Z",
    });
    expect(await snooze({ snoozedUntil: null }, 200)).toMatchObject({ status: "open", snoozedUntil: null });
  });

  it("keeps the counters in step", async () => {
    const desk = openDesk();
    desk.write({ person: "ann" });
    desk.write({ person: "bob", platform: "telegram" });
    await desk.send("PATCH", "/api/conversations/cnv_1", { assigneeId: "agt_1" }, 200);
    await desk.send("PATCH", "/api/conversations/cnv_2", { status: "spam" }, 200);
    expect(await desk.get("/api/counts")).toEqual({
      status: { open: 1, pending: 0, snoozed: 0, closed: 0, spam: 1 },
      byAccount: { acc_1: 1, acc_2: 0 },
      mentions: 0,
      accountStatus: {
        acc_1: { open: 1, pending: 0, snoozed: 0, closed: 0, spam: 0 },
        acc_2: { open: 0, pending: 0, snoozed: 0, closed: 0, spam: 1 },
      },
      byAssignee: { agt_1: 1 },
      unassigned: 0,
      attention: 0,
    });
  });
});
