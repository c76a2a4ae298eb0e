/** Brings in an account's history, page by page, as closed work that triggers nothing. */
import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import { z } from "zod";
import type { Connector } from "../../../connectors/connector.ts";
import { ConnectorError } from "../../../connectors/errors.ts";
import { SYSTEM } from "../../domain/actor.ts";
import { backoffMs } from "../../delivery/policy.ts";
import type { EpochMs } from "../../domain/time.ts";
import { record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { job } from "../../store/schema.ts";
import { IS_WAITING } from "./waiting.ts";
import { ingest } from "../ingest/ingest.ts";

type JobRow = typeof job.$inferSelect;

const Params = z.object({ since: z.number() });
const RETRIED: readonly string[] = ["rate-limited", "retryable", "unknown-outcome"];
/** The import of an account that rests waits with it, and goes on where it stood once the account is resumed. */
const HAS_WORKING_ACCOUNT = sql`exists (select 1 from account where account.id = ${job.accountId} and account.state = 'active')`;

export interface Importer {
  store: Store;
  connectorOf: (accountId: number) => Connector | null;
  signal: AbortSignal;
  random: () => number;
}

/** Runs the pages that are due, the longest waiting first, until none is. */
export async function runImports(importer: Importer): Promise<void> {
  for (;;) {
    const { store, signal } = importer;
    const due = store.db
      .select()
      .from(job)
      .where(and(IS_WAITING, eq(job.kind, "import"), HAS_WORKING_ACCOUNT, lte(job.nextAt, store.clock.now())))
      .orderBy(asc(job.nextAt))
      .limit(1)
      .get();
    if (!due || signal.aborted) return;
    await runPage(importer, due);
  }
}

/** When an import next has something to do. */
export function nextImportAt(store: Store): EpochMs | null {
  return next(store).get()?.at ?? null;
}

const next = perStore((db) =>
  db
    .select({ at: job.nextAt })
    .from(job)
    .where(and(IS_WAITING, eq(job.kind, "import"), HAS_WORKING_ACCOUNT))
    .orderBy(asc(job.nextAt))
    .limit(1)
    .prepare(),
);

async function runPage({ store, connectorOf, signal, random }: Importer, row: JobRow): Promise<void> {
  const { accountId } = row;
  const connector = accountId === null ? null : connectorOf(accountId);
  if (accountId === null || !connector?.history) {
    // Paused since the job was taken: it waits.
    if (accountId !== null && store.q.accountById.get({ id: accountId })?.state !== "active") return;
    change(store, row, { state: "failed", error: "account-not-active", nextAt: null, finishedAt: store.clock.now() });
    return;
  }
  try {
    const { since } = Params.parse(row.params);
    const page = await connector.history(since, row.cursor, signal);
    store.transaction((now) => {
      if (store.db.select({ state: job.state }).from(job).where(eq(job.id, row.id)).get()?.state === "cancelled")
        return;
      ingest(store, [{ accountId, events: page.events }]);
      const done = row.done + page.events.length;
      if (page.cursor === null)
        change(store, row, { state: "done", done, cursor: null, nextAt: null, finishedAt: now, error: null });
      else change(store, row, { state: "running", done, cursor: page.cursor, nextAt: now, error: null });
    });
  } catch (error) {
    if (signal.aborted) return;
    const failure = error instanceof ConnectorError ? error : null;
    const now = store.clock.now();
    if (failure && RETRIED.includes(failure.kind))
      change(store, row, {
        state: "running",
        error: failure.code,
        nextAt: Math.max(failure.retryAt ?? 0, now + backoffMs(5, random())),
      });
    else
      change(store, row, {
        state: "failed",
        error: failure?.code ?? "unexpected-error",
        nextAt: null,
        finishedAt: now,
      });
  }
}

function change(store: Store, row: JobRow, values: Partial<JobRow>): void {
  store.transaction((now) => {
    const changed = store.db
      .update(job)
      .set(values)
      .where(and(eq(job.id, row.id), inArray(job.state, ["queued", "running"])))
      .returning({ state: job.state, done: job.done })
      .get();
    if (changed)
      record({ store, actor: SYSTEM }, now, {
        type: "job.changed",
        accountId: row.accountId,
        data: { jobId: row.id, state: changed.state, done: changed.done },
      });
  });
}
