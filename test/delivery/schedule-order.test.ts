/** Whatever waits for its hour, can be taken back or is limited: parts stay together, answers stay in order, and nothing is lost or sent twice. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { PlaceCapabilities } from "../../connectors/connector.ts";
import { claimNext, holdScope, nextDeliveryAt } from "../../src/delivery/claim.ts";
import { enqueueReply, type Leaves } from "../../src/delivery/enqueue.ts";
import { buildOperation, type DeliveryRow } from "../../src/delivery/operation.ts";
import { settleOther, settleSent } from "../../src/delivery/settle.ts";
import { SYSTEM } from "../../src/domain/actor.ts";
import { ingest } from "../../src/inbox/ingest/ingest.ts";
import { delivery } from "../../src/store/schema.ts";
import { created, insertAccount, person, snapshot } from "../support/events.ts";
import { memoryContent } from "../support/memory-content.ts";
import { testStore } from "../support/store.ts";

const place: PlaceCapabilities = {
  operations: ["reply", "message"],
  textLimit: 12,
  captionLimit: 12,
  measure: (text) => text.length,
  media: { maxCount: 0, maxBytes: 0, mimes: [] },
  reactions: null,
};

type Step =
  | { do: "reply"; parts: number; leaves: "now" | "undo" | "later"; ms: number }
  | { do: "wait"; ms: number }
  | { do: "limit"; ms: number }
  /** Sends one, and says how it ended. */
  | { do: "send"; ends: "sent" | "retry" };

const steps = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant("reply" as const),
      parts: fc.integer({ min: 1, max: 3 }),
      leaves: fc.constantFrom("now" as const, "undo" as const, "later" as const),
      ms: fc.integer({ min: 1, max: 30 }),
    }),
    fc.record({ do: fc.constant("wait" as const), ms: fc.integer({ min: 1, max: 20 }) }),
    fc.record({ do: fc.constant("limit" as const), ms: fc.integer({ min: 1, max: 20 }) }),
    fc.record({ do: fc.constant("send" as const), ends: fc.constantFrom("sent" as const, "retry" as const) }),
  ),
  { minLength: 5, maxLength: 30 },
);

it("keeps parts together and answers in order", () => {
  fc.assert(
    fc.property(steps, (story) => {
      const { sent, rows } = play(story);
      expect(sent.length).toBe(rows.length);
      expect(new Set(sent.map(({ row }) => row.id)).size).toBe(rows.length);
      // Nothing leaves before its time.
      for (const { row, at } of sent) expect(at).toBeGreaterThanOrEqual(row.createdAt);
      for (const first of rows.filter((row) => row.parts > 1 && row.part === 1)) {
        const group = sent.filter(({ row }) => (row.groupId ?? row.id) === first.id);
        expect(group.map(({ row }) => row.part)).toEqual(group.map((_, index) => index + 1));
      }
      const atOnce = sent.filter(({ row }) => !chosen.has(row.groupId ?? row.id)).map(({ row }) => row.id);
      expect(atOnce).toEqual(atOnce.toSorted((a, b) => a - b));
      for (const { row, at } of sent) expect(at).toBeGreaterThanOrEqual(chosen.get(row.groupId ?? row.id) ?? 0);
    }),
    { numRuns: 25 },
  );
});

/** The hour that was chosen, by the first part. */
const chosen = new Map<number, number>();

function play(story: Step[]) {
  chosen.clear();
  const { store, clock } = testStore();
  const ctx = { store, actor: SYSTEM };
  const accountId = insertAccount(store);
  const direct = { id: "dm", kind: "direct" as const, title: null, url: null };
  ingest(store, [{ accountId, events: [created(snapshot("1", person("lin"), clock.now(), { place: direct }))] }]);
  const sent: { row: DeliveryRow; at: number }[] = [];
  const claim = () =>
    claimNext({
      store,
      accountId,
      build: (row) => buildOperation(store, memoryContent(), row),
      // Files fall under a limit of their own: a part may be free while the one before it is not.
      scopes: (operation) => (operation.kind === "message" && operation.text.startsWith("1") ? ["first"] : []),
      impossible: () => {},
    })?.row;
  const finish = (row: DeliveryRow, ends: "sent" | "retry") => {
    if (ends === "retry") {
      settleOther(ctx, clock.now(), row, { state: "queued", code: "x", detail: null, nextAt: clock.now() + 3 });
      return;
    }
    sent.push({ row, at: clock.now() });
    settleSent(ctx, clock.now(), row, { id: `out-${row.id}`, url: null, sentAt: clock.now() });
  };
  for (const step of story) {
    clock.advance(1);
    if (step.do === "wait") clock.advance(step.ms);
    if (step.do === "limit") holdScope(store, "first", clock.now() + step.ms);
    if (step.do === "reply") {
      const conversation = store.q.conversationById.get({ id: 1 });
      if (!conversation) throw new Error("no conversation");
      const text = Array.from({ length: step.parts }, (_, index) => `${index + 1}aaaaaaaaa.`).join("\n");
      const at = clock.now() + step.ms;
      const leaves: Record<typeof step.leaves, Leaves | null> = {
        now: null,
        undo: { kind: "undo", afterMs: step.ms },
        later: { kind: "scheduled", at },
      };
      const when = leaves[step.leaves];
      const { deliveries } = enqueueReply(ctx, {
        conversation,
        text,
        uploads: [],
        inReplyTo: null,
        place,
        ...(when === null ? {} : { leaves: when }),
      });
      const first = deliveries[0];
      if (step.leaves === "later" && first) chosen.set(first.id, at);
    }
    if (step.do === "send") {
      const row = claim();
      if (row) finish(row, step.ends);
    }
  }
  for (let next = nextDeliveryAt(store, accountId); next !== null; next = nextDeliveryAt(store, accountId)) {
    if (next > clock.now()) clock.set(next);
    const row = claim();
    if (row) finish(row, "sent");
  }
  return { sent, rows: store.db.select().from(delivery).all() };
}
