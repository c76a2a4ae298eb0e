/** Decides what becomes of a delivery after an attempt. Pure. */
import type { ConnectorErrorKind } from "../../connectors/errors.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../domain/time.ts";

export interface Failure {
  kind: ConnectorErrorKind;
  code: string;
  retryAt: EpochMs | null;
}

export type Verdict =
  | { state: "queued"; nextAt: EpochMs; code: string }
  | { state: "failed"; code: string }
  | { state: "unknown"; code: string };

const FIRST_DELAY_MS = 2 * SECOND_MS;
const LONGEST_DELAY_MS = 10 * MINUTE_MS;
/** Certainly not applied, again and again: about an hour of trying. */
const MOST_ATTEMPTS = 12;
/** Where a platform refuses for its rate without saying until when. */
const DEFAULT_HOLD_MS = MINUTE_MS;

/** `attempts` counts the one that just failed; `random` is in [0, 1). */
export function afterFailure(failure: Failure, attempts: number, now: EpochMs, random: number): Verdict {
  const { kind, code } = failure;
  switch (kind) {
    case "rate-limited":
      return { state: "queued", nextAt: Math.max(failure.retryAt ?? now + DEFAULT_HOLD_MS, now), code };
    case "retryable":
      return attempts >= MOST_ATTEMPTS
        ? { state: "failed", code }
        : { state: "queued", nextAt: now + backoffMs(attempts, random), code };
    case "auth":
      // The account pauses; the row waits for it and is tried at once when it resumes.
      return { state: "queued", nextAt: now, code };
    case "permanent":
      return { state: "failed", code };
    case "unknown-outcome":
      return { state: "unknown", code };
  }
}

/** Doubles with each attempt up to a ceiling; the jitter of half of it keeps many from returning at once. */
export function backoffMs(attempts: number, random: number): number {
  const full = Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), LONGEST_DELAY_MS);
  return Math.round(full / 2 + (full / 2) * random);
}

/** When an unknown outcome is looked up at the platform after `looks` looks; null: no more, a person decides. */
export function nextLook(looks: number, now: EpochMs): EpochMs | null {
  const delay = [5 * SECOND_MS, 30 * SECOND_MS, 2 * MINUTE_MS, 10 * MINUTE_MS][looks];
  return delay === undefined ? null : now + delay;
}
