/** Durations as counts in logarithmic buckets, so that medians over any range can be merged from what is kept by hour. */
import { SECOND_MS } from "../time.ts";

/** Each bucket ends 10 % above where it begins: its middle is at most 5 % away from any duration in it. */
const GROWTH = 1.1;
const STEP = Math.log(GROWTH);
/** More than a thousand years. */
export const LAST_BUCKET = 255;
/** Below so many durations one of them decides the slowest tenth. */
export const ENOUGH_FOR_P90 = 10;

/** 0 is less than a second. What ends before it begins, by clocks that differ, took no time. */
export function bucketOf(durationMs: number): number {
  const seconds = durationMs / SECOND_MS;
  if (seconds < 1) return 0;
  return Math.min(LAST_BUCKET, 1 + Math.floor(Math.log(seconds) / STEP));
}

/** The geometric middle of a bucket, in milliseconds; less than a second is 0. */
export function middleOf(bucket: number): number {
  return bucket === 0 ? 0 : Math.round(Math.exp((bucket - 0.5) * STEP) * SECOND_MS);
}

/** How many durations fell into which bucket. */
export type Histogram = ReadonlyMap<number, number>;

export interface Durations {
  count: number;
  /** Milliseconds, at most 5 % off; null where there is nothing. */
  medianMs: number | null;
  /** Nine of ten were at most so long; null below `ENOUGH_FOR_P90`. */
  p90Ms: number | null;
}

/** Median and p90 by nearest rank. */
export function durationsOf(histogram: Histogram): Durations {
  const count = [...histogram.values()].reduce((sum, n) => sum + n, 0);
  return {
    count,
    medianMs: count === 0 ? null : quantile(histogram, count, 0.5),
    p90Ms: count < ENOUGH_FOR_P90 ? null : quantile(histogram, count, 0.9),
  };
}

function quantile(histogram: Histogram, count: number, share: number): number {
  const rank = Math.ceil(count * share);
  let seen = 0;
  for (const [bucket, n] of [...histogram].toSorted(([a], [b]) => a - b)) {
    seen += n;
    if (seen >= rank) return middleOf(bucket);
  }
  return 0;
}
