import { describe, expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { DAY_MS } from "../../src/domain/time.ts";
import { addNote } from "../../src/inbox/note.ts";
import { delivery, place } from "../../src/store/schema.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { png } from "../support/pictures.ts";

const REPLIES = "/api/conversations/cnv_1/replies";

function asked(): Desk {
  const desk = openDesk();
  desk.write({ person: "ann", text: "我的账户被锁定了" });
  return desk;
}
const deliveries = (desk: Desk) => desk.store.db.select().from(delivery).all();
/** Sends at the same time as another agent. */
const seqOf = async (desk: Desk): Promise<number> => (await desk.get("/api/conversations/cnv_1")).seq;

describe("a reply", () => {
  it("is queued and stands in the conversation at once", async () => {
    const desk = asked();
    const accepted = await desk.send("POST", REPLIES, { text: "您好！", seenSeq: await seqOf(desk) }, 202);
    expect(accepted).toEqual({
      messageIds: ["msg_2"],
      deliveries: [{ id: "dlv_1", state: "queued" }],
      seq: await seqOf(desk),
    });
    const { items } = await desk.get("/api/conversations/cnv_1/messages");
    expect(items[0]).toMatchObject({
      id: "msg_2",
      direction: "outbound",
      origin: "parley",
      author: { name: "Lin", handle: "bobowallet", isUs: true },
      text: "您好！",
      delivery: { id: "dlv_1", state: "queued", code: null, part: 1, parts: 1 },
    });
    expect(await desk.get("/api/conversations/cnv_1")).toMatchObject({ status: "pending", waitingSince: null });
  });

  it("that is too long leaves in numbered parts", async () => {
    const desk = asked();
    const accepted = await desk.send("POST", REPLIES, { text: "字".repeat(700) }, 202);
    expect(accepted.messageIds.length).toBeGreaterThan(2);
    expect(new Set(deliveries(desk).map((row) => row.groupId ?? row.id)).size).toBe(1);
  });

  it("is refused with the news when the conversation has moved, unless forced", async () => {
    const desk = asked();
    const seenSeq = await seqOf(desk);
    desk.write({ person: "ann", text: "还有一件事" });
    addNote({ store: desk.store, actor: SYSTEM }, 1, "别回复");
    const moved = await desk.send("POST", REPLIES, { text: "您好", seenSeq }, 409);
    expect(moved).toMatchObject({
      code: "conversation-moved",
      seq: await seqOf(desk),
      newMessages: ["msg_2", "msg_3"],
    });
    expect(deliveries(desk)).toEqual([]);
    await desk.send("POST", REPLIES, { text: "您好", seenSeq, force: true }, 202);
    await desk.send("POST", REPLIES, { text: "再见", seenSeq: await seqOf(desk) }, 202);
  });

  it("with a key is sent once, whoever repeats it; another body with the key is refused", async () => {
    const desk = asked();
    const key = { "idempotency-key": "k-1" };
    const seenSeq = await seqOf(desk);
    const first = await desk.send("POST", REPLIES, { text: "您好", seenSeq }, 202, key);
    const again = await desk.send("POST", REPLIES, { text: "您好", seenSeq }, 202, key);
    expect(again).toEqual(first);
    expect(deliveries(desk)).toHaveLength(1);
    expect(await desk.send("POST", REPLIES, { text: "别的" }, 422, key)).toMatchObject({
      code: "idempotency-mismatch",
    });
    const mine = { ...key, authorization: `Bearer ${desk.agentToken}` };
    await desk.send("POST", REPLIES, { text: "也好" }, 202, mine);
    expect(deliveries(desk)).toHaveLength(2);
  });

  it("that was refused may use its key again; after seven days anybody may", async () => {
    const desk = asked();
    const key = { "idempotency-key": "k-1" };
    await desk.send("POST", REPLIES, { text: "您好", seenSeq: 0 }, 409, key);
    await desk.send("POST", REPLIES, { text: "您好", seenSeq: await seqOf(desk) }, 202, key);
    desk.clock.advance(7 * DAY_MS + 1);
    await desk.send("POST", REPLIES, { text: "新的" }, 202, key);
    expect(deliveries(desk)).toHaveLength(2);
  });

  it("does not go where the platform takes none", async () => {
    const desk = asked();
    desk.store.db.update(place).set({ closed: "thread-locked" }).run();
    expect(await desk.send("POST", REPLIES, { text: "您好" }, 409)).toMatchObject({
      code: "not-answerable",
      reason: "thread-locked",
    });
  });

  it("takes only files that fit and are the sender's own", async () => {
    const desk = asked();
    const plain = png().length;
    const form = (bytes: Uint8Array<ArrayBuffer>, name: string, type: string) => {
      const data = new FormData();
      data.set("file", new File([bytes], name, { type }));
      return data;
    };
    const upload = async (body: FormData) => desk.send("POST", "/api/uploads", body, 201);
    const image = await upload(form(Uint8Array.from(png({ orientation: 1 })), "../截图.png", "text/html"));
    expect(image).toEqual({ id: "upl_1", name: "截图.png", mime: "image/png", size: plain });
    await desk.send("POST", "/api/uploads", form(Uint8Array.from(png().subarray(0, 40)), "a.png", "image/png"), 422);
    const heic = new TextEncoder().encode("\0\0\0\x18ftypheic");
    await desk.send("POST", "/api/uploads", form(heic, "a.jpg", "image/jpeg"), 422);
    const page = await upload(form(new TextEncoder().encode("<script>"), "a.png", "image/png"));
    expect(page.mime).toBe("application/octet-stream");
    expect(await desk.send("POST", REPLIES, { text: "", uploads: [page.id] }, 422)).toMatchObject({ field: "uploads" });
    expect(await desk.send("POST", REPLIES, { text: "", uploads: ["upl_9"] }, 422)).toMatchObject({ field: "uploads" });
    const theirs = { authorization: `Bearer ${desk.agentToken}` };
    await desk.send("POST", REPLIES, { text: "", uploads: [image.id] }, 422, theirs);
    await desk.send("POST", REPLIES, { text: "", uploads: [image.id] }, 202);
    expect(deliveries(desk)[0]?.payload).toMatchObject({ uploads: [1] });
    const { items } = await desk.get("/api/conversations/cnv_1/messages");
    expect(items[0].media).toMatchObject([{ kind: "image", state: "kept", name: "截图.png", url: "/api/media/med_1" }]);
    const shown = await desk.ask("GET", "/api/media/med_1");
    expect([shown.headers.get("content-type"), (await shown.arrayBuffer()).byteLength]).toEqual(["image/png", plain]);
  });

  it("behind one of unknown outcome says so, and moves on when a person settles that", async () => {
    const desk = asked();
    await desk.send("POST", REPLIES, { text: "一" }, 202);
    await desk.send("POST", REPLIES, { text: "二" }, 202);
    desk.store.db.run("update delivery set state = 'unknown', code = 'timeout' where id = 1");
    const shown = async () =>
      (await desk.get("/api/conversations/cnv_1/messages")).items
        .slice(0, 2)
        .map((item: { delivery: { state: string; code: string | null } }) => item.delivery);
    expect(await shown()).toMatchObject([
      { state: "queued", code: "behind-unknown" },
      { state: "unknown", code: "timeout" },
    ]);
    expect(await desk.send("POST", "/api/deliveries/dlv_1/resolve", { as: "sent" }, 200)).toMatchObject({
      state: "sent",
    });
    expect(await shown()).toMatchObject([{ state: "queued", code: null }, { state: "sent" }]);
    expect(await desk.send("POST", "/api/deliveries/dlv_1/resolve", { as: "retry" }, 409)).toMatchObject({
      code: "conflict",
    });
    desk.store.db.run("update account set state = 'paused'");
    expect(await shown()).toMatchObject([{ code: "account-paused" }, {}]);
  });
});

describe("a change of our message that fails", () => {
  it("stands beside the sending, and is gone once a person has dismissed it", async () => {
    const desk = asked();
    await desk.send("POST", REPLIES, { text: "一" }, 202);
    desk.store.db.run("update delivery set state = 'sent'");
    desk.store.db.run("update message set remote_id = 'out-1' where id = 2");
    await desk.send("PATCH", "/api/messages/msg_2", { text: "二" }, 202);
    const shown = async () => (await desk.get("/api/conversations/cnv_1/messages")).items[0];
    const sending = { id: "dlv_1", kind: "message", state: "sent" };
    expect(await shown()).toMatchObject({ delivery: sending, changes: [{ kind: "edit", state: "queued" }] });
    desk.store.db.run("update delivery set state = 'failed', code = 'cannot-edit' where id = 2");
    expect(await shown()).toMatchObject({
      text: "一",
      delivery: sending,
      changes: [{ id: "dlv_2", kind: "edit", state: "failed", code: "cannot-edit" }],
    });
    await desk.send("POST", "/api/deliveries/dlv_2/resolve", { as: "cancelled" }, 200);
    expect(await shown()).toMatchObject({ delivery: sending, changes: [] });
    expect(await desk.get("/api/conversations/cnv_1")).toMatchObject({ needsAttention: false });
  });
});

describe("a note", () => {
  it("is read by the team, found by search, and seen in its conversation only", async () => {
    const desk = openDesk();
    desk.write({ person: "ann", platform: "discord", kind: "public", placeId: "channel" });
    desk.write({ person: "bob", platform: "discord", kind: "public", placeId: "channel" });
    const note = await desk.send("POST", "/api/conversations/cnv_1/notes", { text: "老客户" }, 201);
    expect(note).toEqual({ messageId: "msg_3", seq: expect.any(Number) });
    const messages = async (id: string) => (await desk.get(`/api/conversations/${id}/messages`)).items;
    expect(await messages("cnv_1")).toMatchObject([
      { id: "msg_3", direction: "note", author: { name: "Lin", isUs: true } },
      { id: "msg_2", direction: "context", author: { name: "bob", isUs: false } },
      { id: "msg_1", direction: "inbound" },
    ]);
    expect((await messages("cnv_2")).map((item: { id: string }) => item.id)).toEqual(["msg_2", "msg_1"]);
    const found = await desk.get(`/api/search?q=${encodeURIComponent("客户")}`);
    expect(found.items).toMatchObject([
      { messageId: "msg_3", direction: "note", authorName: "Lin", conversation: { id: "cnv_1" } },
    ]);
    expect(await desk.get("/api/conversations/cnv_1")).toMatchObject({ excerpt: "message 1", unread: 1 });
  });
});
