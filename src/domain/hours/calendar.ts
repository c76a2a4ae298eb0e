/** Counts working time: how much of it lies between two moments, and when so much of it will have passed. */
import { DAY_MS, type EpochMs, MINUTE_MS } from "../time.ts";
import type { BusinessHours, WeekHours } from "./hours.ts";
import { minutesOf, WEEKDAYS } from "./week.ts";
import { type Zone, zoneOf } from "./zone.ts";

export interface Calendar {
  isOpen(at: EpochMs): boolean;
  /** Working milliseconds from one moment to a later one; 0 where `to` is not later. */
  between(from: EpochMs, to: EpochMs): number;
  /** The first moment by which so many working milliseconds will have passed; two years on where that is further away. */
  add(from: EpochMs, workingMs: number): EpochMs;
}

const HORIZON_DAYS = 730;
/** Days are computed once; more of them than this are forgotten together. */
const MOST_DAYS_KEPT = 2_000;
/** 1970-01-01 was a Thursday. */
const FIRST_WEEKDAY = 3;

interface Span {
  from: EpochMs;
  to: EpochMs;
}

const ALWAYS_OPEN: Calendar = {
  isOpen: () => true,
  between: (from, to) => Math.max(0, to - from),
  add: (from, workingMs) => from + workingMs,
};

/** Throws RangeError where the time zone is none. */
export function calendarOf(hours: BusinessHours): Calendar {
  return hours.kind === "always" ? ALWAYS_OPEN : weekly(hours);
}

function weekly(hours: WeekHours): Calendar {
  const zone = zoneOf(hours.timeZone);
  const holidays = new Set(hours.holidays);
  const kept = new Map<number, Span[]>();

  const spansOf = (day: number): Span[] => {
    const known = kept.get(day);
    if (known) return known;
    if (kept.size >= MOST_DAYS_KEPT) kept.clear();
    const spans = holidays.has(dateOf(day)) ? [] : daySpans(hours, zone, day);
    kept.set(day, spans);
    return spans;
  };
  const dayOf = (at: EpochMs) => Math.floor((at + zone.offsetAt(at)) / DAY_MS);

  /** What is open from a moment on, in order and without overlaps; a span of the day before may last until today. */
  function* openFrom(from: EpochMs): Generator<Span> {
    const first = dayOf(from) - 1;
    let reached = from;
    for (let day = first; day <= first + HORIZON_DAYS; day += 1)
      for (const span of spansOf(day)) {
        const begin = Math.max(span.from, reached);
        if (span.to <= begin) continue;
        reached = span.to;
        yield { from: begin, to: span.to };
      }
  }

  return {
    isOpen: (at) => openFrom(at).next().value?.from === at,
    between(from, to) {
      let sum = 0;
      for (const span of openFrom(from)) {
        if (span.from >= to) break;
        sum += Math.min(span.to, to) - span.from;
      }
      return sum;
    },
    add(from, workingMs) {
      if (workingMs <= 0) return from;
      let left = workingMs;
      for (const span of openFrom(from)) {
        const length = span.to - span.from;
        if (left <= length) return span.from + left;
        left -= length;
      }
      return from + HORIZON_DAYS * DAY_MS;
    },
  };
}

function daySpans({ week }: WeekHours, zone: Zone, day: number): Span[] {
  const weekday = WEEKDAYS[(((day + FIRST_WEEKDAY) % 7) + 7) % 7] ?? "monday";
  const midnight = day * DAY_MS;
  return week[weekday]
    .map((span) => minutesOf(span))
    .map(({ from, to }) => ({
      from: zone.toUtc(midnight + from * MINUTE_MS, "first"),
      to: zone.toUtc(midnight + to * MINUTE_MS, "last"),
    }))
    .toSorted((a, b) => a.from - b.from);
}

function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
