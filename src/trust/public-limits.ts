/** How often one address, and everybody together, may use what is open without an account. Nobody is remembered. */
import { createHash, randomBytes } from "node:crypto";
import { type Clock, DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "../domain/time.ts";
import { networkOf } from "./network.ts";

/** Many people share an address behind a provider's gateway, so what only reads is generous. */
const LIMITS = {
  /** Searching the public pages. */
  search: { windowMs: MINUTE_MS, most: 120, mostOfAll: 3_000 },
  /** Asking whether an account is really the brand's. */
  check: { windowMs: MINUTE_MS, most: 60, mostOfAll: 3_000 },
  /** Saying "I have this problem too" or "this helped". */
  count: { windowMs: HOUR_MS, most: 60, mostOfAll: 20_000 },
  /** The same of one page: name the page and what is said in `subject`. */
  "count-once": { windowMs: DAY_MS, most: 1, mostOfAll: 200_000 },
  /** A page that somebody reads: name it in `subject`. */
  view: { windowMs: MINUTE_MS, most: 1, mostOfAll: 6_000 },
} as const satisfies Record<string, Limit>;

interface Limit {
  windowMs: number;
  most: number;
  mostOfAll: number;
}

export type PublicUse = keyof typeof LIMITS;
export type Taken = { allowed: true } | { allowed: false; retryAfterSeconds: number };

export interface PublicLimits {
  /** Counts a use, unless a limit is reached. `address`: where the request comes from; `subject`: what it is about, where each has its own limit. */
  take(use: PublicUse, address: string, subject?: string): Taken;
}

/**
 * Counts live in memory alone, in tables of a fixed size under a hash with a salt of the day: neither the number of addresses nor time makes them grow, and
 * nothing in them leads back to an address. Two that share both of their places are counted as one, which may refuse too early, never too late.
 */
export function createPublicLimits(clock: Clock): PublicLimits {
  const tables = new Map<PublicUse, Table>();
  let salt = { day: -1, bytes: Buffer.alloc(0) };

  function placesOf(now: EpochMs, key: readonly string[]): [number, number] {
    const day = Math.floor(now / DAY_MS);
    if (day !== salt.day) salt = { day, bytes: randomBytes(16) };
    const hash = createHash("sha256").update(salt.bytes).update(JSON.stringify(key)).digest();
    return [hash.readUInt32LE(0) % PLACES, PLACES + (hash.readUInt32LE(4) % PLACES)];
  }

  return {
    take(use, address, subject = "") {
      const now = clock.now();
      const limit: Limit = LIMITS[use];
      const window = Math.floor(now / limit.windowMs);
      let table = tables.get(use);
      if (table?.window !== window) {
        table = { window, all: 0, counts: new Uint16Array(2 * PLACES) };
        tables.set(use, table);
      }
      const { counts } = table;
      const places = placesOf(now, [use, networkOf(address), subject]);
      const taken = Math.min(...places.map((place) => counts[place] ?? 0));
      if (taken >= limit.most || table.all >= limit.mostOfAll) {
        const endsAt = (window + 1) * limit.windowMs;
        return { allowed: false, retryAfterSeconds: Math.ceil((endsAt - now) / SECOND_MS) };
      }
      // Only the lower of the two grows, which keeps what others share with it low.
      for (const place of places) counts[place] = Math.max(counts[place] ?? 0, taken + 1);
      table.all += 1;
      return { allowed: true };
    },
  };
}

/** A use, counted since its window began. */
interface Table {
  window: number;
  all: number;
  /** Two rows; what somebody has taken is the lower of their two places. */
  counts: Uint16Array;
}

/** In each row. */
const PLACES = 1 << 15;
