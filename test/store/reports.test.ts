import fc from "fast-check";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { enqueueReply } from "../../src/delivery/enqueue.ts";
import { settleOther, settleSent } from "../../src/delivery/settle.ts";
import type { Actor } from "../../src/domain/actor.ts";
import { addNote } from "../../src/inbox/note.ts";
import { setLabels } from "../../src/inbox/set-labels.ts";
import { setStatus } from "../../src/inbox/set-status.ts";
import { createStore, type Store } from "../../src/store/db.ts";
import { findConversation } from "../../src/store/conversation-state.ts";
import { rebuildReports, wrongReports } from "../../src/store/reports/check.ts";
import { countNext, hasUncounted } from "../../src/store/reports/count.ts";
import { delivery, episode } from "../../src/store/schema.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { testStore } from "../support/store.ts";

const PLACE = {
  operations: ["reply", "message"] as const,
  textLimit: 280,
  captionLimit: 100,
  measure: (text: string) => text.length,
  media: { maxCount: 4, maxBytes: 1, mimes: [] },
  reactions: null,
};

/** What a day at the desk is made of; `n` chooses whom and what it happens to. */
const ACTIONS = [
  "writes",
  "writesInPublic",
  "writesAside",
  "nativeAnswer",
  "reply",
  "sent",
  "sentAsEcho",
  "failed",
  "close",
  "open",
  "spam",
  "label",
  "note",
  "score",
  "later",
  "count",
  "restart",
] as const;
type Action = [kind: (typeof ACTIONS)[number], n: number];

const action: fc.Arbitrary<Action> = fc.tuple(fc.constantFrom(...ACTIONS), fc.nat({ max: 11 }));

/** Plays the actions. */
function play(desk: Desk, store: { current: Store }, actions: readonly Action[]): void {
  const { clock } = desk;
  const lin: Actor = { kind: "agent", id: 1, role: "admin" };
  for (const [kind, n] of actions) {
    const ctx = { store: store.current, actor: lin };
    const person = `p${n % 4}`;
    const platform = n % 2 === 0 ? "x" : "telegram";
    const ids = store.current.db.all<{ id: number }>(sql`select id from conversation`).map((row) => row.id);
    const conversation = findConversation(store.current, ids[n % Math.max(1, ids.length)] ?? 0);
    const waiting = store.current.db
      .select()
      .from(delivery)
      .where(sql`${delivery.state} = 'queued'`)
      .all();
    const due = waiting[n % Math.max(1, waiting.length)];
    if (kind === "writes") desk.write({ person, platform });
    else if (kind === "writesInPublic") desk.write({ person, platform, kind: "public", placeId: "square" });
    else if (kind === "writesAside")
      desk.write({ person, platform, kind: "public", placeId: "square", direction: "ambient" });
    else if (kind === "nativeAnswer") desk.write({ person, platform, direction: "outbound" });
    else if (kind === "later") clock.advance(n * 47 * 60_000);
    else if (kind === "count") for (let i = 0; i <= n % 3; i += 1) countNext(store.current);
    else if (kind === "restart") store.current = createStore({ db: store.current.db, clock });
    else if (kind === "reply" && conversation?.kind === "direct")
      enqueueReply(ctx, {
        conversation,
        text: `answer ${clock.now()}`,
        uploads: [],
        inReplyTo: null,
        place: { ...PLACE, operations: [...PLACE.operations] },
      });
    else if (kind === "sent" && due)
      settleSent(ctx, clock.now(), due, { id: `sent-${due.id}`, url: null, sentAt: clock.now() - n * 60_000 });
    else if (kind === "sentAsEcho" && due && conversation) {
      // Its echo comes first, is counted or not, and is folded into ours.
      const id = `echo-${due.id}`;
      const owner = findConversation(store.current, due.conversationId);
      const personId = owner?.personId ?? 0;
      const [who] = store.current.db.all<{ remoteId: string }>(
        sql`select remote_id as remoteId from identity where id = ${personId}`,
      );
      desk.write({ person: who?.remoteId ?? "p0", platform: owner?.platform ?? "x", direction: "outbound", id });
      if (n % 2 === 0) countNext(store.current);
      settleSent(ctx, clock.now(), due, { id, url: null, sentAt: clock.now() });
    } else if (kind === "failed" && due)
      settleOther(ctx, clock.now(), due, { state: "failed", code: "no", detail: null, nextAt: null });
    else if (conversation) {
      if (kind === "close" || kind === "open" || kind === "spam")
        setStatus(ctx, conversation.id, kind === "close" ? "closed" : kind);
      if (kind === "label") setLabels(ctx, conversation.id, n % 3 === 0 ? [] : [`label ${n % 3}`]);
      if (kind === "note") addNote(ctx, conversation.id, "seen");
      if (kind === "score" && conversation.episodeId !== null)
        store.current.transaction((now) => {
          store.current.db
            .update(episode)
            .set({ satisfaction: 1 + (n % 5), satisfactionAt: now })
            .where(eq(episode.id, conversation.episodeId ?? 0))
            .run();
          setLabels(ctx, conversation.id, [`scored ${now}`]);
        });
    }
  }
}

