import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ConnectorEvent, PlaceCapabilities } from "../../connectors/connector.ts";
import { claimNext } from "../../src/delivery/claim.ts";
import { expireLeases } from "../../src/delivery/dispatch.ts";
import { enqueueChange, enqueueReply } from "../../src/delivery/enqueue.ts";
import { memoryContent } from "../support/memory-content.ts";
import { settleByEcho } from "../../src/delivery/echo.ts";
import { buildOperation } from "../../src/delivery/operation.ts";
import { resolveDelivery } from "../../src/delivery/resolve.ts";
import { settleOther, settleSent } from "../../src/delivery/settle.ts";
import { SYSTEM } from "../../src/domain/actor.ts";
import { ingest } from "../../src/inbox/ingest/ingest.ts";
import { searchMessages } from "../../src/store/search.ts";
import type { Context } from "../../src/store/context.ts";
import { delivery, message } from "../../src/store/schema.ts";
import { created, edited, insertAccount, person, snapshot, US } from "../support/events.ts";
import { finalState } from "../support/final-state.ts";
import { testStore } from "../support/store.ts";
import { runs } from "../support/runs.ts";

const lin = person("lin");
const place: PlaceCapabilities = {
  operations: ["reply", "message"],
  textLimit: 100,
  captionLimit: 100,
  measure: (text) => text.length,
  media: { maxCount: 0, maxBytes: 0, mimes: [] },
  reactions: null,
};

const START = Date.parse("2026-11-22T08:00:00Z");
const UNDO = new Error("undo");
let opened: ReturnType<typeof testStore>;
beforeEach(() => {
  opened = testStore();
});
afterEach(() => opened.close());

/** Plays on a reply that is on its way, and takes everything back, which is much faster than another database. */
function withReply<T>(run: (reply: Reply) => T): T {
  const results: T[] = [];
  const { db } = opened.store;
  expect(() =>
    db.transaction(() => {
      results.push(run(sending()));
      throw UNDO;
    }),
  ).toThrow(UNDO);
  const [result] = results;
  return result as T;
}

/** Claimed, and the platform about to answer. */
function sending() {
  const { store, clock } = opened;
  clock.set(START);
  const ctx: Context = { store, actor: SYSTEM };
  const accountId = insertAccount(store);
  const asked = snapshot("1", lin, clock.now());
  ingest(store, [{ accountId, events: [created(asked)] }]);
  clock.advance(1_000);
  const conversation = store.q.conversationById.get({ id: 1 });
  if (!conversation) throw new Error("no conversation");
  enqueueReply(ctx, { conversation, text: "we look at it", uploads: [], inReplyTo: null, place });
  const claim = () => {
    const found = claimNext({
      store,
      accountId,
      build: (row) => buildOperation(store, memoryContent(), row),
      scopes: () => [],
      impossible: () => {},
    });
    if (!found) throw new Error("nothing to claim");
    return found.row;
  };
  const row = claim();
  clock.advance(1_000);
  const sentAt = clock.now();
  const echo = snapshot("5", US, sentAt, { person: lin, inReplyTo: "1", text: "we look at it" });
  const events: ConnectorEvent[] = [
    created(echo),
    edited(echo, 1, "we look at it today"),
    edited(echo, 2, "we look at it now"),
    { type: "reaction.added", messageId: "5", by: lin, emoji: "👍", at: sentAt, order: 1 },
  ];
  const deleted: ConnectorEvent = { type: "message.deleted", messageId: "5", at: sentAt + 5_000 };
  // As an attempt ends whose outcome nobody knows.
  const doubt = () => {
    settleOther(ctx, clock.now(), row, { state: "unknown", code: "timeout", detail: null, nextAt: null });
    settleByEcho(ctx, clock.now(), row);
  };
  const answered = () => settleSent(ctx, clock.now(), row, { id: "5", url: null, sentAt });
  return {
    store,
    ctx,
    clock,
    row,
    claim,
    echo,
    events,
    deleted,
    doubt,
    answered,
    take: (event: ConnectorEvent) => ingest(store, [{ accountId, events: [event] }]),
    states: () => store.db.select({ state: delivery.state }).from(delivery).all(),
  };
}

type Reply = ReturnType<typeof sending>;
type Step = (reply: Reply) => void;

const event =
  (index: number): Step =>
  (reply) => {
    const found = reply.events[index];
    if (found) reply.take(found);
  };
const withKey: Step = (reply) => reply.take(created({ ...reply.echo, key: reply.row.key }));
const deletion: Step = (reply) => reply.take(reply.deleted);
const answered: Step = (reply) => reply.answered();
const doubt: Step = (reply) => reply.doubt();
const crash: Step = (reply) => void expireLeases(reply.store, { all: true });
const shown = [event(0), event(1), event(2), event(3)];

