/** Rows of the outbox that nothing else plays: scheduled ones, parts that a person lets go on, quotes where nothing can be quoted. */
import { expect, it } from "vitest";
import type { PlaceCapabilities } from "../../connectors/connector.ts";
import { claimNext, holdScope, nextDeliveryAt } from "../../src/delivery/claim.ts";
import { enqueueReply, type Leaves } from "../../src/delivery/enqueue.ts";
import { buildOperation } from "../../src/delivery/operation.ts";
import { resolveDelivery } from "../../src/delivery/resolve.ts";
import { settleOther } from "../../src/delivery/settle.ts";
import { SYSTEM } from "../../src/domain/actor.ts";
import { HOUR_MS } from "../../src/domain/time.ts";
import { ingest } from "../../src/inbox/ingest/ingest.ts";
import { delivery, event } from "../../src/store/schema.ts";
import { created, insertAccount, person, snapshot } from "../support/events.ts";
import { memoryContent } from "../support/memory-content.ts";
import { testStore } from "../support/store.ts";

const place: PlaceCapabilities = {
  operations: ["reply", "message"],
  textLimit: 10,
  captionLimit: 10,
  measure: (text) => text.length,
  media: { maxCount: 0, maxBytes: 0, mimes: [] },
  reactions: null,
};

function asked() {
  const { store, clock } = testStore();
  const accountId = insertAccount(store);
  const direct = { id: "dm", kind: "direct" as const, title: null, url: null };
  ingest(store, [{ accountId, events: [created(snapshot("1", person("lin"), clock.now(), { place: direct }))] }]);
  clock.advance(1_000);
  const ctx = { store, actor: SYSTEM };
  const reply = (
    text: string,
    more: { leaves?: Leaves; inReplyTo?: number; operations?: typeof place.operations } = {},
  ) => {
    const conversation = store.q.conversationById.get({ id: 1 });
    if (!conversation) throw new Error("no conversation");
    const { inReplyTo = null, operations = place.operations, ...rest } = more;
    return enqueueReply(ctx, { conversation, text, uploads: [], inReplyTo, place: { ...place, operations }, ...rest });
  };
  const claim = (scopes: string[] = []) =>
    claimNext({
      store,
      accountId,
      build: (row) => buildOperation(store, memoryContent(), row),
      scopes: () => scopes,
      impossible: () => {},
    });
  const rows = () => store.db.select().from(delivery).orderBy(delivery.id).all();
  return { store, clock, accountId, ctx, reply, claim, rows };
}

it("a scheduled answer leaves at its time, and holds up nothing before it", () => {
  const { clock, store, accountId, reply, claim } = asked();
  const at = clock.now() + HOUR_MS;
  expect(reply("later", { leaves: { kind: "scheduled", at } }).deliveries).toMatchObject([{ state: "scheduled" }]);
  expect(claim()).toBeNull();
  expect(nextDeliveryAt(store, accountId)).toBe(at);
  reply("now");
  expect(claim()?.operation).toMatchObject({ text: "now" });
  clock.set(at);
  // The other is still on its way, but it came later.
  expect(claim()?.operation).toMatchObject({ text: "later" });
});

it("parts that wait for a limit stay in order, and each is told of once", () => {
  const { store, clock, accountId, reply, claim, rows } = asked();
  const told = () =>
    store.db
      .select()
      .from(event)
      .all()
      .filter(({ type }) => type === "delivery.changed");
  reply("first part second part", { leaves: { kind: "scheduled", at: clock.now() } });
  holdScope(store, "all", clock.now() + 1_000);
  const limited = () => claim(["all"]);
  expect(limited()).toBeNull();
  holdScope(store, "all", clock.now() + 2_000);
  clock.advance(1_000);
  expect(limited()).toBeNull();
  expect(rows()[0]).toMatchObject({ state: "queued", code: "rate-limited", nextAt: clock.now() + 1_000 });
  // Three parts came into the queue; the first was told to wait.
  expect(told()).toHaveLength(4);
  expect(nextDeliveryAt(store, accountId)).toBe(clock.now() + 1_000);
  clock.advance(1_000);
  expect(limited()?.operation).toMatchObject({ text: "first part" });
  expect(limited()).toBeNull();
});

it("sent again by a person, the parts after it go on as well, each with its event", () => {
  const { store, clock, ctx, reply, claim, rows } = asked();
  reply("first part second part");
  const row = claim()?.row;
  if (!row) throw new Error("nothing to send");
  settleOther(ctx, clock.now(), row, { state: "failed", code: "refused", detail: null, nextAt: null });
  expect(rows().map(({ state }) => state)).toEqual(["failed", "cancelled", "cancelled"]);
  const before = store.q.lastEvent.get()?.seq ?? 0;
  resolveDelivery(ctx, 1, "retry");
  expect(rows()).toMatchObject([1, 2, 3].map(() => ({ state: "queued", code: null })));
  const told = store.db
    .select()
    .from(event)
    .all()
    .filter(({ seq, type }) => seq > before && type === "delivery.changed");
  expect(told).toHaveLength(3);
});

it("a quote is left out where the platform has none", () => {
  const { reply, claim } = asked();
  reply("quoted", { inReplyTo: 1, operations: ["message"] });
  expect(claim()?.operation).toMatchObject({ kind: "message", text: "quoted" });
});

it("what cannot be understood is set aside once, however often it comes", () => {
  const { store, accountId } = asked();
  const poison = { type: "poison" as const, reason: "not JSON", raw: "<html>", at: 0 };
  for (let times = 0; times < 3; times += 1) ingest(store, [{ accountId, events: [poison] }]);
  ingest(store, [{ accountId, events: [{ ...poison, raw: "<body>" }] }]);
  const found = store.db.select().from(event).all();
  expect(found.filter(({ type }) => type === "poison.found")).toHaveLength(2);
});
