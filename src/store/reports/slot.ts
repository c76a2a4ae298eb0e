/** Packs series, time and bucket into the one integer that keys a roll-up. */

/** Eight bits of bucket below twenty bits of time: hours until the year 2089. */
export const BUCKETS = 2 ** 8;
const TIMES = 2 ** 20;
export const SERIES_STEP = BUCKETS * TIMES;
const HOURS_A_DAY = 24;

/** `time`: hours or days since 1970, UTC. */
export function slotOf(series: number, time: number, bucket: number): number {
  return series * SERIES_STEP + time * BUCKETS + bucket;
}

/** The same count in the table of days. */
export function daySlotOf(hourSlot: number): number {
  const series = Math.floor(hourSlot / SERIES_STEP);
  const hour = Math.floor((hourSlot % SERIES_STEP) / BUCKETS);
  return slotOf(series, Math.floor(hour / HOURS_A_DAY), hourSlot % BUCKETS);
}
