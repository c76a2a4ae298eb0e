/** Asks a platform what became of messages, for what it does not tell by itself, and takes it in like any other news. */
import { ConnectorError } from "../../../connectors/errors.ts";
import { ingest } from "../ingest/ingest.ts";
import type { WorkParts } from "./runtime.ts";

export interface LookUp {
  accountId: number;
  /** Remote ids of messages, at most 100. */
  ids: readonly string[];
  /** Called in the transaction that stores what was found. */
  settled: () => void;
}

/** `failed`: the platform did not answer, try again later. `cannot`: the account is not active, or its platform looks nothing up. */
export async function lookUpMessages(
  { store, connectorOf, signal }: WorkParts,
  { accountId, ids, settled }: LookUp,
): Promise<"done" | "failed" | "cannot"> {
  const connector = connectorOf(accountId);
  if (!connector?.lookUp) return "cannot";
  try {
    const events = ids.length === 0 ? [] : await connector.lookUp(ids, signal);
    store.transaction(() => {
      ingest(store, [{ accountId, events }]);
      settled();
    });
    return "done";
  } catch (error) {
    if (error instanceof ConnectorError) return "failed";
    throw error;
  }
}