const countAll = (store: Store) => {
  while (countNext(store));
};

/** What is kept of a measure, all keys of a facet together, by hours and by days. */
function kept(store: Store, measure: string, facet = "all") {
  const total = (table: string) =>
    store.db.all<{ n: number }>(sql`
      select coalesce(sum(n), 0) as n from ${sql.raw(table)} join report_series s on s.id = slot / (1 << 28)
      where s.measure = ${measure} and s.facet = ${facet}`)[0]?.n ?? 0;
  return [total("report_hour"), total("report_day")];
}

const one = (store: Store, query: ReturnType<typeof sql>) => store.db.all<{ n: number }>(query)[0]?.n ?? 0;

describe("roll-ups", () => {
  it("say what messages and episodes say, whatever happens and wherever counting stops", () => {
    fc.assert(
      fc.property(fc.array(action, { minLength: 60, maxLength: 100 }), (actions) => {
        const opened = testStore();
        const desk = openDesk({}, opened);
        const store = { current: desk.store };
        play(desk, store, actions);
        countAll(store.current);
        expect(hasUncounted(store.current)).toBe(false);
        expect(wrongReports(store.current)).toEqual([]);
        const now = store.current;
        const spamless = sql`e.closed_at is not null and not (c.status = 'spam' and c.episode_id = e.id)`;
        for (const [measure, n] of [
          ["inbound", one(now, sql`select count(*) as n from message where direction = 'inbound'`)],
          ["note", one(now, sql`select count(*) as n from message where direction = 'note'`)],
          [
            "outbound",
            one(
              now,
              sql`select count(*) as n from message where direction = 'outbound' and remote_id is not null and conversation_id is not null`,
            ),
          ],
          [
            "resolved",
            one(
              now,
              sql`select count(*) as n from episode e join conversation c on c.id = e.conversation_id where ${spamless}`,
            ),
          ],
        ] as const)
          expect([measure, ...kept(now, measure)]).toEqual([measure, n, n]);
        expect(kept(now, "outbound", "agent")).toEqual(kept(now, "outbound"));
        expect(kept(now, "answered", "agent")).toEqual(kept(now, "answered"));
        const before = [kept(now, "opened"), kept(now, "opened", "label"), kept(now, "answered")];
        rebuildReports(now);
        expect(wrongReports(now)).toEqual([]);
        expect([kept(now, "opened"), kept(now, "opened", "label"), kept(now, "answered")]).toEqual(before);
        opened.close();
      }),
      { numRuns: 8 },
    );
  });

  it("begin with what there was before anybody counted, while more happens", () => {
    const desk = openDesk();
    for (let i = 0; i < 150; i += 1) desk.write({ person: `p${i % 40}` });
    countNext(desk.store);
    const ctx = { store: desk.store, actor: { kind: "system" } as const };
    for (const id of [1, 2, 3]) setStatus(ctx, id, "closed");
    countNext(desk.store);
    for (let i = 0; i < 40; i += 1) desk.write({ person: `p${i}` });
    countAll(desk.store);
    expect(wrongReports(desk.store)).toEqual([]);
    expect(kept(desk.store, "inbound")).toEqual([190, 190]);
    expect(kept(desk.store, "opened")).toEqual([43, 43]);
    expect(kept(desk.store, "resolved")).toEqual([3, 3]);
  });
});
