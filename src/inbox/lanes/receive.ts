/** Takes webhook requests: verified and parsed by the connector, stored together with what else arrives at the moment, answered after the commit. */
import { setImmediate } from "node:timers";
import type { Connector, Received, WebhookRequest } from "../../../connectors/connector.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { Store } from "../../store/db.ts";
import { type IncomingBatch, ingest } from "../ingest/ingest.ts";
import type { AccountRow } from "./pool.ts";

interface Waiting {
  batches: IncomingBatch[];
  done(): void;
  failed(error: unknown): void;
}

export interface Receiver {
  receive(appId: number, request: WebhookRequest): Promise<Received["response"]>;
}

/** Requests that arrive within two turns of the event loop share one commit: a commit waits for the disk, and the disk is what limits. */
export function createReceiver(store: Store, connectorOf: (row: AccountRow) => Connector): Receiver {
  let waiting: Waiting[] = [];

  const flush = () => {
    const now = waiting;
    waiting = [];
    try {
      ingest(
        store,
        now.flatMap((item) => item.batches),
      );
      for (const item of now) item.done();
    } catch (error) {
      for (const item of now) item.failed(error);
    }
  };
  const commit = (batches: IncomingBatch[]) =>
    new Promise<void>((resolve, reject) => {
      // The second turn lets in the requests that the answers of the last commit brought.
      if (waiting.length === 0) setImmediate(() => setImmediate(flush));
      waiting.push({ batches, done: resolve, failed: reject });
    });

  return {
    async receive(appId, request) {
      const rows = store.q.accountsOfApp.all({ appId });
      const [first] = rows;
      const connector = first ? connectorOf(first) : null;
      if (!connector?.receive)
        throw new ProblemError("not-found", "No account receives webhooks here. Check the address at the platform.");
      const received = await connector.receive(request);
      const batches = received.batches.flatMap(({ account: remoteId, events }) => {
        const row = remoteId === null ? first : rows.find((other) => other.remoteId === remoteId);
        return row && events.length > 0 ? [{ accountId: row.id, events }] : [];
      });
      if (batches.length > 0) await commit(batches);
      return received.response;
    },
  };
}
