/** Stops a job where it stands; what it has done stays. */
import { demand } from "../domain/permissions.ts";
import { and, eq, inArray } from "drizzle-orm";
import { ProblemError } from "../domain/problem.ts";
import { type Context, record } from "../store/context.ts";
import { job } from "../store/schema.ts";

/** Throws ProblemError `not-found`, or `conflict` for one that has ended, and for an erasure that has begun. */
export function cancelJob(ctx: Context, id: number): typeof job.$inferSelect {
  demand(ctx, "job.run");
  return ctx.store.transaction((now) => {
    const begun = ctx.store.db.select().from(job).where(eq(job.id, id)).get();
    if (begun?.kind === "erase" && begun.state === "running")
      throw new ProblemError("conflict", "This has begun to erase; there is no way back.", {
        extra: { state: begun.state },
      });
    const row = ctx.store.db
      .update(job)
      .set({ state: "cancelled", finishedAt: now, nextAt: null })
      .where(and(eq(job.id, id), inArray(job.state, ["queued", "running"])))
      .returning()
      .get();
    if (row) {
      record(ctx, now, { type: "job.changed", accountId: row.accountId, data: { jobId: id, state: "cancelled" } });
      return row;
    }
    const ended = ctx.store.db.select().from(job).where(eq(job.id, id)).get();
    if (!ended) throw new ProblemError("not-found", "There is no such job.");
    throw new ProblemError("conflict", `This job is ${ended.state} already.`, { extra: { state: ended.state } });
  });
}
