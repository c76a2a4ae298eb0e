/** Cuts a range of local days into the steps of a chart, and each step into the hours and days (UTC) that are kept. */
import { zoneOf } from "../hours/zone.ts";
import { DAY_MS, type EpochMs, HOUR_MS } from "../time.ts";

export const MOST_DAYS = 366;
const HOURS_A_DAY = 24;
/** So many days are shown day by day; more of them by sevens. */
const MOST_DAYS_BY_DAY = 31;

export type StepUnit = "hour" | "day" | "week";

/** Half-open, in milliseconds. */
export interface Span {
  from: EpochMs;
  to: EpochMs;
}

export interface Period extends Span {
  unit: StepUnit;
  steps: Span[];
}

/** Local dates, the last one included. */
export interface Days {
  from: string;
  to: string;
}

/** How many days; negative where they are the wrong way round. */
export function countDays({ from, to }: Days): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
}

/**
 * Days begin at midnight in the zone. Counts are kept by hours of UTC, so where midnight lies within one (half-hour zones), the day begins with that hour. Throws RangeError for
 * a name that is no time zone.
 */
export function periodOf(days: Days, timeZone: string): Period {
  const zone = zoneOf(timeZone);
  const first = Date.parse(days.from);
  const length = countDays(days);
  const begin = (day: number) => wholeHour(zone.toUtc(first + day * DAY_MS, "first"));
  const [from, to] = [begin(0), begin(length)];
  if (length === 1) return { unit: "hour", from, to, steps: every(HOUR_MS, from, to) };
  const size = length <= MOST_DAYS_BY_DAY ? 1 : 7;
  const bounds = Array.from({ length: Math.ceil(length / size) }, (_, n) => begin(n * size));
  const steps = bounds.map((at, n) => ({ from: at, to: bounds[n + 1] ?? to }));
  return { unit: size === 1 ? "day" : "week", from, to, steps };
}

/** The same number of days before; of days that are not over, only as much as has passed of them now. */
export function periodBefore(days: Days, timeZone: string, now: EpochMs): Span {
  const length = countDays(days) * DAY_MS;
  const shifted = (day: string) => new Date(Date.parse(day) - length).toISOString().slice(0, 10);
  const before = periodOf({ from: shifted(days.from), to: shifted(days.to) }, timeZone);
  const current = periodOf(days, timeZone);
  if (now >= current.to) return { from: before.from, to: before.to };
  const passedMs = wholeHour(Math.max(0, now - current.from) + HOUR_MS);
  return { from: before.from, to: Math.min(before.to, before.from + passedMs) };
}

/** A stretch of one of the two tables; `step` says what it belongs to. */
export type Piece = [step: number, from: number, to: number];

export interface Pieces {
  /** Hours since 1970, UTC; half-open. */
  hours: Piece[];
  /** Days since 1970, UTC; half-open. */
  days: Piece[];
}

/** As few rows as possible: whole days by days, the rest by hours. */
export function piecesOf(spans: readonly Span[]): Pieces {
  const pieces: Pieces = { hours: [], days: [] };
  for (const [step, span] of spans.entries()) {
    const [from, to] = [hourOf(span.from), hourOf(span.to)];
    const [firstDay, lastDay] = [Math.ceil(from / HOURS_A_DAY), Math.floor(to / HOURS_A_DAY)];
    if (firstDay >= lastDay) {
      pieces.hours.push([step, from, to]);
      continue;
    }
    pieces.hours.push([step, from, firstDay * HOURS_A_DAY], [step, lastDay * HOURS_A_DAY, to]);
    pieces.days.push([step, firstDay, lastDay]);
  }
  return pieces;
}

/** The same stretches in order, cut so that each list covers at most `most` hours or days. */
export function turnsOf(pieces: readonly Piece[], most: number): Piece[][] {
  const turns: Piece[][] = [];
  let room = 0;
  for (const [step, from, to] of pieces)
    for (let at = from; at < to;) {
      if (room === 0) {
        turns.push([]);
        room = most;
      }
      const until = Math.min(to, at + room);
      turns.at(-1)?.push([step, at, until]);
      room -= until - at;
      at = until;
    }
  return turns;
}

/** Stretches of hours under one offset of the zone: how many hours to add for the local hour of the week. Half hours are cut off. */
export function offsetsOf({ from, to }: Span, timeZone: string): Piece[] {
  const zone = zoneOf(timeZone);
  const offset = (at: EpochMs) => Math.floor(zone.offsetAt(at) / HOUR_MS);
  const pieces: Piece[] = [];
  for (let at = from; at < to; at = Math.min(to, at + DAY_MS)) {
    const hours = [hourOf(at), hourOf(Math.min(to, at + DAY_MS))] as const;
    // Clocks change once a day at most; the night of the change is looked at hour by hour.
    const isEven = offset(at) === offset(at + DAY_MS);
    for (let hour = hours[0]; hour < hours[1];) {
      const until = isEven ? hours[1] : hour + 1;
      append(pieces, [offset(hour * HOUR_MS), hour, until]);
      hour = until;
    }
  }
  return pieces;
}

function append(pieces: Piece[], [offset, from, to]: Piece): void {
  const last = pieces.at(-1);
  if (last && last[0] === offset && last[2] === from) last[2] = to;
  else pieces.push([offset, from, to]);
}

function every(stepMs: number, from: EpochMs, to: EpochMs): Span[] {
  const steps: Span[] = [];
  for (let at = from; at < to; at += stepMs) steps.push({ from: at, to: Math.min(to, at + stepMs) });
  return steps;
}

function wholeHour(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS;
}

function hourOf(at: EpochMs): number {
  return Math.floor(at / HOUR_MS);
}
