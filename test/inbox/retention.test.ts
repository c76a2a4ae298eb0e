import { describe, expect, it } from "vitest";
import { createErasures } from "../../src/inbox/erase/run.ts";
import { monthsBefore } from "../../src/inbox/erase/retention.ts";
import { SYSTEM } from "../../src/domain/actor.ts";
import { DAY_MS } from "../../src/domain/time.ts";
import { countAll, keptCounts } from "../../src/store/counters.ts";
import { record } from "../../src/store/context.ts";
import { verifyChain } from "../../src/store/events.ts";
import { eventContent } from "../../src/store/schema.ts";
import { type Desk, openDesk } from "../support/desk.ts";

/** One conversation each: closed long ago, open since long ago, closed of another account, closed lately. */
async function kept(): Promise<{ desk: Desk; run: () => Promise<void>; excerpts: () => Promise<string[]> }> {
  const desk = openDesk();
  const close = (id: number) => desk.send("PATCH", `/api/conversations/cnv_${id}`, { status: "closed" }, 200);
  desk.write({ person: "ann", text: "old and closed" });
  desk.write({ person: "bob", text: "old and open" });
  desk.write({ person: "eve", text: "on telegram", platform: "telegram" });
  desk.write({ person: "ann", text: "of ann in public", kind: "public", placeId: "thread" });
  await close(1);
  await close(3);
  desk.clock.advance(20 * DAY_MS);
  desk.write({ person: "kim", text: "new and closed" });
  await close(5);
  const { store } = desk;
  const erasures = createErasures({
    store,
    content: desk.deps.content,
    scrub: undefined,
    signal: new AbortController().signal,
  });
  return {
    desk,
    run: async () => {
      for (let at = erasures.nextAt(); at !== null && at <= desk.clock.now(); at = erasures.nextAt())
        await erasures.run();
    },
    excerpts: async () => {
      const { items } = await desk.get("/api/conversations");
      return items.map((one: { excerpt: string }) => one.excerpt).toSorted();
    },
  };
}

describe("retention by age", () => {
  it("is off by default", async () => {
    const { desk, run, excerpts } = await kept();
    desk.clock.advance(4_000 * DAY_MS);
    await run();
    expect(await excerpts()).not.toContain("");
  });

  it("erases closed conversations of that account that rested so long, and says so in the log", async () => {
    const { desk, run, excerpts } = await kept();
    const changed = await desk.send("PATCH", "/api/accounts/acc_1", { retentionMonths: 1 }, 200);
    expect(changed.account.retentionMonths).toBe(1);
    await run();
    expect(await excerpts()).not.toContain("");
    const ctx = { store: desk.store, actor: SYSTEM };
    desk.store.transaction((now) =>
      [1, 2].forEach((conversationId) =>
        record(ctx, now, {
          type: "message.created",
          conversationId,
          data: {},
          content: { words: `of ${conversationId}` },
        }),
      ),
    );
    desk.clock.advance(12 * DAY_MS);
    await run();
    const contents = desk.store.db.select().from(eventContent).all();
    expect(contents.map((one) => one.content)).toEqual([JSON.stringify({ words: "of 2" })]);
    expect(await excerpts()).toEqual(["", "new and closed", "of ann in public", "old and open", "on telegram"]);
    const row = await desk.get("/api/conversations/cnv_1");
    // She has another conversation: her name stays.
    expect(row).toMatchObject({ status: "closed", requester: { name: "ann" } });
    const erased = desk.store.q.eventsAfter.all({ seq: 0, limit: 1_000 }).filter((one) => one.type.endsWith("erased"));
    expect(erased.map((one) => [one.type, one.actor, one.conversationId])).toEqual([
      ["conversation.erased", "system", 1],
    ]);

    desk.clock.advance(30 * DAY_MS);
    await run();
    expect((await desk.get("/api/conversations/cnv_5")).requester).toMatchObject({ name: "—", state: "deleted" });
    expect((await desk.get("/api/conversations/cnv_1")).requester.name).toBe("ann");
    const before = desk.store.q.lastEvent.get()?.seq;
    desk.clock.advance(DAY_MS);
    await run();
    expect(desk.store.q.lastEvent.get()?.seq).toBe(before);
    expect(verifyChain(desk.store).broken).toBeNull();
    expect(keptCounts(desk.store)).toEqual(countAll(desk.store));
  });

  it("begins anew where an erased conversation goes on", async () => {
    const { desk, run } = await kept();
    await desk.send("PATCH", "/api/accounts/acc_1", { retentionMonths: 1 }, 200);
    desk.clock.advance(12 * DAY_MS);
    await run();
    desk.write({ person: "ann", text: "me again" });
    expect(await desk.get("/api/conversations/cnv_1")).toMatchObject({ status: "open", excerpt: "me again" });
    await desk.send("PATCH", "/api/conversations/cnv_1", { status: "closed" }, 200);
    desk.clock.advance(40 * DAY_MS);
    await run();
    expect((await desk.get("/api/conversations/cnv_1")).excerpt).toBe("");
  });

  it("takes whole months from one to twenty years, or none", async () => {
    const { desk } = await kept();
    for (const retentionMonths of [0, -1, 1.5, 241, "12"])
      expect((await desk.ask("PATCH", "/api/accounts/acc_1", { retentionMonths })).status).toBe(422);
    await desk.send("PATCH", "/api/accounts/acc_1", { retentionMonths: 12 }, 200);
    const off = await desk.send("PATCH", "/api/accounts/acc_1", { retentionMonths: null }, 200);
    expect(off.account.retentionMonths).toBeNull();
    expect(new Date(monthsBefore(Date.parse("2026-11-22T08:00:00Z"), 24)).toISOString()).toBe(
      "2024-11-22T08:00:00.000Z",
    );
  });
});
