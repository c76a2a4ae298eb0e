import { beforeAll, describe, expect, it } from "vitest";
import { type Desk, openDesk } from "../support/desk.ts";

const unknown = { size: 1, name: null, alt: null, width: null, height: null, durationMs: null };
const picture = { id: "p", kind: "image" as const, mime: "image/png", ...unknown };

let desk: Desk;
beforeAll(async () => {
  desk = openDesk();
  desk.write({ person: "林晓", text: "轉賬一直沒有到賬，怎麼辦" });
  desk.write({ person: "ann", platform: "telegram", text: "the transfer failed twice", media: [picture] });
  desk.write({ person: "ann", platform: "telegram", text: "转账 failed again" });
  desk.write({ person: "bob", platform: "discord", kind: "public", placeId: "help", text: "转账多久到账" });
  await desk.send("PATCH", "/api/conversations/cnv_3", { status: "closed", labels: ["要紧"] }, 200);
  await desk.send("POST", "/api/conversations/cnv_1/notes", { text: "called them about it" }, 201);
  await desk.send("PATCH", "/api/conversations/cnv_1", { assigneeId: "agt_1", unread: false }, 200);
});

const list = (q: string, more = "") => desk.get(`/api/conversations?q=${encodeURIComponent(q)}${more}`);
const ids = async (q: string, more = "") => (await list(q, more)).items.map((item: { id: string }) => item.id);

describe("a search of the list", () => {
  it("narrows by every operator, alone, together and beside words", async () => {
    expect(await ids("转账")).toEqual(["cnv_3", "cnv_2", "cnv_1"]);
    expect(await ids("from:ann")).toEqual(["cnv_2"]);
    expect(await ids("from:@ann failed")).toEqual(["cnv_2"]);
    expect(await ids("来自:林晓 来自:bob")).toEqual(["cnv_3", "cnv_1"]);
    expect(await ids("in:tg")).toEqual(["cnv_2"]);
    expect(await ids("in:bobowallet is:closed")).toEqual(["cnv_3"]);
    expect(await ids("is:open is:closed is:private")).toEqual(["cnv_2", "cnv_1"]);
    expect(await ids("状态:公开 转账")).toEqual(["cnv_3"]);
    expect(await ids("is:unread")).toEqual(["cnv_3", "cnv_2"]);
    expect(await ids("is:mine")).toEqual(["cnv_1"]);
    expect(await ids("is:unassigned is:mine")).toEqual([]);
    expect(await ids("is:waiting 转账")).toEqual(["cnv_2", "cnv_1"]);
    expect(await ids("label:要紧")).toEqual(["cnv_3"]);
    expect(await ids("has:image")).toEqual(["cnv_2"]);
    expect(await ids("has:image again")).toEqual([]);
    expect(await ids("has:note")).toEqual(["cnv_1"]);
    expect(await ids("转账", "&status=closed")).toEqual(["cnv_3"]);
  });

  it("takes quotations as they stand", async () => {
    expect(await ids('"transfer failed"')).toEqual(["cnv_2"]);
    expect(await ids('"failed transfer"')).toEqual([]);
    expect(await ids('"转账 failed"')).toEqual(["cnv_2"]);
  });

  it("shows the newest message that fits, with the words marked as they were written", async () => {
    const { items } = await list("转账");
    const said = items.map(({ hit }: { hit: { text: string; marks: { start: number; end: number }[] } }) =>
      hit.marks.map(({ start, end }) => hit.text.slice(start, end)),
    );
    expect(said).toEqual([["转账"], ["转账"], ["轉賬"]]);
    expect(items[1].hit).toMatchObject({ messageId: "msg_3", text: "转账 failed again", authorName: "ann" });
    expect((await list("has:image")).items[0].hit).toMatchObject({ messageId: "msg_2", marks: [] });
    expect((await list("is:open")).items[0].hit).toBeNull();
  });

  it("counts days where the reader is", async () => {
    const today = new Date(desk.clock.now()).toISOString().slice(0, 10);
    expect(await ids(`after:${today}`)).toHaveLength(3);
    expect(await ids(`before:${today} 转账`)).toEqual([]);
    expect(await ids("after:2020 before:2021")).toEqual([]);
    // Where it is a day later already, today has not begun for these messages, or is the same day: one of the two ends of the world differs.
    const far = await Promise.all(
      ["Pacific/Kiritimati", "Pacific/Pago_Pago"].map((zone) => ids("after:today 转账", `&timeZone=${zone}`)),
    );
    expect(far.every((found) => found.length === 0 || found.length === 3)).toBe(true);
    expect((await desk.get("/api/conversations?q=after:today&timeZone=Mars/Base", 422)).field).toBe("timeZone");
  });

  it("says which operator is wrong, where it stands, and what it takes", async () => {
    const wrong = async (q: string) => {
      const { field, detail, search } = await desk.get(`/api/conversations?q=${encodeURIComponent(q)}`, 422);
      return [field, search.operator, search.range, detail];
    };
    expect(await wrong("转账 is:opened")).toEqual([
      "q",
      "is",
      { start: 3, end: 12 },
      expect.stringContaining("open, pending"),
    ]);
    expect((await wrong("in:whatsapp")).slice(0, 2)).toEqual(["q", "in"]);
    expect((await wrong("label:none")).slice(0, 2)).toEqual(["q", "label"]);
    expect((await wrong("from:@@@")).slice(0, 2)).toEqual(["q", "from"]);
    expect((await wrong("form:ann")).slice(0, 2)).toEqual(["q", "from"]);
    expect((await desk.get("/api/search?q=is:open", 422)).field).toBe("q");
  });

  it("pages to the end, each conversation once a page", async () => {
    const seen: string[] = [];
    let cursor = "";
    do {
      const page = await list("转账", `&limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map((item: { id: string }) => item.id));
      cursor = page.nextCursor ?? "";
    } while (cursor);
    expect(seen).toEqual(["cnv_3", "cnv_2", "cnv_1"]);
  });
});

it("marks the words in one conversation, newest first", async () => {
  const { items } = await desk.get(`/api/conversations/cnv_2/matches?q=${encodeURIComponent("failed is:open")}`);
  expect(items).toEqual([
    { messageId: "msg_3", marks: [{ start: 3, end: 9 }] },
    { messageId: "msg_2", marks: [{ start: 13, end: 19 }] },
  ]);
  await desk.get("/api/conversations/cnv_99/matches?q=x", 404);
});
