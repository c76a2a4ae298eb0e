import fc from "fast-check";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { ConnectorEvent } from "../../connectors/connector.ts";
import { SYSTEM } from "../../src/domain/actor.ts";
import { ingest } from "../../src/inbox/ingest/ingest.ts";
import { setStatus } from "../../src/inbox/set-status.ts";
import { verifyChain } from "../../src/store/events.ts";
import { created, edited, insertAccount, person, snapshot, US } from "../support/events.ts";
import { finalState } from "../support/final-state.ts";
import { testStore } from "../support/store.ts";
import { sameForAll } from "../support/targets.ts";
import { runs } from "../support/runs.ts";
import { setBrandTargets } from "../../src/inbox/time/settings.ts";

const lin = person("lin");
const chen = person("chen");
const T = Date.parse("2026-11-22T07:00:00Z");

function apply(batches: ConnectorEvent[][]): unknown {
  const { store, close } = testStore();
  const accountId = insertAccount(store);
  setBrandTargets({ store, actor: SYSTEM }, sameForAll({ firstResponse: 5, nextResponse: 20, resolution: 60 }));
  for (const events of batches) ingest(store, [{ accountId, events }]);
  const state = finalState(store);
  close();
  return state;
}

const first = snapshot("1", lin, T);
const follow = snapshot("2", lin, T + 60_000, { direction: "ambient" });
const bystander = snapshot("3", chen, T + 70_000, { direction: "ambient" });
const asks = snapshot("4", chen, T + 90_000);
const answer = snapshot("5", US, T + 120_000, { person: lin, inReplyTo: "1" });
const again = snapshot("6", lin, T + 180_000);
const announcement = snapshot("7", US, T + 200_000);
const reaction = (type: "reaction.added" | "reaction.removed", order: number): ConnectorEvent => ({
  type,
  messageId: "5",
  by: lin,
  emoji: "👍",
  at: T + order,
  order,
});

const STORY: ConnectorEvent[] = [
  created(first),
  edited(first, 1, "text of 1, edited"),
  edited(first, 2, "text of 1, edited twice"),
  created(follow),
  created(bystander),
  created(asks),
  created(answer),
  created(again),
  { type: "message.deleted", messageId: "6", at: T + 190_000 },
  created(announcement),
  reaction("reaction.added", 1),
  reaction("reaction.removed", 2),
  reaction("reaction.added", 3),
];

describe("events in any order, any number of times, in any batches", () => {
  it("end in one final state", () => {
    const expected = apply([STORY]);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(STORY, { minLength: STORY.length }),
        fc.subarray(STORY),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 30, maxLength: 30 }),
        (order, redelivered, sizes) => {
          const all = [...order, ...redelivered];
          const batches: ConnectorEvent[][] = [];
          for (const size of sizes) batches.push(all.splice(0, size));
          batches.push(all);
          expect(apply(batches)).toEqual(expected);
        },
      ),
      { numRuns: runs(60) },
    );
  });

  it("gives the state that a person would expect", () => {
    const state = apply([STORY]) as { conversations: Record<string, unknown>[]; messages: Record<string, unknown>[] };
    expect(state.conversations).toMatchObject([
      { remote_id: "chen", status: "open", waiting_since: T + 70_000, unread: 2, due_at: T + 70_000 + 5 * 60_000 },
      { remote_id: "lin", status: "pending", waiting_since: null, unread: 2, excerpt: "text of 5", due_at: null },
    ]);
    expect(state.messages[0]).toMatchObject({
      text: "text of 1, edited twice",
      edits: "0:text of 1|1:text of 1, edited",
    });
    expect(state.messages[5]).toMatchObject({ remote_id: "6", text: "", deleted_at: T + 190_000 });
    expect(state.messages[6]).toMatchObject({ remote_id: "7", person: null, direction: "outbound" });
  });
});

/** A phrase in three pieces, one of them edited and one deleted, among other words; a whole one; and one that nobody can judge. */
const wu = person("wu");
const half = snapshot("21", wu, T, { text: "my words: scheme spot photo card baby mountain" });
const rest = snapshot("23", wu, T + 60_000, { text: "device kick cradle pact join borrow that's all" });
const single = snapshot("25", wu, T + 90_000, { text: "borrow" });
const chineseHalf = snapshot("27", wu, T + 100_000, { text: "前半：蒙台脱纪构硫" });
const chineseRest = snapshot("28", wu, T + 110_000, { text: "后半：浆霉感仅鱼汤" });
const PASTED: ConnectorEvent[] = [
  created(half),
  edited(half, 1, "scheme spot photo card baby mountain (that is the text)"),
  edited(half, 2, "sorry, text sent too early"),
  created(snapshot("22", wu, T + 30_000, { text: "wait, there is more text" })),
  created(rest),
  edited(rest, 1, "device kick cradle pact join borrow"),
  { type: "message.deleted", messageId: "23", at: T + 500_000 },
  created(snapshot("24", wu, T + 80_000, { text: "device kick cradle pact join" })),
  created(single),
  created(snapshot("26", chen, T + 90_000, { text: "device kick cradle pact join borrow" })),
  created(chineseHalf),
  created(chineseRest),
];

