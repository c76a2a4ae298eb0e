/** Ids as X makes them: 64 bits that grow with time. */

const EPOCH_MS = 1_288_834_974_657n;

export class Snowflakes {
  #last = 0n;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Higher than every id before it, also where the clock stands still. */
  next(): string {
    const at = (BigInt(Math.trunc(this.#now())) - EPOCH_MS) << 22n;
    this.#last = at > this.#last ? at : this.#last + 1n;
    return String(this.#last);
  }
}

export const newerFirst = (a: { id: string }, b: { id: string }): number => compareIds(b.id, a.id);

/** Decimal ids of different length, compared as numbers. */
export function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
