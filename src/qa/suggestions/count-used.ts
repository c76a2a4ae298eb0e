/** Counts that an answer of the team led to a page, or took its words. */
import { sql } from "drizzle-orm";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import { DAY_MS } from "../../domain/time.ts";
import type { Context } from "../../store/context.ts";
import { publicationDay } from "../../store/schema.ts";
import { readPages } from "../search/rank.ts";

/** Throws ProblemError `forbidden`, or `not-found` where no such page is published. */
export function countUsed(ctx: Context, publicationId: number): void {
  demand(ctx, "reply.send");
  ctx.store.transaction((now) => {
    if (readPages(ctx.store, [publicationId]).length === 0)
      throw new ProblemError("not-found", "There is no such published page.");
    ctx.store.db
      .insert(publicationDay)
      .values({ publicationId, day: Math.floor(now / DAY_MS), used: 1 })
      .onConflictDoUpdate({
        target: [publicationDay.publicationId, publicationDay.day],
        set: { used: sql`${publicationDay.used} + 1` },
      })
      .run();
  });
}
