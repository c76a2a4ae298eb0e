/** Reads one account through its long-lived source, stores each batch before it asks for the next, and reopens after a failure. */
import type { Batch, Connector, Cursor } from "../../../connectors/connector.ts";
import { backoffMs } from "../../delivery/policy.ts";
import type { Log } from "../../domain/log.ts";
import type { Store } from "../../store/db.ts";
import { ingest } from "../ingest/ingest.ts";
import { recordReadFailure, recordSuccess } from "./health.ts";

/** Where batches go. */
export interface Keeper {
  /** After the last batch stored. */
  cursor(): Cursor | null;
  /** The batch is stored when it resolves; false: it is not, and no more is wanted. */
  store(batch: Batch): Promise<boolean>;
  /** Notes that reading failed so many times in a row; gives how long to wait, null: not before somebody has looked. */
  failed(error: unknown, failures: number): Promise<number | null>;
}

export interface Listener {
  accountId: number;
  connector: Connector;
  keeper: Keeper;
  /** Ends it; the remote session stays resumable. */
  signal: AbortSignal;
  random(): number;
  /** Resolves after the time, or when the signal aborts. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
  log: Log;
}

/** Runs until the signal aborts, the keeper wants no more, or the credentials no longer work. Rejects only as the keeper does. */
export async function listenForever(listener: Listener): Promise<void> {
  const { accountId, connector, keeper, signal, log } = listener;
  let failures = 0;
  while (!signal.aborted && connector.listen) {
    let waitMs = backoffMs(1, listener.random());
    try {
      for await (const batch of connector.listen(keeper.cursor(), signal)) {
        if (!(await keeper.store(batch))) return;
        failures = 0;
      }
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      log.warn("listener.failed", {
        account: accountId,
        error: error instanceof Error ? error.message : String(error),
      });
      const given = await keeper.failed(error, failures);
      if (given === null) return;
      waitMs = given;
    }
    if (!signal.aborted) await listener.pause(waitMs, signal);
  }
}

/** Keeps what comes in the database of this process. */
export function localKeeper(store: Store, accountId: number, random: () => number): Keeper {
  return {
    cursor: () => store.q.accountById.get({ id: accountId })?.cursor ?? null,
    async store({ events, cursor }) {
      ingest(store, [{ accountId, events, cursor }]);
      recordSuccess(store, accountId);
      return true;
    },
    async failed(error, failures) {
      const at = recordReadFailure(store, accountId, error, failures, random());
      return at === null ? null : at - store.clock.now();
    },
  };
}
