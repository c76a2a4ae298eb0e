/** Records how reading from a platform goes, where people see it. */
import { and, eq } from "drizzle-orm";
import { ConnectorError } from "../../../connectors/errors.ts";
import { SYSTEM } from "../../domain/actor.ts";
import { stopForAuth } from "../../delivery/dispatch.ts";
import { backoffMs } from "../../delivery/policy.ts";
import type { EpochMs } from "../../domain/time.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { account } from "../../store/schema.ts";

/** Reading works (again). */
export function recordSuccess(store: Store, accountId: number): void {
  const row = store.q.accountById.get({ id: accountId });
  if (row?.problem === null || row?.state !== "active") return;
  store.transaction((now) => {
    store.db.update(account).set({ problem: null, problemDetail: null }).where(eq(account.id, accountId)).run();
    record({ store, actor: SYSTEM }, now, { type: "account.changed", accountId, data: { problem: null } });
  });
}

/** Reading failed `failures` times in a row; gives when to try again, null: not before a person has resumed the account. */
export function recordReadFailure(
  store: Store,
  accountId: number,
  error: unknown,
  failures: number,
  random: number,
): EpochMs | null {
  const ctx: Context = { store, actor: SYSTEM };
  const failure =
    error instanceof ConnectorError ? error : new ConnectorError("unknown-outcome", { code: unexpectedCode(error) });
  return store.transaction((now) => {
    if (failure.kind === "auth" || failure.kind === "permanent") {
      stopForAuth(ctx, now, accountId, failure);
      return null;
    }
    const row = store.q.accountById.get({ id: accountId });
    if (row && row.problem !== failure.code) {
      store.db
        .update(account)
        .set({ problem: failure.code, problemDetail: failure.detail })
        .where(and(eq(account.id, accountId), eq(account.state, "active")))
        .run();
      record(ctx, now, { type: "account.changed", accountId, data: { problem: failure.code } });
    }
    return Math.max(failure.retryAt ?? 0, now + backoffMs(failures, random));
  });
}

/** What no connector means to throw: a database that cannot be written, or a fault of this program. */
function unexpectedCode(error: unknown): "disk-full" | "database-unwritable" | "unexpected-error" {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (code === "SQLITE_FULL") return "disk-full";
  return code.startsWith("SQLITE_") ? "database-unwritable" : "unexpected-error";
}
