/** Working time: weeks, holidays, spans over midnight, and the clocks' changes. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Calendar, calendarOf } from "../../src/domain/hours/calendar.ts";
import { BusinessHours, type WeekHours } from "../../src/domain/hours/hours.ts";
import { WEEKDAYS } from "../../src/domain/hours/week.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../src/domain/time.ts";

const at = (text: string) => Date.parse(text);
const hours = (count: number) => count * HOUR_MS;

function week(timeZone: string, days: Partial<WeekHours["week"]>, holidays: string[] = []): Calendar {
  const none = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
  return calendarOf(BusinessHours.parse({ kind: "week", timeZone, week: { ...none, ...days }, holidays }));
}

const OFFICE = [
  { from: "09:00", to: "12:00" },
  { from: "13:00", to: "18:00" },
];
const WORKDAYS = { monday: OFFICE, tuesday: OFFICE, wednesday: OFFICE, thursday: OFFICE, friday: OFFICE };

describe("a week in Shanghai", () => {
  const calendar = week("Asia/Shanghai", WORKDAYS, ["2026-10-01"]);

  it("leaves out lunch, nights, weekends and holidays", () => {
    // Wednesday 2026-09-30, 17:00 there; Thursday is a holiday.
    const from = at("2026-09-30T09:00:00Z");
    expect(calendar.add(from, hours(1))).toBe(at("2026-09-30T10:00:00Z"));
    expect(calendar.add(from, hours(2))).toBe(at("2026-10-02T02:00:00Z"));
    expect(calendar.add(from, hours(5))).toBe(at("2026-10-02T06:00:00Z"));
    expect(calendar.between(from, at("2026-10-05T02:00:00Z"))).toBe(hours(1 + 8 + 1));
    expect([calendar.isOpen(from), calendar.isOpen(at("2026-10-01T03:00:00Z"))]).toEqual([true, false]);
  });

  it("begins to count when the doors open", () => {
    expect(calendar.add(at("2026-10-03T00:00:00Z"), MINUTE_MS)).toBe(at("2026-10-05T01:01:00Z"));
  });
});

it("counts a span over midnight to the day it begins on", () => {
  const calendar = week("UTC", {
    friday: [{ from: "22:00", to: "02:00" }],
    saturday: [{ from: "01:00", to: "03:00" }],
  });
  expect(calendar.isOpen(at("2026-11-21T01:30:00Z"))).toBe(true);
  // The two overlap by an hour, which counts once.
  expect(calendar.between(at("2026-11-20T00:00:00Z"), at("2026-11-22T00:00:00Z"))).toBe(hours(5));
  expect(calendar.add(at("2026-11-21T01:00:00Z"), hours(2))).toBe(at("2026-11-21T03:00:00Z"));
});

describe("where the clocks change", () => {
  const night = week(
    "Europe/Berlin",
    Object.fromEntries(WEEKDAYS.map((day) => [day, [{ from: "01:00", to: "04:00" }]])),
  );

  it("a night in spring is an hour shorter, one in autumn an hour longer", () => {
    expect(night.between(at("2026-03-28T22:00:00Z"), at("2026-03-29T10:00:00Z"))).toBe(hours(2));
    expect(night.between(at("2026-10-24T20:00:00Z"), at("2026-10-25T10:00:00Z"))).toBe(hours(4));
  });

  it("a span that begins within the hour that is left out begins with the change", () => {
    const calendar = week("Europe/Berlin", { sunday: [{ from: "02:30", to: "05:00" }] });
    expect(calendar.add(at("2026-03-28T22:00:00Z"), MINUTE_MS)).toBe(at("2026-03-29T01:01:00Z"));
  });

  it("a span within the hour that comes twice lasts from the first to the last", () => {
    const calendar = week("Europe/Berlin", { sunday: [{ from: "02:15", to: "02:45" }] });
    expect(calendar.between(at("2026-10-24T20:00:00Z"), at("2026-10-26T00:00:00Z"))).toBe(90 * MINUTE_MS);
  });
});

it("refuses what is no time zone, no date, or never open", () => {
  const none = Object.fromEntries(WEEKDAYS.map((day) => [day, []]));
  const open = { ...none, monday: OFFICE };
  const fits = (input: object) =>
    BusinessHours.safeParse({ kind: "week", timeZone: "UTC", week: open, holidays: [], ...input }).success;
  expect(fits({})).toBe(true);
  expect(fits({ timeZone: "Mars/Olympus" })).toBe(false);
  expect(fits({ timeZone: "+08:00" })).toBe(false);
  expect(fits({ week: none })).toBe(false);
  expect(fits({ holidays: ["2026-02-30"] })).toBe(false);
});

describe("in any week", () => {
  const span = fc
    .record({ from: fc.integer({ min: 0, max: 1_439 }), minutes: fc.integer({ min: 1, max: 1_200 }) })
    .map(({ from, minutes }) => ({ from: clock(from), to: clock((from + minutes) % 1_440) }));
  const day = fc.array(span, { maxLength: 3 });
  const calendars = fc
    .record({
      timeZone: fc.constantFrom("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"),
      // One span on Mondays keeps every week open for a while.
      week: fc.record({ monday: fc.array(span, { minLength: 1, maxLength: 2 }), wednesday: day, sunday: day }),
    })
    .map(({ timeZone, week: days }) => week(timeZone, days, ["2026-03-30"]));
  const moment = fc.integer({ min: at("2026-02-01T00:00:00Z"), max: at("2026-12-01T00:00:00Z") });
  const length = fc.integer({ min: 0, max: 2 * HOUR_MS });

  it("adding is additive, and counts back to what was added", () => {
    fc.assert(
      fc.property(calendars, moment, length, length, (calendar, from, a, b) => {
        const both = calendar.add(from, a + b);
        expect(calendar.add(calendar.add(from, a), b)).toBe(both);
        expect(calendar.between(from, both)).toBe(a + b);
      }),
      { numRuns: 60 },
    );
  });

  it("later is never earlier, and time between is the sum of its parts", () => {
    fc.assert(
      fc.property(calendars, moment, length, fc.integer({ min: 0, max: 30 * DAY_MS }), (calendar, from, a, later) => {
        const middle = from + Math.floor(later / 3);
        expect(calendar.add(from + later, a)).toBeGreaterThanOrEqual(calendar.add(from, a));
        expect(calendar.between(from, middle) + calendar.between(middle, from + later)).toBe(
          calendar.between(from, from + later),
        );
      }),
      { numRuns: 60 },
    );
  });
});

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
