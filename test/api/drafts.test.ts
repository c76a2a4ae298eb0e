/** What somebody is still writing: theirs alone, the same in every window, gone once sent. */
import { expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { DAY_MS } from "../../src/domain/time.ts";
import { sweep } from "../../src/inbox/jobs/sweep.ts";
import { GRACE_MS, requestErasure } from "../../src/inbox/erase/request.ts";
import { createErasures } from "../../src/inbox/erase/run.ts";
import { draft, event, eventContent } from "../../src/store/schema.ts";
import { type Desk, openDesk } from "../support/desk.ts";

const PHRASE = "legal winner thank year wave sausage worth useful legal winner thank zoo";
const DRAFTS = "/api/conversations/cnv_1/drafts";

function asked(): Desk {
  const desk = openDesk();
  desk.write({ person: "ann", text: "我的账户被锁定了" });
  return desk;
}
const mia = (desk: Desk) => ({ authorization: `Bearer ${desk.agentToken}` });
const save = (desk: Desk, text: string, version: number | null, mode = "private", status = 200) =>
  desk.send("PUT", `${DRAFTS}/${mode}`, { text, version }, status);
const rows = (desk: Desk) => desk.store.db.select().from(draft).all();

it("is there again on another machine, and no colleague is given it", async () => {
  const desk = asked();
  const { version } = await save(desk, "您好，正在查", null);
  desk.clock.advance(1);
  await save(desk, "问过财务", null, "note");
  const { items } = await desk.get(DRAFTS);
  expect(items).toMatchObject([
    { mode: "note", text: "问过财务" },
    { mode: "private", text: "您好，正在查", version, uploads: [], inReplyTo: null },
  ]);
  expect((await desk.get("/api/drafts")).items).toMatchObject([
    { conversationId: "cnv_1", mode: "note" },
    { conversationId: "cnv_1", mode: "private" },
  ]);
  expect(await (await desk.ask("GET", DRAFTS, undefined, mia(desk))).json()).toEqual({ items: [] });
  expect(await (await desk.ask("GET", "/api/drafts", undefined, mia(desk))).json()).toEqual({ items: [] });
  const told = [...desk.store.db.select().from(event).all(), ...desk.store.db.select().from(eventContent).all()];
  expect(JSON.stringify(told)).not.toMatch(/draft|正在查|财务/u);
});

it("is never written over by a window that has not seen the newest words", async () => {
  const desk = asked();
  const first = await save(desk, "一", null);
  const second = await save(desk, "一二", first.version);
  expect(second.version).toBeGreaterThan(first.version);
  expect(await save(desk, "别的", first.version, "private", 409)).toMatchObject({
    code: "draft-changed",
    version: second.version,
  });
  expect(await save(desk, "别的", null, "private", 409)).toMatchObject({ code: "draft-changed" });
  // The same words from two windows are no quarrel.
  expect(await save(desk, "一二", first.version)).toEqual(second);
  expect(await save(desk, "", second.version)).toEqual({ version: null });
  expect(await save(desk, "一二三", second.version, "private", 409)).toMatchObject({
    code: "draft-changed",
    version: null,
  });
  desk.clock.advance(1);
  expect((await save(desk, "新的", null)).version).toBeGreaterThan(first.version);
});

it("has only the modes of its conversation, so that private words never wait under a public name", async () => {
  const desk = asked();
  expect(await save(desk, "一", null, "public", 422)).toMatchObject({ code: "invalid", field: "mode" });
  desk.write({ person: "bob", kind: "public", placeId: "thread", text: "@bobowallet ?" });
  await desk.send("PUT", "/api/conversations/cnv_2/drafts/private", { text: "一", version: null }, 422);
  await desk.send("PUT", "/api/conversations/cnv_2/drafts/public", { text: "一", version: null }, 200);
});

it("ends with the reply or note that it became, but not where another window went on writing", async () => {
  const desk = asked();
  const { version } = await save(desk, "您好", null);
  const note = await save(desk, "备注", null, "note");
  await desk.send("POST", "/api/conversations/cnv_1/notes", { text: "备注", draftVersion: note.version }, 201);
  expect(rows(desk)).toMatchObject([{ mode: "private" }]);
  const newer = await save(desk, "您好，还有", version);
  await desk.send("POST", "/api/conversations/cnv_1/replies", { text: "您好", draftVersion: version }, 202);
  expect(rows(desk)).toMatchObject([{ text: "您好，还有" }]);
  await desk.send("POST", "/api/conversations/cnv_1/replies", { text: "还有", draftVersion: newer.version }, 202);
  expect(rows(desk)).toEqual([]);
});

it("stays where the reply was refused", async () => {
  const desk = asked();
  const { version } = await save(desk, "请把助记词发给我", null);
  const body = { text: "请把助记词发给我", draftVersion: version };
  await desk.send("POST", "/api/conversations/cnv_1/replies", body, 422);
  expect(rows(desk)).toMatchObject([{ text: "请把助记词发给我" }]);
});

it("holds no secret that was pasted into it", async () => {
  const desk = asked();
  await save(desk, `她发的是 ${PHRASE}`, null, "note");
  expect(rows(desk)[0]?.text).toContain("⟦seedPhrase⟧");
  expect(rows(desk)[0]?.text).not.toContain("zoo");
});

it("is forgotten after 30 days, and with the person that it is for", async () => {
  const desk = asked();
  await save(desk, "一", null);
  desk.clock.advance(29 * DAY_MS);
  await save(desk, "备注", null, "note");
  desk.clock.advance(DAY_MS + 1);
  sweep(desk.store);
  expect(rows(desk)).toMatchObject([{ mode: "note" }]);
  requestErasure({ store: desk.store, actor: SYSTEM }, 1);
  desk.clock.advance(GRACE_MS);
  const { content } = desk.deps;
  await createErasures({ store: desk.store, content, scrub: undefined, signal: new AbortController().signal }).run();
  expect(rows(desk)).toEqual([]);
  expect(await save(desk, "一", null, "private", 409)).toMatchObject({ code: "conflict" });
});
