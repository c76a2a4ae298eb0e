import { describe, expect, it } from "vitest";
import { ticksOf } from "../../src/web/reports/chart/axis.ts";
import { formatDuration, stepNames, weekdayNames } from "../../src/web/reports/format.ts";
import { daysOf, parseReportSearch, queryOf } from "../../src/web/reports/range.ts";

const MINUTE_MS = 60_000;

describe("an axis", () => {
  it("counts in round steps that reach the top", () => {
    expect(ticksOf(3, "count")).toEqual([0, 1, 2, 3]);
    expect(ticksOf(62, "count")).toEqual([0, 20, 40, 60, 80]);
    expect(ticksOf(1, "count")).toEqual([0, 1]);
    expect(ticksOf(55 * MINUTE_MS, "duration").map((ms) => ms / MINUTE_MS)).toEqual([0, 15, 30, 45, 60]);
  });
});

describe("durations", () => {
  it("are told in two units at most, in either language", () => {
    expect([5_000, 9 * MINUTE_MS, 102 * MINUTE_MS, 120 * MINUTE_MS].map((ms) => formatDuration("en", ms))).toEqual([
      "5 secs",
      "9 mins",
      "1 hr 42 mins",
      "2 hrs",
    ]);
    expect(formatDuration("zh-CN", 27 * 60 * MINUTE_MS)).toBe("1天 3小时");
  });
});

describe("steps", () => {
  it("are named by what they cover", () => {
    const step = { from: "2026-11-16T00:00:00.000Z", to: "2026-11-23T00:00:00.000Z" };
    const [week] = stepNames("en", { unit: "week", steps: [step] as never });
    expect(week?.long).toMatch(/16.*22 Nov/);
    expect(weekdayNames("en", "long")[0]).toBe("Monday");
  });
});

describe("the address of a report", () => {
  it("keeps what it knows and drops the rest", () => {
    const search = parseReportSearch({ range: "month", account: "acc_3", by: "usr_1", where: "nowhere", from: "x" });
    expect(search).toEqual({ range: "month", account: "acc_3" });
    const days = daysOf(search, new Date(2026, 10, 28, 12));
    expect(days).toEqual({ from: "2026-11-01", to: "2026-11-28" });
    expect(queryOf({ from: "a", to: "b" }, { ...search, by: "lbl_4" })).toMatchObject({
      accountId: "acc_3",
      labelId: "lbl_4",
    });
  });

  it("takes days of one's own where they make a period", () => {
    const own = (from: string, to: string) => daysOf({ range: "custom", from, to }, new Date());
    expect(own("2026-11-01", "2026-11-01")).toEqual({ from: "2026-11-01", to: "2026-11-01" });
    expect([own("2026-11-02", "2026-11-01"), own("2020-01-01", "2026-11-01"), own("", "")]).toEqual([null, null, null]);
  });
});
