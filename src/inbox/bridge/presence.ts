/** Whether a bridge is there: accounts that need one show it when none is heard from. */
import { eq } from "drizzle-orm";
import { ConnectorError } from "../../../connectors/errors.ts";
import { type EpochMs, MINUTE_MS } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import { account, bridge } from "../../store/schema.ts";
import { recordReadFailure, recordSuccess } from "../lanes/health.ts";

/** A bridge asks for its accounts several times in that span. */
const SILENT_MS = 2 * MINUTE_MS;
const MISSING = "bridge-missing";

/** Call inside a transaction. */
export function noteBridge(store: Store, now: EpochMs): void {
  store.db.update(bridge).set({ heardAt: now }).run();
  const waiting = store.db.select({ id: account.id }).from(account).where(eq(account.problem, MISSING)).all();
  for (const { id } of waiting) recordSuccess(store, id);
}

/** Says with an account that nobody listens for it; gives when to look again, null: once a bridge calls. */
export function missBridge(store: Store, row: typeof account.$inferSelect, now: EpochMs): EpochMs | null {
  const heardAt = store.db.select({ at: bridge.heardAt }).from(bridge).get()?.at ?? null;
  if (heardAt !== null && heardAt + SILENT_MS > now) return heardAt + SILENT_MS;
  if (row.problem === MISSING) return null;
  const since = heardAt === null ? "No bridge has called yet." : `No bridge since ${new Date(heardAt).toISOString()}.`;
  const detail = `${since} Start \`parley bridge --to\` with this brand's address.`;
  recordReadFailure(store, row.id, new ConnectorError("retryable", { code: MISSING, detail }), 1, 0);
  return null;
}
