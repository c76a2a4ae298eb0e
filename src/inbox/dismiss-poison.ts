/** Takes input that was set aside off the list: a person has looked at it. */
import { eq } from "drizzle-orm";
import { demand } from "../domain/permissions.ts";
import { ProblemError } from "../domain/problem.ts";
import { type Context, record } from "../store/context.ts";
import { poison } from "../store/schema.ts";

/** What comes again is set aside again. Throws ProblemError `forbidden` or `not-found`. */
export function dismissPoison(ctx: Context, id: number): void {
  demand(ctx, "job.run");
  ctx.store.transaction((now) => {
    const gone = ctx.store.db.delete(poison).where(eq(poison.id, id)).returning({ accountId: poison.accountId }).get();
    if (!gone) throw new ProblemError("not-found", "There is no such input.");
    record(ctx, now, { type: "poison.dismissed", accountId: gone.accountId, data: { poisonId: id } });
  });
}
