/** Brings the roll-ups of reports up to date, letting others in between. */
import { setImmediate } from "node:timers";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import { countNext } from "../../store/reports/count.ts";

/** Reports are so late at most: a commit of theirs after each message would halve the speed at which messages come in. */
const LATEST_MS = MINUTE_MS;
const SOONEST_MS = SECOND_MS;

/** Counts until nothing is left. */
export async function countForReports(store: Store, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && countNext(store)) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** When to count: after a rest at once, then after waits that double up to a minute while things go on happening. */
export class ReportPace {
  #dueAt = 0;
  #waitMs = SOONEST_MS;

  get dueAt(): EpochMs {
    return this.#dueAt;
  }

  /** Counting begins now. */
  counts(now: EpochMs): void {
    const rested = now - this.#dueAt >= LATEST_MS;
    this.#waitMs = rested ? SOONEST_MS : Math.min(LATEST_MS, this.#waitMs * 2);
    this.#dueAt = now + this.#waitMs;
  }
}
