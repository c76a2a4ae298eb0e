/** Reads one account through its long-lived source, stores each batch before it asks for the next, and reopens after a failure. */
import type { Connector } from "../../../connectors/connector.ts";
import { backoffMs } from "../../delivery/policy.ts";
import type { Log } from "../../domain/log.ts";
import type { Store } from "../../store/db.ts";
import { ingest } from "../ingest/ingest.ts";
import { recordReadFailure, recordSuccess } from "./health.ts";

export interface Listener {
  store: Store;
  accountId: number;
  connector: Connector;
  /** Ends it; the remote session stays resumable. */
  signal: AbortSignal;
  random(): number;
  /** Resolves after the time, or when the signal aborts. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
  log: Log;
}

/** Runs until the signal aborts, or the credentials no longer work. */
export async function listenForever(listener: Listener): Promise<void> {
  const { store, accountId, connector, signal, log } = listener;
  let failures = 0;
  while (!signal.aborted && connector.listen) {
    let waitMs = backoffMs(1, listener.random());
    try {
      const cursor = store.q.accountById.get({ id: accountId })?.cursor ?? null;
      for await (const batch of connector.listen(cursor, signal)) {
        ingest(store, [{ accountId, events: batch.events, cursor: batch.cursor }]);
        recordSuccess(store, accountId);
        failures = 0;
      }
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      log.warn("listener.failed", {
        account: accountId,
        error: error instanceof Error ? error.message : String(error),
      });
      const at = recordReadFailure(store, accountId, error, failures, listener.random());
      if (at === null) return;
      waitMs = at - store.clock.now();
    }
    if (!signal.aborted) await listener.pause(waitMs, signal);
  }
}
