/** Round numbers for an axis. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Steps that people count time in. */
const DURATIONS = [1, 5, 15, 30]
  .map((seconds) => seconds * 1_000)
  .concat([1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS))
  .concat([1, 2, 4, 6, 12].map((hours) => hours * HOUR_MS))
  .concat([1, 2, 5, 7, 14, 30, 60, 120].map((days) => days * DAY_MS));

const MOST_TICKS = 4;

/** From 0 to at least `most`, in equal steps. */
export function ticksOf(most: number, kind: "count" | "duration"): number[] {
  const step =
    kind === "count" ? countStep(most) : (DURATIONS.find((one) => one * MOST_TICKS >= most) ?? most / MOST_TICKS);
  const last = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: last + 1 }, (_, n) => n * step);
}

function countStep(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most / MOST_TICKS)));
  const step = [1, 2, 5, 10].map((n) => n * power).find((one) => one * MOST_TICKS >= most) ?? 10 * power;
  return Math.max(1, step);
}
