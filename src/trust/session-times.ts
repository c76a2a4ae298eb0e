/** How long a session of the workspace lasts. */
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../domain/time.ts";

/** A session ends that long after it was last used, */
export const SESSION_IDLE_MS = 12 * HOUR_MS;
/** and at the latest that long after it began. */
export const SESSION_LONGEST_MS = 7 * DAY_MS;
/** So long a right password waits for its second factor. */
export const CHALLENGE_MS = 10 * MINUTE_MS;
/** Use is written down that often, not with every request. */
export const USE_NOTED_MS = 10 * MINUTE_MS;

/** When a session that is used now shall end; null where it is not worth writing down yet. */
export function prolonged(now: EpochMs, session: { createdAt: EpochMs; expiresAt: EpochMs }): EpochMs | null {
  const expiresAt = Math.min(now + SESSION_IDLE_MS, session.createdAt + SESSION_LONGEST_MS);
  return expiresAt - session.expiresAt >= USE_NOTED_MS ? expiresAt : null;
}
