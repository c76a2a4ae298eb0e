import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketOf, middleOf } from "../../src/domain/reports/buckets.ts";
import { offsetsOf, periodOf, type Piece, piecesOf, turnsOf } from "../../src/domain/reports/period.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";
import { countNext } from "../../src/store/reports/count.ts";
import { SYSTEM } from "../../src/domain/actor.ts";
import { createToken } from "../../src/trust/tokens.ts";
import { openDesk } from "../support/desk.ts";

/** A Sunday and a Monday, UTC: Ann is answered after ten minutes and closed after twenty, Bo is not answered, Cy was there before. */
async function told() {
  const desk = openDesk();
  // Whoever writes does so a minute after the clock.
  const at = (iso: string) => desk.clock.set(Date.parse(iso) - MINUTE_MS);
  at("2026-11-22T23:00:00Z");
  desk.write({ person: "cy", platform: "telegram" });
  at("2026-11-29T10:00:00Z");
  desk.write({ person: "ann", text: "hello" });
  await desk.send("PATCH", "/api/conversations/cnv_2", { labels: ["login"] }, 200);
  at("2026-11-29T10:10:00Z");
  desk.write({ person: "ann", direction: "outbound", text: "done" });
  at("2026-11-29T10:21:00Z");
  await desk.send("PATCH", "/api/conversations/cnv_2", { status: "closed" }, 200);
  at("2026-11-29T17:30:00Z");
  desk.write({ person: "bo", kind: "public", placeId: "square" });
  at("2026-11-30T09:01:00Z");
  while (countNext(desk.store));
  return desk;
}

const SUNDAY = "from=2026-11-29&to=2026-11-29";

describe("reports", () => {
  it("give totals, and compare with as much of the time before", async () => {
    const desk = await told();
    const { period, before, complete } = await desk.get(`/api/reports/totals?${SUNDAY}`);
    const now = period.numbers;
    expect(now).toMatchObject({
      inbound: 2,
      outbound: 1,
      opened: 2,
      closed: 1,
      satisfaction: { count: 0, average: null },
    });
    expect(now.firstResponse).toMatchObject({ count: 1, p90Ms: null });
    expect(now.firstResponse.medianMs / (10 * MINUTE_MS)).toBeCloseTo(1, 1);
    expect(now.resolution.medianMs / (20 * MINUTE_MS)).toBeCloseTo(1, 1);
    expect([before.numbers.inbound, complete]).toEqual([0, true]);
    const week = await desk.get("/api/reports/totals?from=2026-11-23&to=2026-11-29");
    expect([week.period.numbers.inbound, week.before.numbers.inbound]).toEqual([2, 1]);
    // Today is not over: nine hours of it are compared with nine hours of yesterday, before Ann wrote.
    const today = await desk.get("/api/reports/totals?from=2026-11-30&to=2026-11-30");
    expect([today.period.numbers.inbound, today.before.numbers.inbound, today.before.to]).toEqual([
      0,
      0,
      "2026-11-29T10:00:00.000Z",
    ]);
  });

  it("cut days where they begin for the reader", async () => {
    const desk = await told();
    const china = await desk.get(`/api/reports/course?from=2026-11-29&to=2026-11-30&zone=Asia/Shanghai`);
    expect(china.unit).toBe("day");
    expect(
      china.steps.map((step: { from: string; numbers: { inbound: number }; backlog: number }) => [
        step.from,
        step.numbers.inbound,
        step.backlog,
      ]),
    ).toEqual([
      ["2026-11-28T16:00:00.000Z", 1, 1],
      ["2026-11-29T16:00:00.000Z", 1, 2],
    ]);
    const { cells } = await desk.get(`/api/reports/hours-of-week?${SUNDAY}`);
    expect(cells.flatMap((n: number, hour: number) => (n > 0 ? [[hour, n]] : []))).toEqual([
      [6 * 24 + 10, 1],
      [6 * 24 + 17, 1],
    ]);
    const shifted = await desk.get(`/api/reports/hours-of-week?from=2026-11-29&to=2026-11-30&zone=Asia/Shanghai`);
    expect([shifted.cells[6 * 24 + 18], shifted.cells[1]]).toEqual([1, 1]);
  });

  it("break down by what there is, and filter", async () => {
    const desk = await told();
    const by = async (what: string, more = "") =>
      (await desk.get(`/api/reports/breakdown?${SUNDAY}&by=${what}${more}`)).items.map(
        (item: { id: string; name: string; numbers: { opened: number; closed: number } }) => [
          item.id,
          item.name,
          item.numbers.opened,
          item.numbers.closed,
        ],
      );
    expect(await by("label")).toEqual([
      [null, null, 1, 0],
      ["lbl_1", "login", 1, 1],
    ]);
    expect(await by("visibility")).toEqual([
      ["private", null, 1, 1],
      ["public", null, 1, 0],
    ]);
    expect(await by("platform")).toEqual([["x", null, 2, 1]]);
    expect(await by("account", "&labelId=lbl_1")).toEqual([["acc_1", "波宝 Bobo Wallet", 1, 1]]);
    expect(await by("topic", "&visibility=public")).toEqual([[null, null, 1, 0]]);
    expect(await by("agent")).toEqual([[null, null, null, 1]]);
    expect(await by("label", "&platform=telegram")).toEqual([]);
  });

  it("refuse what is not kept, and say which field is wrong", async () => {
    const desk = await told();
    const wrong = async (query: string) => {
      const { field, code } = await desk.get(`/api/reports/totals?${query}`, 422);
      return [code, field];
    };
    expect(await wrong("from=2026-11-29&to=2026-11-28")).toEqual(["invalid", "to"]);
    expect(await wrong("from=2020-11-22&to=2026-11-28")).toEqual(["invalid", "from"]);
    expect(await wrong(`${SUNDAY}&zone=Mars/Olympus`)).toEqual(["invalid", "zone"]);
    expect(await wrong(`${SUNDAY}&accountId=agt_1`)).toEqual(["invalid", "accountId"]);
    expect(await wrong(`${SUNDAY}&agentId=agt_1&labelId=lbl_1`)).toEqual(["invalid", "labelId"]);
  });

  it("show an agent their own numbers only", async () => {
    const desk = await told();
    const lead = createToken({ store: desk.store, actor: SYSTEM }, { name: "Chen", role: "lead" }).token;
    const as = (token: string, path: string) => desk.ask("GET", path, undefined, { authorization: `Bearer ${token}` });
    expect((await as(lead, `/api/reports/totals?${SUNDAY}&agentId=agt_2`)).status).toBe(200);
    const others = await as(desk.agentToken, `/api/reports/totals?${SUNDAY}&agentId=agt_1`);
    expect([others.status, await others.json()]).toMatchObject([403, { permission: "report.read" }]);
    const own = await as(desk.agentToken, `/api/reports/totals?${SUNDAY}`);
    expect(await own.json()).toMatchObject({
      period: { numbers: { inbound: null, opened: null, outbound: 0, closed: 0 } },
    });
    const list = await as(desk.agentToken, `/api/reports/breakdown?${SUNDAY}&by=agent`);
    expect(await list.json()).toEqual({ items: [] });
  });

  it("come as a file", async () => {
    const desk = await told();
    await desk.send("PATCH", "/api/conversations/cnv_3", { labels: ["=cmd()"] }, 200);
    while (countNext(desk.store));
    const file = await desk.ask("GET", `/api/reports/csv?${SUNDAY}&by=label`);
    expect(file.headers.get("content-disposition")).toContain("report-label-2026-11-29-2026-11-29.csv");
    const lines = (await file.text()).split("\r\n");
    expect(lines.find((line) => line.includes("login"))).toMatch(/^lbl_1,login,,,,1,1,1,6\d\d,,/);
    expect(lines.some((line) => line.startsWith("lbl_2,'=cmd()"))).toBe(true);
    const course = await (await desk.ask("GET", `/api/reports/csv?${SUNDAY}`)).text();
    expect(course.split("\r\n")[11]).toMatch(/^2026-11-29T10:00:00.000Z,2026-11-29T11:00:00.000Z,1,1,0,1,1,/);
  });
});

