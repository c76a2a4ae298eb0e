/** Discord's ids: milliseconds since 2015 in the upper bits, a counter in the lower ones. */

const EPOCH_MS = 1_420_070_400_000;

/** Ids that grow strictly, also where the clock stands still or goes back. */
export function snowflakes(now: () => number): () => string {
  let last = 0n;
  return () => {
    const floor = BigInt(Math.floor(now()) - EPOCH_MS) << 22n;
    last = floor > last ? floor : last + 1n;
    return last.toString();
  };
}

/** Numeric order; ids are too long for numbers. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
