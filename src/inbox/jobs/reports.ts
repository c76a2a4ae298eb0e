/** Brings the roll-ups of reports up to date, letting others in between. */
import { setImmediate } from "node:timers";
import { MINUTE_MS } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import { countNext } from "../../store/reports/count.ts";

/** Reports are so late at most: a commit of theirs after each message would halve the speed at which messages come in. */
export const REPORTS_EVERY_MS = MINUTE_MS;

/** Counts until nothing is left. */
export async function countForReports(store: Store, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && countNext(store)) await new Promise<void>((resolve) => setImmediate(resolve));
}
