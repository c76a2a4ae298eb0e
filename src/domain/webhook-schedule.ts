/** When an outgoing webhook is tried again, and when it is given up. */
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "./time.ts";

/** Waits after each failed attempt, as Standard Webhooks proposes: a little more than three days in all. */
const WAITS_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];
const SPREAD = 0.2;

/** How long to wait after so many attempts, a little spread by `random` in [0, 1); null: it is given up. */
export function webhookWaitMs(attempts: number, random: number): number | null {
  const wait = WAITS_MS[attempts - 1];
  return wait === undefined ? null : Math.round(wait * (1 + SPREAD * (random - 0.5)));
}

/** Whether an endpoint wants events of that type: `message.*` is every message event, no patterns at all is everything. */
export function wantsType(patterns: readonly string[], type: string): boolean {
  if (patterns.length === 0) return true;
  return patterns.some((one) => (one.endsWith(".*") ? type.startsWith(one.slice(0, -1)) : one === type));
}
