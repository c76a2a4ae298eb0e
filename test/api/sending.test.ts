/** The routes around an answer that has not left. */
import { expect, it } from "vitest";
import { HOUR_MS, toIso } from "../../src/domain/time.ts";
import { delivery } from "../../src/store/schema.ts";
import { openDesk } from "../support/desk.ts";

const REPLIES = "/api/conversations/cnv_1/replies";

function asked() {
  const desk = openDesk();
  desk.write({ person: "ann", text: "我的账户被锁定了" });
  return desk;
}
const shown = async (desk: ReturnType<typeof asked>) =>
  (await desk.get("/api/conversations/cnv_1/messages")).items[0].delivery;

it("an answer can be taken back for as long as its author, else the brand, has set", async () => {
  const desk = asked();
  const mia = { authorization: `Bearer ${desk.agentToken}` };
  expect(await desk.get("/api/me/sending")).toEqual({ undoSeconds: 8, own: null, brand: 8 });
  expect(await desk.send("PUT", "/api/settings/sending", { undoSeconds: 5 }, 200)).toMatchObject({ undoSeconds: 5 });
  await desk.send("PUT", "/api/settings/sending", { undoSeconds: 31 }, 422);
  await desk.send("PUT", "/api/settings/sending", { undoSeconds: 0 }, 403, mia);
  const own = await desk.send("PUT", "/api/me/sending", { undoSeconds: 0 }, 200, mia);
  expect(own).toEqual({ undoSeconds: 0, own: 0, brand: 5 });
  expect(await desk.send("PUT", "/api/me/sending", { undoSeconds: null }, 200, mia)).toMatchObject({ undoSeconds: 5 });
  expect(await desk.get("/api/me/sending")).toEqual({ undoSeconds: 5, own: null, brand: 5 });
});

it("what is taken back is one's draft, and leaves no words behind", async () => {
  const desk = asked();
  const first = await desk.send("POST", REPLIES, { text: "您好", undoSeconds: 8, close: true }, 202);
  expect(first.deliveries).toEqual([{ id: "dlv_1", state: "scheduled" }]);
  expect(await shown(desk)).toMatchObject({
    state: "scheduled",
    code: "undo",
    nextAt: toIso(desk.clock.now() + 8_000),
  });
  const back = await desk.send("POST", "/api/deliveries/dlv_1/take-back", undefined, 200);
  expect(back).toMatchObject({ conversationId: "cnv_1", draft: { mode: "private", text: "您好" } });
  expect(await desk.send("POST", "/api/deliveries/dlv_1/take-back", undefined, 409)).toMatchObject({
    code: "conflict",
    state: "cancelled",
  });
  expect(JSON.stringify(desk.store.db.select().from(delivery).all())).not.toContain("您好");
  const { items } = await desk.get("/api/conversations/cnv_1/messages");
  expect(items[0]).toMatchObject({ text: "", delivery: { state: "cancelled", code: "taken-back" } });
});

it("an hour can be chosen, changed, and dropped with all parts", async () => {
  const desk = asked();
  const at = (hours: number) => toIso(desk.clock.now() + hours * HOUR_MS);
  await desk.send("POST", REPLIES, { text: "您好", sendAt: at(-1) }, 422);
  await desk.send("POST", REPLIES, { text: "字".repeat(500), sendAt: at(2) }, 202);
  expect(await desk.send("POST", "/api/deliveries/dlv_2/schedule", { sendAt: at(3) }, 200)).toMatchObject({
    state: "scheduled",
    nextAt: at(3),
  });
  expect(await desk.send("POST", "/api/deliveries/dlv_1/schedule", { sendAt: at(-3) }, 422)).toMatchObject({
    field: "sendAt",
  });
  desk.write({ person: "ann", text: "好了" });
  // Said ahead of its hour: then it will wait for somebody.
  expect((await desk.send("POST", "/api/deliveries/dlv_1/schedule", { sendAt: at(1), seenSeq: 1 }, 409)).code).toBe(
    "conversation-moved",
  );
  await desk.send("POST", "/api/deliveries/dlv_2/resolve", { as: "cancelled" }, 200);
  const states = desk.store.db.select().from(delivery).all();
  expect(states.map(({ state }) => state)).toEqual(["cancelled", "cancelled"]);
});
