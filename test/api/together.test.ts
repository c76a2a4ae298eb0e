import { describe, expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { DEFAULT_NOTICES } from "../../src/domain/notices.ts";
import { followLog } from "../../src/inbox/together/follow.ts";
import { createStore } from "../../src/store/db.ts";
import { createToken } from "../../src/trust/tokens.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { testStore } from "../support/store.ts";

const LIN = "agt_1";
const MIA = "agt_2";
const MINUTE = 60_000;

const asMia = (desk: Desk) => ({ authorization: `Bearer ${desk.agentToken}` });
const follow = (desk: Desk) => {
  for (let round = 0; round < 3; round += 1) followLog(desk.store);
};
/** A further agent; gives the headers of their requests and their id. */
function hire(desk: Desk, name: string): { id: string; headers: Record<string, string> } {
  const { token } = createToken({ store: desk.store, actor: SYSTEM }, { name, role: "agent" });
  const { n } = desk.store.db.all<{ n: number }>("select max(id) as n from agent")[0] ?? { n: 0 };
  return { id: `agt_${n}`, headers: { authorization: `Bearer ${token}` } };
}
const here = (desk: Desk, body: object, headers = {}) =>
  desk.send("POST", "/api/presence", { tab: "t1", conversationId: "cnv_1", ...body }, 200, headers);

describe("who is there", () => {
  it("is told to who reads, and over by itself", async () => {
    const desk = openDesk();
    desk.write({});
    expect((await here(desk, {})).here).toEqual({
      conversationId: "cnv_1",
      people: [{ agentId: LIN, typing: null, forMs: 45_000 }],
      holder: null,
    });
    desk.clock.advance(30_000);
    await here(desk, { typing: "note" }, asMia(desk));
    const { items } = await desk.get("/api/presence");
    expect(items).toEqual([
      {
        conversationId: "cnv_1",
        people: [
          { agentId: LIN, typing: null, forMs: 15_000 },
          { agentId: MIA, typing: "note", forMs: 45_000 },
        ],
        // A note holds nobody up.
        holder: null,
      },
    ]);
    desk.clock.advance(20_000);
    expect((await desk.get("/api/presence")).items[0].people).toEqual([{ agentId: MIA, typing: null, forMs: 25_000 }]);
    desk.clock.advance(26_000);
    expect((await desk.get("/api/presence")).items).toEqual([]);
  });

  it("is one line a person, however many pages they have, and ends when they leave", async () => {
    const desk = openDesk();
    desk.write({});
    await here(desk, { tab: "a", typing: "private" });
    await here(desk, { tab: "b" });
    expect((await desk.get("/api/presence")).items[0].people).toMatchObject([{ agentId: LIN, typing: "private" }]);
    await here(desk, { tab: "a", conversationId: null });
    expect((await desk.get("/api/presence")).items[0].people).toHaveLength(1);
    expect(await here(desk, { tab: "b", conversationId: null })).toEqual({ here: null });
    expect((await desk.get("/api/presence")).items).toEqual([]);
  });

  it("comes over the live stream without moving its number", async () => {
    const desk = openDesk();
    desk.write({});
    const stream = await desk.ask("GET", "/api/events", undefined, asMia(desk));
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    await here(desk, { typing: "private" });
    let text = "";
    while (!text.includes("event: presence")) text += (await reader?.read())?.value ?? "";
    await reader?.cancel();
    expect(text).toMatch(
      /^event: presence\ndata: \{"conversationId":"cnv_1","people":\[\{"agentId":"agt_1","typing":"private"/,
    );
    expect(text).not.toContain("id:");
  });

  it("takes so many words a second and no more", async () => {
    const desk = openDesk();
    desk.write({});
    for (let n = 0; n < 60; n += 1) await here(desk, {});
    const refused = await desk.ask("POST", "/api/presence", { tab: "t1", conversationId: null });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    await here(desk, {}, asMia(desk));
    desk.clock.advance(1_000);
    await here(desk, {});
  });

  it("names what is wrong", async () => {
    const desk = openDesk();
    desk.write({});
    const field = async (body: object) => (await desk.send("POST", "/api/presence", body, 422)).field;
    expect(await field({ tab: "", conversationId: null })).toBe("tab");
    expect(await field({ tab: "t", conversationId: "agt_1" })).toBe("conversationId");
    expect(await field({ tab: "t", conversationId: null, typing: "loudly" })).toBe("typing");
    await desk.send("POST", "/api/presence", { tab: "t", conversationId: "cnv_9" }, 404);
  });
});

describe("who answers", () => {
  it("is the first who types, until they rest, leave, answer or somebody takes over", async () => {
    const desk = openDesk();
    desk.write({});
    const holder = async () => (await desk.get("/api/presence")).items[0]?.holder?.agentId ?? null;
    await here(desk, { typing: "private" });
    await here(desk, { typing: "private" }, asMia(desk));
    expect(await holder()).toBe(LIN);
    await here(desk, { typing: "private", takeOver: true }, asMia(desk));
    expect(await holder()).toBe(MIA);
    await here(desk, { typing: "private" });
    expect(await holder()).toBe(MIA);

    await desk.send("POST", "/api/conversations/cnv_1/replies", { text: "done" }, 202, asMia(desk));
    expect(await holder()).toBe(null);
    await here(desk, { typing: "private" });
    expect(await holder()).toBe(LIN);
    await here(desk, { conversationId: null });
    expect(await holder()).toBe(null);

    await here(desk, { typing: "private" });
    for (let s = 0; s < 4; s += 1) {
      desk.clock.advance(16_000);
      await here(desk, {});
    }
    expect(await holder()).toBe(null);
  });

  it("must have seen what a colleague said meanwhile", async () => {
    const desk = openDesk();
    desk.write({});
    const { seq: seenSeq } = await desk.get("/api/conversations/cnv_1");
    const REPLIES = "/api/conversations/cnv_1/replies";
    const first = await desk.send("POST", REPLIES, { text: "one", seenSeq }, 202, asMia(desk));
    const moved = await desk.send("POST", REPLIES, { text: "two", seenSeq }, 409);
    expect(moved).toMatchObject({ code: "conversation-moved", seq: first.seq, newMessages: first.messageIds });
    expect((await desk.get("/api/conversations/cnv_1/messages")).items).toHaveLength(2);
    await desk.send("POST", REPLIES, { text: "two", seenSeq: moved.seq }, 202);
  });
});

describe("being told", () => {
  const told = async (desk: Desk, headers = {}) => {
    follow(desk);
    const { items, unread } = await desk.send("GET", "/api/notices", undefined, 200, headers);
    return { unread, kinds: items.map((one: { kind: string; unread: number }) => `${one.kind} ${one.unread}`) };
  };

  it("loses nothing where the program dies before there was anything to tell", async () => {
    const opened = testStore();
    const desk = openDesk({}, opened);
    follow(desk);
    desk.write({ person: "ann" });
    await desk.send("PATCH", "/api/conversations/cnv_1", { assigneeId: MIA }, 200);
    // Started anew on the same database.
    const { db } = opened.store;
    followLog(createStore({ db, clock: opened.clock }));
    const { items } = await desk.send("GET", "/api/notices", undefined, 200, asMia(desk));
    expect(items[0]).toMatchObject({ kind: "assigned" });
  });

  it("is one line for each kind and conversation, of what others did", async () => {
    const desk = openDesk();
    desk.write({ person: "ann" });
    follow(desk);
    await desk.send("PATCH", "/api/conversations/cnv_1", { assigneeId: MIA }, 200);
    await desk.send("POST", "/api/conversations/cnv_1/notes", { text: "@Mia see" }, 201);
    await desk.send("POST", "/api/conversations/cnv_1/notes", { text: "@Mia and @Lin" }, 201);
    for (let n = 0; n < 3; n += 1) desk.write({ person: "ann" });
    expect(await told(desk, asMia(desk))).toEqual({ unread: 3, kinds: ["answered 3", "mentioned 2", "assigned 1"] });
    expect(await told(desk)).toEqual({ unread: 0, kinds: [] });

    await desk.ask("POST", "/api/conversations/cnv_1/seen", undefined, asMia(desk));
    expect(await told(desk, asMia(desk))).toEqual({ unread: 0, kinds: ["answered 0", "mentioned 0", "assigned 0"] });
    desk.write({ person: "ann" });
    const { items } = await desk.send("GET", "/api/notices", undefined, 200, asMia(desk)).then((first) => {
      expect(first.unread).toBe(0);
      follow(desk);
      return desk.send("GET", "/api/notices?limit=1", undefined, 200, asMia(desk));
    });
    expect(items).toMatchObject([
      { kind: "answered", unread: 1, conversationId: "cnv_1", personName: "ann", actor: "system", platform: "x" },
    ]);
    await desk.ask("POST", "/api/notices/read", { upTo: items[0].seq }, asMia(desk));
    expect((await told(desk, asMia(desk))).unread).toBe(0);
  });

  it("tells of a mention that an edit adds, once", async () => {
    const desk = openDesk();
    desk.write({ person: "ann" });
    follow(desk);
    const { messageId } = await desk.send("POST", "/api/conversations/cnv_1/notes", { text: "see" }, 201);
    await desk.send("PATCH", `/api/notes/${messageId}`, { text: "@Mia see" }, 200);
    await desk.send("PATCH", `/api/notes/${messageId}`, { text: "@Mia, see" }, 200);
    expect(await told(desk, asMia(desk))).toEqual({ unread: 1, kinds: ["mentioned 1"] });
  });

  it("tells of a hand-over and of what a lead decided", async () => {
    const desk = openDesk();
    desk.write({ person: "ann" });
    follow(desk);
    await desk.send("POST", "/api/conversations/cnv_1/hand-over", { assigneeId: MIA, note: "yours" }, 201);
    const { deliveries } = await desk.send(
      "POST",
      "/api/conversations/cnv_1/replies",
      { text: "see https://elsewhere.example/" },
      202,
      asMia(desk),
    );
    expect(deliveries[0].state).toBe("held");
    await desk.ask("POST", `/api/deliveries/${deliveries[0].id}/reject`);
    expect(await told(desk, asMia(desk))).toEqual({ unread: 2, kinds: ["rejected 1", "handedOver 1"] });
  });

  it("says nothing of the past, of imports and of what is switched off", async () => {
    const desk = openDesk();
    desk.write({ person: "ann" });
    await desk.send("PATCH", "/api/conversations/cnv_1", { assigneeId: MIA }, 200);
    follow(desk);
    const switches = { ...DEFAULT_NOTICES, answered: false };
    expect(await desk.send("PUT", "/api/me/notices", switches, 200, asMia(desk))).toEqual(switches);
    expect(await desk.get("/api/me/notices")).toEqual(DEFAULT_NOTICES);
    desk.write({ person: "ann" });
    expect(await told(desk, asMia(desk))).toEqual({ unread: 0, kinds: [] });
  });

  it("keeps 200 of them", async () => {
    const desk = openDesk();
    follow(desk);
    for (let n = 0; n < 205; n += 1) desk.write({ person: `p${n}` });
    for (let n = 1; n <= 205; n += 1) await desk.send("PATCH", `/api/conversations/cnv_${n}`, { assigneeId: MIA }, 200);
    expect((await told(desk, asMia(desk))).unread).toBe(200);
  });
});

describe("giving out in turn", () => {
  interface Shift {
    desk: Desk;
    team: { id: string; headers: Record<string, string> }[];
    owners(): Promise<(string | null)[]>;
  }
  /** Mia, Noa and Oli are there and take part on X; Lin is not. */
  async function shift(rule: object = {}): Promise<Shift> {
    const desk = openDesk();
    const team = [{ id: MIA, headers: asMia(desk) }, hire(desk, "Noa"), hire(desk, "Oli")];
    const agentIds = team.map((one) => one.id);
    await desk.send(
      "PUT",
      "/api/settings/assignment",
      { mode: "roundRobin", capacity: 2, offlineMinutes: 10, accounts: [{ accountId: "acc_1", agentIds }], ...rule },
      200,
    );
    follow(desk);
    const shiftOf: Shift = {
      desk,
      team,
      async owners() {
        follow(desk);
        const { items } = await desk.get("/api/conversations?limit=50");
        return items.map((one: { assigneeId: string | null }) => one.assigneeId).toReversed();
      },
    };
    await come(shiftOf);
    return shiftOf;
  }
  const come = async ({ desk, team }: Shift, but: string[] = []) => {
    for (const { id, headers } of team) if (!but.includes(id)) await here(desk, { conversationId: null }, headers);
  };

  it("goes round, up to what each can carry, and waits visibly then", async () => {
    const one = await shift();
    const { desk } = one;
    for (let n = 0; n < 8; n += 1) desk.write({ person: `p${n}` });
    const [m, n, o] = one.team.map(({ id }) => id);
    expect(await one.owners()).toEqual([m, n, o, m, n, o, null, null]);
    expect((await desk.get("/api/team")).waiting).toEqual({ count: 2, since: expect.stringContaining("T") });

    // Whoever has room again is given the one that waits longest.
    await desk.send("PATCH", "/api/conversations/cnv_2", { status: "closed" }, 200);
    expect((await one.owners())[6]).toBe(n);
    await desk.send("PATCH", `/api/team/${o}`, { capacity: 3 }, 200);
    expect((await one.owners())[7]).toBe(o);
    expect((await desk.get("/api/team")).waiting).toEqual({ count: 0, since: null });
    const { items } = await desk.get("/api/audit?type=conversation.assigned");
    expect(items[0]).toMatchObject({ actor: "system", data: { from: null, to: o } });
  });

  it("passes over who is away or has closed their pages", async () => {
    const one = await shift({ capacity: 50 });
    const { desk, team } = one;
    const [m, n, o] = team.map(({ id }) => id);
    await desk.send("PATCH", `/api/team/${n}`, { away: true }, 200, team[1]?.headers);
    desk.write({ person: "a" });
    desk.write({ person: "b" });
    expect(await one.owners()).toEqual([m, o]);
    desk.clock.advance(11 * MINUTE);
    desk.write({ person: "c" });
    expect(await one.owners()).toEqual([m, o, null]);
    expect((await desk.get("/api/team")).items.map((w: { availability: string }) => w.availability)).toEqual(
      Array.from({ length: 4 }, () => "offline"),
    );
    await come(one, [m ?? "", o ?? ""]);
    expect(await one.owners()).toEqual([m, o, null]);
    await come(one, [n ?? ""]);
    expect(await one.owners()).toEqual([m, o, m]);
  });

  it("leaves alone other accounts, what somebody took, and what was there before", async () => {
    const desk = openDesk();
    desk.write({ person: "early" });
    follow(desk);
    await desk.send(
      "PUT",
      "/api/settings/assignment",
      { mode: "roundRobin", capacity: 5, offlineMinutes: 10, accounts: [{ accountId: "acc_1", agentIds: [MIA] }] },
      200,
    );
    await here(desk, { conversationId: null }, asMia(desk));
    desk.write({ person: "tg", platform: "telegram" });
    desk.write({ person: "taken" });
    await desk.send("PATCH", "/api/conversations/cnv_3", { assigneeId: LIN }, 200);
    desk.write({ person: "new" });
    follow(desk);
    const owner = async (id: string) => (await desk.get(`/api/conversations/${id}`)).assigneeId;
    expect(await Promise.all(["cnv_1", "cnv_2", "cnv_3", "cnv_4"].map(owner))).toEqual([null, null, LIN, MIA]);
  });

  it("gives who writes again back to whom they had, if that one is there", async () => {
    const one = await shift({ capacity: 1 });
    const { desk, team } = one;
    const [m, n, o] = team.map(({ id }) => id);
    for (const person of ["a", "b"]) desk.write({ person });
    expect(await one.owners()).toEqual([m, n]);
    for (const id of ["cnv_1", "cnv_2"])
      await desk.send("PATCH", `/api/conversations/${id}`, { status: "closed" }, 200);
    follow(desk);
    await desk.send("PATCH", `/api/team/${m}`, { away: true }, 200, team[0]?.headers);
    desk.write({ person: "a" });
    desk.write({ person: "b" });
    follow(desk);
    const owner = async (id: string) => (await desk.get(`/api/conversations/${id}`)).assigneeId;
    expect([await owner("cnv_1"), await owner("cnv_2")]).toEqual([o, n]);
  });

  it("takes the unfinished conversations of who leaves, with or without it", async () => {
    const desk = openDesk();
    for (const person of ["a", "b", "c"]) desk.write({ person });
    for (const id of ["cnv_1", "cnv_2", "cnv_3"])
      await desk.send("PATCH", `/api/conversations/${id}`, { assigneeId: MIA }, 200);
    await desk.send("PATCH", "/api/conversations/cnv_2", { status: "closed" }, 200);
    follow(desk);
    await desk.send("PATCH", `/api/people/${MIA}`, { active: false }, 200);
    follow(desk);
    const owner = async (id: string) => (await desk.get(`/api/conversations/${id}`)).assigneeId;
    expect(await Promise.all(["cnv_1", "cnv_2", "cnv_3"].map(owner))).toEqual([null, MIA, null]);
    // What was closed is theirs in the history, until the person writes again.
    desk.write({ person: "b" });
    follow(desk);
    expect(await owner("cnv_2")).toBe(null);
  });

  it("is set by leads, who name what there is", async () => {
    const desk = openDesk();
    const rule = { mode: "roundRobin", capacity: 5, offlineMinutes: 10, accounts: [] };
    const put = (body: object, status: number, headers = {}) =>
      desk.send("PUT", "/api/settings/assignment", body, status, headers);
    expect((await put({ ...rule, capacity: 0 }, 422)).field).toBe("capacity");
    expect((await put({ ...rule, accounts: [{ accountId: "acc_99", agentIds: [] }] }, 422)).field).toBe("accounts.0");
    expect((await put({ ...rule, accounts: [{ accountId: "acc_1", agentIds: ["agt_99"] }] }, 422)).field).toBe(
      "accounts.0",
    );
    await put(rule, 403, asMia(desk));
    await desk.send("PATCH", `/api/team/${LIN}`, { away: true }, 403, asMia(desk));
    await desk.send("PATCH", `/api/team/${MIA}`, { capacity: 99 }, 403, asMia(desk));
    await desk.send("PATCH", `/api/team/${MIA}`, { away: true }, 200, asMia(desk));
    expect((await desk.get("/api/settings/assignment")).mode).toBe("off");
  });
});
