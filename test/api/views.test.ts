/** Saved views: one's own and everybody's, in order, and what is left of them when what they name goes. */
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { account, agent, conversationLabel, label } from "../../src/store/schema.ts";
import { openDesk } from "../support/desk.ts";

function stage() {
  const desk = openDesk();
  const mia = { authorization: `Bearer ${desk.agentToken}` };
  const save = (body: object, status = 201, headers = {}) => desk.send("POST", "/api/views", body, status, headers);
  const patch = (id: string, body: object, status = 200, headers = {}) =>
    desk.send("PATCH", `/api/views/${id}`, body, status, headers);
  const names = async (headers = {}) =>
    (await desk.send("GET", "/api/views", undefined, 200, headers)).items.map((one: { name: string }) => one.name);
  return { desk, mia, save, patch, names };
}

it("keeps filters and sort under a name, in an order of one's own", async () => {
  const { save, patch, names, desk, mia } = stage();
  const filter = {
    status: ["open", "pending"],
    assigneeId: "me",
    platform: "x",
    kind: "public",
    label: "refund",
    sort: "waiting",
  };
  desk.write({ person: "ann" });
  await desk.send("PATCH", "/api/conversations/cnv_1", { labels: ["refund"] }, 200);
  const made = await save({ name: "  Refunds ", filter });
  expect(made).toEqual({ id: "svw_1", name: "Refunds", shared: false, own: true, filter, gone: [] });
  await save({ name: "b", filter: { mentioned: "me", attention: true, q: "退款" } });
  await save({ name: "c", filter: {} });
  await patch("svw_3", { position: 0 });
  await patch("svw_1", { position: 9, name: "Refunds on X" });
  expect(await names()).toEqual(["c", "b", "Refunds on X"]);
  expect(await names(mia)).toEqual([]);
  expect((await desk.ask("PATCH", "/api/views/svw_1", { name: "x" }, mia)).status).toBe(404);
  expect((await desk.ask("DELETE", "/api/views/svw_2")).status).toBe(204);
  expect(await names()).toEqual(["c", "Refunds on X"]);
});

it("is shared by a lead, and then everybody's", async () => {
  const { save, patch, names, mia, desk } = stage();
  expect(await save({ name: "ours", filter: {}, shared: true }, 403, mia)).toMatchObject({
    permission: "settings.change",
  });
  const own = await save({ name: "mine", filter: {} }, 201, mia);
  await patch(own.id, { shared: true }, 403, mia);
  await save({ name: "ours", filter: {}, shared: true });
  await save({ name: "to share", filter: {} });
  await patch("svw_3", { shared: true });
  expect(await names(mia)).toEqual(["mine", "ours", "to share"]);
  await patch("svw_2", { name: "theirs" }, 403, mia);
  expect((await desk.ask("DELETE", "/api/views/svw_2", undefined, mia)).status).toBe(403);
  await patch("svw_2", { position: 1 });
  expect(await names()).toEqual(["to share", "ours"]);
});

it("says what it names that has gone, and follows a new name", async () => {
  const { save, desk, patch } = stage();
  desk.write({ person: "ann" });
  await desk.send("PATCH", "/api/conversations/cnv_1", { labels: ["vip"] }, 200);
  await save({ name: "v", filter: { label: "vip", accountId: "acc_1", assigneeId: "agt_2" } });
  const { db } = desk.store;
  db.update(label).set({ name: "VIP 客户" }).run();
  const read = async () => (await desk.get("/api/views")).items[0];
  expect(await read()).toMatchObject({ filter: { label: "VIP 客户" }, gone: [] });
  db.delete(conversationLabel).run();
  db.delete(label).run();
  db.update(account).set({ state: "removed" }).where(eq(account.id, 1)).run();
  db.update(agent).set({ deactivatedAt: 1 }).where(eq(agent.id, 2)).run();
  const { gone, filter } = await read();
  expect(gone).toEqual([
    { field: "label", name: "vip" },
    { field: "accountId", name: "波宝 Bobo Wallet" },
    { field: "assigneeId", name: "Mia" },
  ]);
  expect((await desk.get(`/api/conversations?label=${filter.label}`)).items).toEqual([]);
  expect(await patch("svw_1", { filter: { status: ["open"] } })).toMatchObject({ gone: [] });
});

it("refuses what does not fit, naming the field", async () => {
  const { save } = stage();
  const field = async (body: object) => (await save(body, 422)).field;
  expect(await field({ name: " ", filter: {} })).toBe("name");
  expect(await field({ name: "x", filter: { label: "none such" } })).toBe("filter.label");
  expect(await field({ name: "x", filter: { accountId: "acc_9" } })).toBe("filter.accountId");
  expect(await field({ name: "x", filter: { assigneeId: "somebody" } })).toBe("filter.assigneeId");
  expect(await field({ name: "x", filter: { status: [] } })).toBe("filter.status");
  expect(await field({ name: "x", filter: { q: "x", sort: "due" } })).toBe("filter.sort");
  for (let i = 0; i < 50; i += 1) await save({ name: `v${i}`, filter: {} });
  expect(await field({ name: "one more", filter: {} })).toBe("name");
});
