/** Files that were uploaded and not sent: their author's only, bounded, and forgotten. */
import { expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { DAY_MS } from "../../src/domain/time.ts";
import { eraseSlice } from "../../src/inbox/erase/conversation.ts";
import { dropContent } from "../../src/inbox/jobs/drop-content.ts";
import { forgetUploads, MOST_WAITING_BYTES } from "../../src/inbox/uploads.ts";
import { upload } from "../../src/store/schema.ts";
import { openDesk } from "../support/desk.ts";
import { memoryContent } from "../support/memory-content.ts";

function asked() {
  const content = memoryContent();
  const desk = openDesk({ content });
  desk.write({ person: "ann", text: "?" });
  const send = async (words: string, status = 201) => {
    const form = new FormData();
    form.set("file", new File([words], "a.pdf", { type: "application/pdf" }));
    return desk.send("POST", "/api/uploads", form, status);
  };
  const sweep = () => forgetUploads(desk.store, content, new AbortController().signal);
  const left = () =>
    desk.store.db
      .select()
      .from(upload)
      .all()
      .map(({ id }) => id);
  return { desk, content, send, sweep, left };
}

it("is shown to its author, and to nobody else", async () => {
  const { desk, send } = asked();
  await send("%PDF-1.4 one");
  const shown = await desk.ask("GET", "/api/uploads/upl_1");
  expect(await shown.text()).toBe("%PDF-1.4 one");
  const mia = { authorization: `Bearer ${desk.agentToken}` };
  expect((await desk.ask("GET", "/api/uploads/upl_1", undefined, mia)).status).toBe(404);
  expect((await desk.ask("DELETE", "/api/uploads/upl_1", undefined, mia)).status).toBe(404);
});

it("that is dropped goes with its file; what a message bears stays", async () => {
  const { desk, content, send, sweep, left } = asked();
  await send("%PDF-1.4 one");
  await send("%PDF-1.4 two");
  await desk.send("POST", "/api/conversations/cnv_1/replies", { text: "", uploads: ["upl_2"] }, 202);
  await desk.send("DELETE", "/api/uploads/upl_1", undefined, 200);
  expect(await desk.send("DELETE", "/api/uploads/upl_2", undefined, 409)).toMatchObject({ code: "conflict" });
  await desk.send("POST", "/api/conversations/cnv_1/replies", { text: "", uploads: ["upl_1"] }, 422);
  await desk.get("/api/uploads/upl_1", 404);
  await sweep();
  expect([left(), content.files.size]).toEqual([[2], 1]);
});

it("is forgotten after two days, later where a draft names it, and never while another needs its content", async () => {
  const { desk, content, send, sweep, left } = asked();
  await send("%PDF-1.4 one");
  await send("%PDF-1.4 two");
  await send("%PDF-1.4 one");
  const drafted = { text: "", uploads: ["upl_2"], version: null };
  await desk.send("PUT", "/api/conversations/cnv_1/drafts/private", drafted, 200);
  desk.clock.advance(DAY_MS);
  await send("%PDF-1.4 one");
  await sweep();
  expect(left()).toEqual([1, 2, 3, 4]);
  desk.clock.advance(DAY_MS + 1);
  await sweep();
  expect([left(), content.files.size]).toEqual([[2, 4], 2]);
});

it("is refused where too much of one person waits; what was sent does not count", async () => {
  const { desk, send } = asked();
  await send("%PDF-1.4 one");
  desk.store.db.update(upload).set({ size: MOST_WAITING_BYTES }).run();
  expect(await send("%PDF-1.4 two", 413)).toMatchObject({ code: "too-large", field: "file" });
  desk.store.db.update(upload).set({ size: 12 }).run();
  await desk.send("POST", "/api/conversations/cnv_1/replies", { text: "", uploads: ["upl_1"] }, 202);
  desk.store.db.update(upload).set({ size: MOST_WAITING_BYTES }).run();
  await send("%PDF-1.4 two");
});

it("goes with an answer that a colleague takes back", async () => {
  const { desk, content, send, sweep } = asked();
  await send("%PDF-1.4 one");
  const mia = { authorization: `Bearer ${desk.agentToken}` };
  const answer = { text: "see", uploads: ["upl_1"], undoSeconds: 8 };
  await desk.send("POST", "/api/conversations/cnv_1/replies", answer, 202);
  const back = await desk.send("POST", "/api/deliveries/dlv_1/take-back", undefined, 200, mia);
  expect(back.draft.uploads).toMatchObject([{ id: "upl_1", name: "a.pdf" }]);
  await sweep();
  await dropContent(desk.store, content);
  expect(content.files.size).toBe(1);
  const { version } = back.draft;
  const again = { text: "see", uploads: ["upl_1"], draftVersion: version };
  await desk.send("POST", "/api/conversations/cnv_1/replies", again, 202, mia);
  expect((await desk.get("/api/conversations/cnv_1/messages")).items[0].media).toMatchObject([{ state: "kept" }]);
});

it("goes with the drafts of a conversation that is erased", async () => {
  const { desk, content, send, sweep, left } = asked();
  await send("%PDF-1.4 one");
  const drafted = { text: "their screenshot", uploads: ["upl_1"], version: null };
  await desk.send("PUT", "/api/conversations/cnv_1/drafts/private", drafted, 200);
  desk.store.transaction((now) => eraseSlice({ store: desk.store, actor: SYSTEM }, now, 1, null));
  await sweep();
  expect([left(), content.files.size]).toEqual([[], 0]);
});
