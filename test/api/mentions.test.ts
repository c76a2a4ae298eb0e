import { describe, expect, it } from "vitest";
import { findMentions } from "../../src/domain/mentions.ts";
import { type Desk, openDesk } from "../support/desk.ts";

describe("whom a text names", () => {
  const people = [
    { id: 1, name: "Mia" },
    { id: 2, name: "Mia Chen" },
    { id: 3, name: "林晓" },
    { id: 4, name: "林晓" },
    { id: 5, name: "陈默" },
  ];
  const ids = (text: string) => findMentions(text, people).map((one) => one.agentId);

  it("is the longest name, in any case, with either @", () => {
    expect(findMentions("ask @mia chen, then @Mia.", people)).toEqual([
      { agentId: 2, start: 4, end: 13 },
      { agentId: 1, start: 20, end: 24 },
    ]);
    expect(ids("＠陈默")).toEqual([5]);
  });
  it("runs on in Chinese, and ends at a word's end in Latin", () => {
    expect(ids("请@陈默看一下")).toEqual([5]);
    expect(ids("@Mias @Mia2 @Miaé")).toEqual([]);
    expect(ids("@Mia看一下")).toEqual([1]);
  });
  it("are all of that name, and nobody in an address", () => {
    expect(ids("@林晓")).toEqual([3, 4]);
    expect(ids("write to help@Mia.example")).toEqual([]);
    expect(ids("@ @@ Mia")).toEqual([]);
  });
});

const MIA = "agt_2";
const as = (desk: Desk) => ({ authorization: `Bearer ${desk.agentToken}` });
const mentions = async (desk: Desk) => (await desk.send("GET", "/api/counts", undefined, 200, as(desk))).mentions;
const mentioned = async (desk: Desk) => {
  const { items } = await desk.send("GET", "/api/conversations?mentioned=me", undefined, 200, as(desk));
  return items.map((item: { id: string }) => item.id);
};

describe("a note that names a colleague", () => {
  it("is among their mentions, counted until they look", async () => {
    const desk = openDesk();
    for (const person of ["ann", "bob", "cem"]) desk.write({ person });
    for (const id of ["cnv_1", "cnv_3", "cnv_3"])
      await desk.send("POST", `/api/conversations/${id}/notes`, { text: "@Mia, your turn. @Lin @nobody" }, 201);
    expect(await mentions(desk)).toBe(2);
    expect(await mentioned(desk)).toEqual(["cnv_3", "cnv_1"]);
    expect((await desk.get("/api/conversations?mentioned=me")).items).toEqual([]);
    expect((await desk.get(`/api/conversations?mentioned=${MIA}&status=closed`)).items).toEqual([]);

    const { items } = await desk.get("/api/conversations/cnv_1/messages");
    expect(items[0].spans).toEqual([
      { kind: "mention", start: 0, end: 4, value: "Mia" },
      { kind: "mention", start: 17, end: 21, value: "Lin" },
    ]);

    // Somebody else's look is not hers.
    expect((await desk.ask("POST", "/api/conversations/cnv_3/seen")).status).toBe(204);
    expect(await mentions(desk)).toBe(2);
    expect((await desk.ask("POST", "/api/conversations/cnv_3/seen", undefined, as(desk))).status).toBe(204);
    expect(await mentions(desk)).toBe(1);
    expect(await mentioned(desk)).toEqual(["cnv_3", "cnv_1"]);
  });

  it("names nobody who has left", async () => {
    const desk = openDesk();
    desk.write({});
    await desk.send("PATCH", `/api/people/${MIA}`, { active: false }, 200);
    await desk.send("POST", "/api/conversations/cnv_1/notes", { text: "@Mia" }, 201);
    const { items } = await desk.get("/api/conversations/cnv_1/messages");
    expect(items[0].spans).toEqual([]);
  });
});

describe("handing over", () => {
  const PATH = "/api/conversations/cnv_1/hand-over";
  const now = (desk: Desk) => desk.get("/api/conversations/cnv_1");

  it("writes the note and assigns, and both are in the log", async () => {
    const desk = openDesk();
    desk.write({});
    const key = { "idempotency-key": "once" };
    const body = { assigneeId: MIA, note: "She wants a refund." };
    const { messageId } = await desk.send("POST", PATH, body, 201, key);
    expect((await desk.send("POST", PATH, body, 201, key)).messageId).toBe(messageId);
    expect((await now(desk)).assigneeId).toBe(MIA);
    const { items } = await desk.get("/api/conversations/cnv_1/messages");
    expect(items[0]).toMatchObject({ id: messageId, direction: "note", text: "She wants a refund." });
    const { items: log } = await desk.get("/api/audit?type=conversation.assigned");
    expect(log[0]).toMatchObject({ messageId, data: { from: null, to: MIA } });
  });

  it("does neither where one is wrong", async () => {
    const desk = openDesk();
    desk.write({});
    const field = async (body: object) => (await desk.send("POST", PATH, body, 422)).field;
    expect(await field({ assigneeId: MIA, note: "  " })).toBe("note");
    expect(await field({ assigneeId: "agt_99", note: "x" })).toBe("assigneeId");
    expect(await field({ assigneeId: "cnv_1", note: "x" })).toBe("assigneeId");
    await desk.send("PATCH", "/api/conversations/cnv_1", { assigneeId: MIA }, 200);
    expect(await field({ assigneeId: MIA, note: "x" })).toBe("assigneeId");
    await desk.send("PATCH", `/api/people/${MIA}`, { active: false }, 200);
    await desk.send("PATCH", "/api/conversations/cnv_1", { assigneeId: null }, 200);
    expect(await field({ assigneeId: MIA, note: "x" })).toBe("assigneeId");
    expect((await now(desk)).assigneeId).toBe(null);
    expect((await desk.get("/api/conversations/cnv_1/messages")).items).toHaveLength(1);
  });
});