describe("a phrase over several messages", () => {
  it("is masked alike in whatever order and batches they come", () => {
    const expected = apply([PASTED]);
    expect(JSON.stringify(expected)).not.toMatch(/scheme spot|蒙台|鱼汤/);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(PASTED, { minLength: PASTED.length }),
        fc.subarray(PASTED),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 30, maxLength: 30 }),
        (order, redelivered, sizes) => {
          const all = [...order, ...redelivered];
          const batches: ConnectorEvent[][] = [];
          for (const size of sizes) batches.push(all.splice(0, size));
          batches.push(all);
          expect(apply(batches)).toEqual(expected);
        },
      ),
      { numRuns: runs(60) },
    );
  });

  it("leaves the rest to read", () => {
    const { messages } = apply([PASTED]) as { messages: Record<string, unknown>[] };
    expect(messages.map(({ remote_id: id, text, edits }) => [id, text, edits])).toEqual([
      ["21", "sorry, text sent too early", "0:my words: ⟦seedPhrase⟧|1:⟦seedPhrase⟧ is the text)"],
      ["22", "wait, there is more text", null],
      ["23", "", null],
      ["24", "⟦seedPhrase⟧", null],
      ["25", "⟦seedPhrase⟧", null],
      ["26", "device kick cradle pact join borrow", null],
      ["27", "前半：⟦seedPhrase⟧", null],
      ["28", "⟦seedPhrase⟧", null],
    ]);
  });
});

describe("a closed conversation", () => {
  it.each([1, 2])("begins one new piece of work however its messages are batched (%i)", (size) => {
    const { store } = testStore();
    const accountId = insertAccount(store);
    ingest(store, [{ accountId, events: [created(first)] }]);
    setStatus({ store, actor: SYSTEM }, 1, "closed");
    const more = [created(follow), created(again)];
    while (more.length > 0) ingest(store, [{ accountId, events: more.splice(0, size) }]);
    expect(store.db.all(sql`select opened_at, closed_at is null as runs from episode order by id`)).toEqual([
      { opened_at: T, runs: 0 },
      { opened_at: T + 60_000, runs: 1 },
    ]);
  });
});

describe("poison", () => {
  it("sets an event aside that cannot be stored, and stores the others and the cursor", () => {
    const { store } = testStore();
    const accountId = insertAccount(store);
    // A snapshot that breaks the rules of the database.
    const broken = created({ ...snapshot("9", lin, T), text: null as unknown as string });
    ingest(store, [{ accountId, events: [created(first), broken, created(asks)], cursor: "c1" }]);
    expect(store.db.all(sql`select remote_id from message order by id`)).toEqual([
      { remote_id: "1" },
      { remote_id: "4" },
    ]);
    expect(store.db.all(sql`select count(*) as n from poison`)).toEqual([{ n: 1 }]);
    expect(store.q.accountById.get({ id: accountId })?.cursor).toBe("c1");
    expect(verifyChain(store).broken).toBeNull();
  });

  it("keeps what a conversation shows in step, also inside the caller's transaction", () => {
    const { store } = testStore();
    const accountId = insertAccount(store);
    const broken = created({ ...snapshot("9", lin, T), text: null as unknown as string });
    store.transaction(() => ingest(store, [{ accountId, events: [created(first), broken], cursor: "c1" }]));
    expect(finalState(store)).toMatchObject({
      conversations: [{ remote_id: "lin", unread: 1, waiting_since: T, excerpt: "text of 1" }],
    });
  });

  it("stores nothing, and moves no cursor, while the disk is full", () => {
    const { store } = testStore();
    const accountId = insertAccount(store);
    const pages = store.db.all<{ page_count: number }>(sql`pragma page_count`)[0]?.page_count ?? 0;
    store.db.run(sql.raw(`pragma max_page_count = ${pages}`));
    const long = created({ ...first, text: "long ".repeat(20_000) });
    expect(() => ingest(store, [{ accountId, events: [created(asks), long], cursor: "c1" }])).toThrow(/full/);
    store.db.run(sql.raw(`pragma max_page_count = ${pages + 10_000}`));
    expect(
      store.db.all(sql`select (select count(*) from message) as messages, (select count(*) from poison) as poisons`),
    ).toEqual([{ messages: 0, poisons: 0 }]);
    expect(store.q.accountById.get({ id: accountId })?.cursor).toBeNull();
    ingest(store, [{ accountId, events: [created(asks), long], cursor: "c1" }]);
    expect(store.q.accountById.get({ id: accountId })?.cursor).toBe("c1");
  });
});
