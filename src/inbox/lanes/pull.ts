/** Reads one account by polling: stores what came with the cursor behind it, then says when to come again. */
import { eq } from "drizzle-orm";
import type { Connector } from "../../../connectors/connector.ts";
import type { Store } from "../../store/db.ts";
import { account } from "../../store/schema.ts";
import { ingest } from "../ingest/ingest.ts";
import { recordReadFailure, recordSuccess } from "./health.ts";

export interface Puller {
  store: Store;
  accountId: number;
  connector: Connector;
  signal: AbortSignal;
  /** How long the platform may wait for news before it answers. */
  waitMs: number;
  random(): number;
  /** Failures in a row, kept by the caller. */
  failures: Map<number, number>;
}

/** One step. Never throws for what a platform does; a database that cannot be written does throw, and the step counts for nothing. */
export async function pullOnce(puller: Puller): Promise<void> {
  const { store, accountId, connector, signal, failures } = puller;
  if (!connector.pull) return;
  const cursor = store.q.accountById.get({ id: accountId })?.cursor ?? null;
  try {
    const pulled = await connector.pull(cursor, { signal, waitMs: puller.waitMs });
    store.transaction((now) => {
      ingest(store, [{ accountId, events: pulled.events, cursor: pulled.cursor }]);
      schedule(store, accountId, pulled.more ? now : now + (connector.pullEveryMs ?? 0));
    });
    failures.delete(accountId);
    recordSuccess(store, accountId);
  } catch (error) {
    if (signal.aborted) return;
    const count = (failures.get(accountId) ?? 0) + 1;
    failures.set(accountId, count);
    schedule(store, accountId, recordReadFailure(store, accountId, error, count, puller.random()));
  }
}

function schedule(store: Store, accountId: number, at: number | null): void {
  store.db.update(account).set({ nextPullAt: at }).where(eq(account.id, accountId)).run();
}
