/** Time as Parley counts it. */

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

/** The clock that everything below the hosts is handed; tests own one. */
export interface Clock {
  now(): EpochMs;
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** ISO 8601 in UTC, the form of every time in the API; null stays null. */
export function toIso(at: EpochMs): string;
export function toIso(at: EpochMs | null): string | null;
export function toIso(at: EpochMs | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