function play(steps: Step[]): unknown {
  return withReply((reply) => {
    for (const step of steps) step(reply);
    expect(reply.states()).toEqual([{ state: "sent" }]);
    const outbound = reply.store.db
      .select()
      .from(message)
      .all()
      .filter((row) => row.direction === "outbound");
    expect(outbound).toMatchObject([{ origin: "parley", remoteId: "5" }]);
    return finalState(reply.store);
  });
}

/** Plays the steps in every kind of order, some of them twice, after those that come first. */
function inAnyOrder(first: Step[], steps: Step[], numRuns = 40): void {
  const expected = play([...first, ...steps]);
  fc.assert(
    fc.property(fc.shuffledSubarray(steps, { minLength: steps.length }), fc.subarray(steps), (order, again) => {
      expect(play([...first, ...order, ...again])).toEqual(expected);
    }),
    { numRuns: runs(numRuns) },
  );
}

describe("the echo of a reply is bound to it and shown once", () => {
  it("where the response names it, before or after", () =>
    expect(() => inAnyOrder([], [...shown, answered])).not.toThrow());
  it("where it is deleted meanwhile", () => expect(() => inAnyOrder([], [...shown, answered, deletion])).not.toThrow());
  it("by its key, whatever the response says", () =>
    expect(() => inAnyOrder([], [withKey, ...shown.slice(1), doubt])).not.toThrow());
  it("by its key, after a crash", () =>
    expect(() => inAnyOrder([], [withKey, ...shown.slice(1), crash, deletion])).not.toThrow());
  it("by its words, once the outcome is unknown", () => expect(() => inAnyOrder([], [...shown, doubt])).not.toThrow());
  it("by its words, after a crash", () => expect(() => inAnyOrder([], [...shown, crash])).not.toThrow());
  it("by its words, though it is deleted already", () =>
    expect(() => inAnyOrder([doubt], [...shown, deletion])).not.toThrow());
});

describe("what is no echo", () => {
  it("is a message that came before the attempt", () =>
    withReply((reply) => {
      reply.doubt();
      reply.take(created({ ...reply.echo, sentAt: reply.echo.sentAt - 60_000 }));
      expect(reply.states()).toEqual([{ state: "unknown" }]);
    }));

  it("is one of two with the same words", () =>
    withReply((reply) => {
      reply.take(created(reply.echo));
      reply.take(created({ ...reply.echo, id: "6" }));
      reply.doubt();
      expect(reply.states()).toEqual([{ state: "unknown" }]);
    }));

  it("is another message with the key of one that is bound: it is shown beside it", () =>
    withReply((reply) => {
      reply.answered();
      reply.take(created({ ...reply.echo, id: "6", key: reply.row.key }));
      const ids = reply.store.db.select({ id: message.remoteId }).from(message).all();
      expect(ids.map((row) => row.id)).toEqual(["1", "5", "6"]);
    }));
});

describe("an answer that comes too late", () => {
  it("does not send again what a person has sent again meanwhile", () =>
    withReply((reply) => {
      reply.doubt();
      const [seen] = reply.store.db.select().from(delivery).all();
      if (!seen) throw new Error("no delivery");
      resolveDelivery(reply.ctx, seen.id, "retry");
      reply.claim();
      // A look-up that began before the person decided says "not there".
      const now = reply.clock.now();
      settleOther(reply.ctx, now, seen, { state: "queued", code: "not-sent", detail: null, nextAt: now });
      expect(reply.states()).toEqual([{ state: "sending" }]);
    }));

  it("does not bring back the words of a message that is deleted meanwhile", () =>
    withReply((reply) => {
      reply.answered();
      const sent = reply.store.q.messageById.get({ id: reply.row.messageId });
      if (!sent) throw new Error("no message");
      enqueueChange(reply.ctx, { message: sent, kind: "edit", payload: { text: "my seed phrase is" } });
      const edit = reply.claim();
      reply.take(reply.deleted);
      settleSent(reply.ctx, reply.clock.now(), edit, { id: "5", url: null, sentAt: null });
      expect(reply.store.q.messageById.get({ id: sent.id })).toMatchObject({ text: "", deletedAt: expect.any(Number) });
      expect(searchMessages(reply.store, "seed", null, 5)).toEqual([]);
    }));

  it("takes the changes along that were ordered for the echo before it was bound", () =>
    withReply((reply) => {
      reply.take(created(reply.echo));
      const stored = reply.store.q.messageByRemote.get({ accountId: 1, remoteId: "5" });
      reply.store.db
        .insert(delivery)
        .values({
          accountId: 1,
          conversationId: 1,
          messageId: stored?.id ?? 0,
          kind: "delete",
          payload: {},
          key: "k",
          state: "queued",
          nextAt: reply.clock.now(),
          createdAt: reply.clock.now(),
        })
        .run();
      reply.answered();
      const rows = reply.store.db.select({ kind: delivery.kind, to: delivery.messageId }).from(delivery).all();
      expect(rows).toEqual([
        { kind: "reply", to: reply.row.messageId },
        { kind: "delete", to: reply.row.messageId },
      ]);
    }));
});