describe("buckets", () => {
  it("are at most 5 % off", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 3_000_000_000 }), (ms) => {
        expect(Math.abs(middleOf(bucketOf(ms)) / ms - 1)).toBeLessThan(0.05);
      }),
    );
    expect([bucketOf(-5), middleOf(bucketOf(999))]).toEqual([0, 0]);
  });
});

describe("periods", () => {
  it("cover every hour once, whatever the zone and its clock changes", () => {
    const zones = ["UTC", "Asia/Shanghai", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Cairo"];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 800 }),
        fc.integer({ min: 1, max: 366 }),
        (zone, start, length) => {
          const day = (n: number) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10);
          const { from, to, steps } = periodOf({ from: day(start), to: day(start + length - 1) }, zone);
          expect([steps[0]?.from, steps.at(-1)?.to]).toEqual([from, to]);
          expect(steps.slice(1).map((step) => step.from)).toEqual(steps.slice(0, -1).map((step) => step.to));
          const { hours, days } = piecesOf(steps);
          const held = [...hours, ...days.map(([step, a, b]) => [step, a * 24, b * 24] as const)]
            .filter(([, a, b]) => a < b)
            .toSorted(([, a], [, b]) => a - b);
          expect(held.reduce((sum, [, a, b]) => sum + b - a, 0)).toBe((to - from) / HOUR_MS);
          expect(held.slice(1).map(([, a]) => a)).toEqual(held.slice(0, -1).map(([, , b]) => b));
          const offsets = offsetsOf({ from, to }, zone);
          expect(offsets.reduce((sum, [, a, b]) => sum + b - a, 0)).toBe((to - from) / HOUR_MS);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("are read in turns that cover the same, each no longer than allowed", () => {
    const pieces: Piece[] = [
      [0, 10, 13],
      [1, 13, 13],
      [1, 20, 40],
      [2, 40, 41],
    ];
    const turns = turnsOf(pieces, 7);
    const hours = (some: readonly Piece[]) =>
      some.flatMap(([step, from, to]) => Array.from({ length: to - from }, (_, n) => `${step}/${from + n}`));
    expect(turns.flatMap(hours)).toEqual(hours(pieces));
    expect(turns.map((some) => hours(some).length)).toEqual([7, 7, 7, 3]);
    expect(turnsOf([], 7)).toEqual([]);
  });
});
