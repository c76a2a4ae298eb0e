/** Local clocks and absolute time, for any time zone and across its clock changes. */
import { DAY_MS, type EpochMs, SECOND_MS } from "../time.ts";

export interface Zone {
  /** How far the clocks there are ahead of UTC, in milliseconds. */
  offsetAt(at: EpochMs): number;
  /**
   * The moment at which the clocks there show a local time (milliseconds as if it were UTC). A time that comes twice is the `first` or the `last`; one that is left out is the
   * moment of the change.
   */
  toUtc(local: number, which: "first" | "last"): EpochMs;
}

/** Throws RangeError for a name that is no time zone. */
export function zoneOf(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });

  const offsetAt = (at: EpochMs): number => {
    const shown = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
    for (const { type, value } of format.formatToParts(at))
      if (type in shown) Object.assign(shown, { [type]: Number(value) });
    const { year, month, day, hour, minute, second } = shown;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / SECOND_MS) * SECOND_MS;
  };

  const toUtc = (local: number, which: "first" | "last"): EpochMs => {
    const before = offsetAt(local - DAY_MS);
    const after = offsetAt(local + DAY_MS);
    if (before === after) return local - before;
    const fitting = [local - before, local - after].filter((at) => at + offsetAt(at) === local);
    if (fitting.length > 0) return which === "first" ? Math.min(...fitting) : Math.max(...fitting);
    return changeBetween(local - after, local - before);
  };

  /** The first moment of the new offset. */
  const changeBetween = (from: EpochMs, to: EpochMs): EpochMs => {
    const old = offsetAt(from);
    let [low, high] = [from, to];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetAt(middle) === old) low = middle;
      else high = middle;
    }
    return high;
  };

  return { offsetAt, toUtc };
}
