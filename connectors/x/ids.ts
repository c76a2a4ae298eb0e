/** X's ids: 64 bits that begin with a time, so that ids of one kind sort as their events. */
import type { EpochMs } from "../../src/domain/time.ts";

/** https://docs.x.com/x-api/fundamentals/x-ids */
const EPOCH_MS = 1_288_834_974_657n;

/** When the id was made. */
export function idTime(id: string): EpochMs {
  return Number((BigInt(id) >> 22n) + EPOCH_MS);
}

/** The lowest id that could be made then; "0" for times before X. */
export function idAt(at: EpochMs): string {
  const since = BigInt(Math.trunc(at)) - EPOCH_MS;
  return since > 0n ? String(since << 22n) : "0";
}

/** Negative where `a` is older. */
export function compareIds(a: string, b: string): number {
  const difference = BigInt(a) - BigInt(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const newest = (a: string, b: string): string => (compareIds(a, b) < 0 ? b : a);

export const oldest = (a: string, b: string): string => (compareIds(a, b) < 0 ? a : b);

/** The id of the conversation between two people, as X makes it: the lower id first. */
export function pair(a: string, b: string): string {
  return compareIds(a, b) < 0 ? `${a}-${b}` : `${b}-${a}`;
}
