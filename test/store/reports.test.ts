import fc from "fast-check";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { setStatus } from "../../src/inbox/set-status.ts";
import type { Store } from "../../src/store/db.ts";
import { rebuildReports, wrongReports } from "../../src/store/reports/check.ts";
import { countNext, hasUncounted } from "../../src/store/reports/count.ts";
import { play, stories } from "../support/desk-story.ts";
import { openDesk } from "../support/desk.ts";
import { testStore } from "../support/store.ts";

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
  it("say what messages and episodes say, whatever happens and wherever counting stops", async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (actions) => {
        const opened = testStore();
        const now = await play(openDesk({}, opened), actions);
        countAll(now);
        expect(hasUncounted(now)).toBe(false);
        expect(wrongReports(now)).toEqual([]);
        const spamless = sql`e.closed_at is not null and not (c.status = 'spam' and c.episode_id = e.id)`;
        for (const [measure, n] of [
          [
            "inbound",
            one(
              now,
              sql`select count(*) as n from message where direction = 'inbound' and conversation_id is not null`,
            ),
          ],
          ["note", one(now, sql`select count(*) as n from message where direction = 'note'`)],
          [
            "outbound",
            one(
              now,
              sql`select count(*) as n from message where direction = 'outbound' and conversation_id is not null and (remote_id is not null
                or exists (select 1 from delivery d where d.message_id = message.id and d.state = 'sent'))`,
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
