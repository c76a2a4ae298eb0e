/** Opening hours, targets and deadlines, through the API. */
import { describe, expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { nextDeadlinesAt, runDeadlines } from "../../src/inbox/jobs/deadlines.ts";
import { nextAlarm, tellDeadlines } from "../../src/inbox/time/tell-deadlines.ts";
import { rebuildReports, wrongReports } from "../../src/store/reports/check.ts";
import { countNext } from "../../src/store/reports/count.ts";
import { type Desk, openDesk } from "../support/desk.ts";
import { sameForAll } from "../support/targets.ts";

const OFFICE = [{ from: "09:00", to: "18:00" }];
const WEEK = {
  monday: OFFICE,
  tuesday: OFFICE,
  wednesday: OFFICE,
  thursday: OFFICE,
  friday: OFFICE,
  saturday: [],
  sunday: [],
};
const SHANGHAI = { kind: "week", timeZone: "Asia/Shanghai", week: WEEK, holidays: [] };

async function openWith(targets: Parameters<typeof sameForAll>[0]): Promise<Desk> {
  const desk = openDesk();
  await desk.send("PUT", "/api/settings/targets", { targets: sameForAll(targets) }, 200);
  return desk;
}
const ctxOf = (desk: Desk) => ({ store: desk.store, actor: SYSTEM });
const one = (desk: Desk) => desk.get("/api/conversations/cnv_1");
const iso = (at: number) => new Date(at).toISOString();
const minutes = (count: number) => count * MINUTE_MS;
const recompute = (desk: Desk) => runDeadlines(desk.store, new AbortController().signal);

async function told(desk: Desk): Promise<string[]> {
  const { items } = await desk.get("/api/audit");
  return items
    .filter((item: { type: string }) => item.type.startsWith("sla."))
    .map((item: { type: string; data: { target: string } }) => `${item.type} ${item.data.target}`)
    .toReversed();
}

describe("a conversation under targets", () => {
  it("shows the first response, then nothing while it is their turn, then the next response", async () => {
    const desk = await openWith({ firstResponse: 20, nextResponse: 60 });
    desk.write({});
    const asked = desk.clock.now();
    expect(await one(desk)).toMatchObject({
      due: { target: "firstResponse", at: iso(asked + minutes(20)), warnAt: iso(asked + minutes(15)) },
      episode: { firstResponseDueAt: iso(asked + minutes(20)), resolutionDueAt: null, missed: [] },
    });
    desk.write({});
    expect((await one(desk)).due.at).toBe(iso(asked + minutes(20)));
    desk.write({ direction: "outbound" });
    expect(await one(desk)).toMatchObject({ status: "pending", due: null });
    desk.write({});
    expect((await one(desk)).due).toEqual({
      target: "nextResponse",
      at: iso(desk.clock.now() + minutes(60)),
      warnAt: iso(desk.clock.now() + minutes(45)),
    });
  });

  it("is in the reports by the targets that hold now, also after it was answered", async () => {
    const desk = await openWith({ firstResponse: 20 });
    desk.write({});
    desk.write({ direction: "outbound" });
    rebuildReports(desk.store);
    await desk.send("PUT", "/api/settings/targets", { targets: sameForAll({}) }, 200);
    while (countNext(desk.store));
    await recompute(desk);
    while (countNext(desk.store));
    expect((await one(desk)).episode.firstResponseDueAt).toBeNull();
    expect(wrongReports(desk.store)).toEqual([]);
  });

  it("does not count the time in which we wait for the person, and runs on while snoozed", async () => {
    const desk = await openWith({ resolution: 120 });
    desk.write({});
    const asked = desk.clock.now();
    desk.write({ direction: "outbound" });
    desk.clock.advance(5 * HOUR_MS);
    desk.write({});
    const due = iso(asked + minutes(120) + 5 * HOUR_MS + MINUTE_MS);
    expect(await one(desk)).toMatchObject({ due: { target: "resolution", at: due } });
    await desk.send("PATCH", "/api/conversations/cnv_1", { snoozedUntil: iso(asked + 24 * HOUR_MS) }, 200);
    expect((await one(desk)).due.at).toBe(due);
    await desk.send("PATCH", "/api/conversations/cnv_1", { status: "pending" }, 200);
    expect((await one(desk)).due).toBeNull();
    await desk.send("PATCH", "/api/conversations/cnv_1", { status: "open" }, 200);
    expect((await one(desk)).due.at).toBe(due);
    await desk.send("PATCH", "/api/conversations/cnv_1", { status: "closed" }, 200);
    const { due: none, episode } = await one(desk);
    expect([none, episode.resolvedAt, episode.resolutionDueAt]).toEqual([null, episode.closedAt, due]);
  });

  it("warns once and misses once, and begins again with the next wait", async () => {
    const desk = await openWith({ firstResponse: 20, nextResponse: 20, resolution: 600 });
    desk.write({});
    const asked = desk.clock.now();
    const tick = (at: number) => tellDeadlines(ctxOf(desk), at, 10);
    expect(nextAlarm(desk.store)).toBe(asked + minutes(15));
    expect([tick(asked + minutes(14)), tick(asked + minutes(15)), tick(asked + minutes(16))]).toEqual([0, 1, 0]);
    expect(await told(desk)).toEqual(["sla.warned firstResponse"]);
    // A priority that changes nothing about the time must not warn again.
    await desk.send("PATCH", "/api/conversations/cnv_1", { priority: "high" }, 200);
    tick(asked + minutes(17));
    tick(asked + minutes(20));
    expect(await told(desk)).toEqual(["sla.warned firstResponse", "sla.missed firstResponse"]);
    expect((await one(desk)).episode.missed).toEqual(["firstResponse"]);
    for (const _ of [1, 2]) {
      desk.write({ direction: "outbound" });
      desk.write({});
      tick(desk.clock.now() + minutes(20));
    }
    expect(await told(desk)).toEqual([
      "sla.warned firstResponse",
      "sla.missed firstResponse",
      "sla.missed nextResponse",
      "sla.missed nextResponse",
    ]);
  });

  it("follows its priority", async () => {
    const desk = openDesk();
    const targets = sameForAll({ firstResponse: 60 });
    targets.byPriority.urgent = { ...targets.byPriority.urgent, firstResponse: 5 };
    await desk.send("PUT", "/api/settings/targets", { targets }, 200);
    desk.write({});
    await desk.send("PATCH", "/api/conversations/cnv_1", { priority: "urgent" }, 200);
    expect((await one(desk)).due.at).toBe(iso(desk.clock.now() + minutes(5)));
  });
});

describe("a change of hours or targets", () => {
  it("reaches open work by a job, with the account's own before the brand's", async () => {
    const desk = openDesk();
    desk.write({});
    // Sunday evening there.
    const asked = desk.clock.now();
    await desk.send("PUT", "/api/settings/targets", { targets: sameForAll({ firstResponse: 30 }) }, 200);
    expect((await one(desk)).due).toBeNull();
    expect(nextDeadlinesAt(desk.store)).toBe(asked);
    await recompute(desk);
    expect((await one(desk)).due.at).toBe(iso(asked + minutes(30)));
    await desk.send("PUT", "/api/settings/hours", { hours: SHANGHAI }, 200);
    await desk.send("PUT", `/api/accounts/acc_2/hours`, { hours: { kind: "always" } }, 200);
    await recompute(desk);
    const monday = (await one(desk)).due.at;
    expect(monday).toMatch(/T01:30:00.000Z$/);
    await desk.send("PUT", "/api/accounts/acc_1/hours", { hours: { kind: "always" } }, 200);
    await desk.send("PUT", "/api/accounts/acc_1/targets", { targets: sameForAll({ firstResponse: 10 }) }, 200);
    await recompute(desk);
    expect((await one(desk)).due.at).toBe(iso(asked + minutes(10)));
    await desk.send("PUT", "/api/accounts/acc_1/targets", { targets: sameForAll({}) }, 200);
    await recompute(desk);
    expect(await one(desk)).toMatchObject({ due: null, episode: { firstResponseDueAt: null } });
    expect(nextDeadlinesAt(desk.store)).toBeNull();
  });

  it("takes slices of many conversations, and leaves closed ones alone", async () => {
    const desk = openDesk();
    for (let n = 1; n <= 45; n += 1) desk.write({ person: `p${n}` });
    await desk.send("PATCH", "/api/conversations/cnv_3", { status: "closed" }, 200);
    await desk.send("PUT", "/api/settings/targets", { targets: sameForAll({ firstResponse: 30 }) }, 200);
    await recompute(desk);
    const { items } = await desk.get("/api/conversations?limit=100");
    expect(items.filter((item: { due: unknown }) => item.due !== null)).toHaveLength(44);
    expect((await desk.get("/api/jobs")).items[0]).toMatchObject({ kind: "deadlines", state: "done", done: 44 });
  });

  it("is a lead's to make, and says at the field what is wrong", async () => {
    const desk = openDesk();
    const asAgent = { authorization: `Bearer ${desk.agentToken}` };
    await desk.send("PUT", "/api/settings/hours", { hours: SHANGHAI }, 403, asAgent);
    await desk.get("/api/settings/hours");
    const wrong = await desk.send("PUT", "/api/settings/hours", { hours: { ...SHANGHAI, timeZone: "Mars" } }, 422);
    expect(wrong).toMatchObject({ code: "invalid", field: "hours.timeZone" });
    const targets = sameForAll({ firstResponse: 0 });
    expect(await desk.send("PUT", "/api/settings/targets", { targets }, 422)).toMatchObject({
      field: "targets.byPriority.low.firstResponse",
    });
  });
});
