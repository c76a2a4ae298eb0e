/** Sets an import that failed or was cancelled to work again, from where it stood. */
import { and, eq, inArray } from "drizzle-orm";
import { demand } from "../domain/permissions.ts";
import { ProblemError } from "../domain/problem.ts";
import { type Context, record } from "../store/context.ts";
import { job } from "../store/schema.ts";
import { findAccount } from "./accounts/rows.ts";

/** Throws ProblemError `not-found`, or `conflict` for what goes on, is done, or is no import, and while another import of the account runs. */
export function retryJob(ctx: Context, id: number): typeof job.$inferSelect {
  // As the import itself: reading history may cost money.
  demand(ctx, "account.manage");
  const { db } = ctx.store;
  return ctx.store.transaction((now) => {
    const before = db.select().from(job).where(eq(job.id, id)).get();
    if (!before) throw new ProblemError("not-found", "There is no such job.");
    if (before.kind !== "import" || before.accountId === null)
      throw new ProblemError("conflict", "Only imports can be gone on with.", { extra: { state: before.state } });
    const { accountId } = before;
    findAccount(ctx.store, accountId);
    const other = db
      .select({ id: job.id })
      .from(job)
      .where(and(eq(job.accountId, accountId), eq(job.kind, "import"), inArray(job.state, ["queued", "running"])))
      .get();
    if (other)
      throw new ProblemError("conflict", "An import of this account is running. Wait for it, or cancel it first.");
    const row = db
      .update(job)
      .set({ state: "queued", error: null, nextAt: now, finishedAt: null })
      .where(and(eq(job.id, id), inArray(job.state, ["failed", "cancelled"])))
      .returning()
      .get();
    if (!row)
      throw new ProblemError("conflict", `This import is ${before.state} already.`, { extra: { state: before.state } });
    record(ctx, now, { type: "job.changed", accountId, data: { jobId: id, state: "queued" } });
    return row;
  });
}
