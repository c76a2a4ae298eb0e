/** Many conversations at once: an outcome for each, and a way back to exactly what was. */
import { expect, it } from "vitest";
import { wrongCounters } from "../../src/store/projections.ts";
import { conversation, conversationLabel, episode, event } from "../../src/store/schema.ts";
import { openDesk } from "../support/desk.ts";

function stage(people = 4) {
  const desk = openDesk();
  for (let i = 1; i <= people; i += 1) desk.write({ person: `p${i}` });
  // The number of the newest change of messages grows, and nothing else may differ.
  const state = () => ({
    conversations: desk.store.db
      .select()
      .from(conversation)
      .all()
      .map((row) => ({ ...row, seq: 0 })),
    episodes: desk.store.db.select().from(episode).all(),
    labels: desk.store.db
      .select()
      .from(conversationLabel)
      .all()
      .map((row) => `${row.conversationId} ${row.labelId}`)
      .toSorted(),
  });
  const bulk = (ids: string[], change: object, headers = {}, status = 200) =>
    desk.send("POST", "/api/conversations/bulk", { ids, change }, status, headers);
  const undo = (id: string, status = 200) => desk.send("POST", `/api/bulk/${id}/undo`, {}, status);
  return { desk, state, bulk, undo };
}

it("changes each, says what became of each, and takes all of it back exactly", async () => {
  const { desk, state, bulk, undo } = stage();
  await desk.send("PATCH", "/api/conversations/cnv_2", { status: "closed", labels: ["vip", "old"] }, 200);
  await desk.send("PATCH", "/api/conversations/cnv_3", { unread: false, priority: "high" }, 200);
  desk.clock.advance(60_000);
  const before = state();
  const until = new Date(desk.clock.now() + 3_600_000).toISOString();
  const changes = [
    { status: "closed" },
    { status: "spam", unread: false },
    { status: "open" },
    { status: "snoozed", snoozedUntil: until },
    { assigneeId: "agt_1", priority: "urgent" },
    { addLabels: ["vip", "new"], removeLabels: ["old"] },
  ];
  for (const change of changes) {
    const { items, undoId } = await bulk(["cnv_1", "cnv_2", "cnv_3", "cnv_99", "cnv_1"], change);
    expect(items.map((item: { id: string }) => item.id)).toEqual(["cnv_1", "cnv_2", "cnv_3", "cnv_99"]);
    expect(items.at(-1)).toMatchObject({ outcome: "failed", code: "not-found", detail: expect.any(String) });
    expect(state()).not.toEqual(before);
    desk.clock.advance(60_000);
    const undone = await undo(undoId);
    const done = items.filter((item: { outcome: string }) => item.outcome === "done");
    expect(undone.items).toEqual(done);
    expect(state()).toEqual(before);
    expect((await desk.get("/api/conversations/cnv_2")).labels).toEqual(["old", "vip"]);
    expect(await undo(undoId, 409)).toMatchObject({ code: "conflict" });
  }
  expect(wrongCounters(desk.store)).toEqual([]);
});

it("leaves alone what somebody changed meanwhile", async () => {
  const { desk, bulk, undo } = stage();
  const { undoId } = await bulk(["cnv_1", "cnv_2", "cnv_3"], { status: "closed" });
  await desk.send("PATCH", "/api/conversations/cnv_1", { status: "spam" }, 200);
  desk.write({ person: "p2" });
  expect((await undo(undoId)).items.map((item: { outcome: string }) => item.outcome)).toEqual([
    "changed",
    "changed",
    "done",
  ]);
  expect((await desk.get("/api/conversations/cnv_1")).status).toBe("spam");
  const { undoId: read } = await bulk(["cnv_4"], { unread: false });
  desk.write({ person: "p4" });
  await undo(read);
  expect((await desk.get("/api/conversations/cnv_4")).unread).toBe(2);
});

it("does not repeat itself under one key, is the maker's to take back, and for an hour", async () => {
  const { desk, bulk, undo } = stage();
  const key = { "idempotency-key": "one" };
  const first = await bulk(["cnv_1"], { priority: "low" }, key);
  expect(await bulk(["cnv_1"], { priority: "low" }, key)).toEqual(first);
  expect(
    desk.store.db
      .select()
      .from(event)
      .all()
      .filter(({ type }) => type === "conversation.priority"),
  ).toHaveLength(1);
  const mia = { authorization: `Bearer ${desk.agentToken}` };
  expect((await desk.ask("POST", `/api/bulk/${first.undoId}/undo`, {}, mia)).status).toBe(404);
  desk.clock.advance(3_600_001);
  await undo(first.undoId, 404);
  expect((await bulk(["cnv_1"], { priority: "low" })).undoId).toBeNull();
});

it("refuses as a whole what fits none, and more than it takes", async () => {
  const { bulk } = stage(1);
  const field = async (ids: string[], change: object) => (await bulk(ids, change, {}, 422)).field;
  const many = Array.from({ length: 51 }, (_, i) => `cnv_${i + 1}`);
  expect(await field(many, { status: "closed" })).toBe("ids");
  expect(await field([], { status: "closed" })).toBe("ids");
  expect(await field(["cnv_1", "agt_1"], {})).toBe("ids.1");
  expect(await field(["cnv_1"], { assigneeId: "agt_77" })).toBe("assigneeId");
  expect(await field(["cnv_1"], { status: "snoozed" })).toBe("snoozedUntil");
  expect(await field(["cnv_1"], { snoozedUntil: "2020-01-01T00:00:00Z" })).toBe("snoozedUntil");
  expect(await field(["cnv_1"], { label: "x" })).toBe("change.label");
});

it("says which conversation has too many labels, and labels the others", async () => {
  const { desk, bulk } = stage(2);
  const labels = Array.from({ length: 20 }, (_, i) => `l${i}`);
  await desk.send("PATCH", "/api/conversations/cnv_1", { labels }, 200);
  const { items } = await bulk(["cnv_1", "cnv_2"], { addLabels: ["more"] });
  expect(items).toEqual([
    { id: "cnv_1", outcome: "failed", code: "invalid", detail: expect.stringContaining("20 labels") },
    { id: "cnv_2", outcome: "done" },
  ]);
});
