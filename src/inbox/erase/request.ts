/** Asks for a person to be erased: a job that begins after a while in which it can be taken back. */
import { and, eq, sql } from "drizzle-orm";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import { MINUTE_MS } from "../../domain/time.ts";
import { type Context, record } from "../../store/context.ts";
import { IS_WAITING } from "../jobs/waiting.ts";
import { identity, job } from "../../store/schema.ts";

/** Until then the job can be cancelled; after that there is no way back. */
export const GRACE_MS = 5 * MINUTE_MS;

type JobRow = typeof job.$inferSelect;

/**
 * Queues the erasure of everything about a contact, all their names included; gives the job that is queued already where there is one. Throws
 * ProblemError `not-found`, or `conflict` for one of our own accounts.
 */
export function requestErasure(ctx: Context, contactId: number): JobRow {
  demand(ctx, "data.erase");
  const { store } = ctx;
  return store.transaction((now) => {
    const names = store.db.select().from(identity).where(eq(identity.contactId, contactId)).all();
    if (names.length === 0)
      throw new ProblemError("not-found", "There is no such contact, or it was merged into another.");
    if (names.some((row) => row.isUs)) throw new ProblemError("conflict", "This is one of our own accounts.");
    const queued = store.db
      .select()
      .from(job)
      .where(and(IS_WAITING, eq(job.kind, "erase"), sql`json_extract(${job.params}, '$.contactId') = ${contactId}`))
      .get();
    if (queued) return queued;
    const row = store.db
      .insert(job)
      .values({ kind: "erase", params: { contactId }, state: "queued", nextAt: now + GRACE_MS, createdAt: now })
      .returning()
      .get();
    record(ctx, now, { type: "contact.erasing", data: { contactId, jobId: row.id } });
    return row;
  });
}
