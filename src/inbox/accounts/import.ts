/** Orders an import of an account's history, after saying how much it is and what it costs. */
import { demand } from "../../domain/permissions.ts";
import { and, eq, inArray } from "drizzle-orm";
import { ProblemError } from "../../domain/problem.ts";
import type { EpochMs } from "../../domain/time.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { job } from "../../store/schema.ts";
import { storedCandidate, withConnector } from "./connect.ts";
import { findAccount, refuseWhilePaused } from "./rows.ts";
import type { AccountServices } from "./services.ts";

export interface ImportSize {
  /** Null where the platform does not tell. */
  messages: number | null;
  priceUsd: number | null;
}

/** What an import since then would bring. Throws ProblemError `not-supported` where a platform shows no history. */
export async function importSize(
  services: AccountServices,
  store: Store,
  accountId: number,
  since: EpochMs,
): Promise<ImportSize> {
  refuseWhilePaused(store);
  const row = findAccount(store, accountId);
  return withConnector(services, store, storedCandidate(services, store, row), async (connector, signal) => {
    if (!connector.history)
      throw new ProblemError("not-supported", "This platform does not let an account read its history.");
    return (await connector.historySize?.(since, signal)) ?? { messages: null, priceUsd: null };
  });
}

export interface StartedImport extends ImportSize {
  jobId: number;
}

/** Queues the import as a job. Throws ProblemError as `importSize`, and `conflict` while another import of the account runs. */
export async function startImport(
  services: AccountServices,
  ctx: Context,
  accountId: number,
  { since }: { since: EpochMs },
): Promise<StartedImport> {
  demand(ctx, "account.manage");
  const { store } = ctx;
  if (since > store.clock.now())
    throw new ProblemError("invalid", "The import must start in the past.", { field: "since" });
  const size = await importSize(services, store, accountId, since);
  return store.transaction((now) => {
    findAccount(store, accountId);
    const running = store.db
      .select({ id: job.id })
      .from(job)
      .where(and(eq(job.accountId, accountId), eq(job.kind, "import"), inArray(job.state, ["queued", "running"])))
      .get();
    if (running)
      throw new ProblemError("conflict", "An import of this account is running. Wait for it, or cancel it first.");
    const row = store.db
      .insert(job)
      .values({
        kind: "import",
        accountId,
        params: { since },
        state: "queued",
        total: size.messages,
        priceUsd: size.priceUsd,
        nextAt: now,
        createdAt: now,
      })
      .returning({ id: job.id })
      .get();
    record(ctx, now, { type: "job.changed", accountId, data: { jobId: row.id, state: "queued" } });
    return { jobId: row.id, ...size };
  });
}
