/** Computes the deadlines of open work anew, slice by slice, after hours or targets were changed. */
import { setImmediate } from "node:timers";
import { and, asc, eq, gt, inArray, lte, max } from "drizzle-orm";
import { z } from "zod";
import { SYSTEM } from "../../domain/actor.ts";
import type { EpochMs } from "../../domain/time.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { refreshConversation } from "../../store/refresh.ts";
import { countAgain } from "../../store/reports/count.ts";
import { conversation, job } from "../../store/schema.ts";
import { IS_WAITING } from "./waiting.ts";

/** Ids looked at, and conversations derived anew, in one slice: some milliseconds. */
const IDS_A_SLICE = 2_000;
const REFRESHED_A_SLICE = 20;

const Cursor = z.coerce.number();

/** Begins, for one account or all; what was not finished for an earlier change is done by this one. Call inside the transaction of the change. */
export function queueDeadlines(ctx: Context, now: EpochMs, accountId: number | null): void {
  const { db } = ctx.store;
  const unfinished = db
    .select({ accountId: job.accountId })
    .from(job)
    .where(and(IS_WAITING, eq(job.kind, "deadlines")))
    .all();
  const one = accountId !== null && unfinished.every((row) => row.accountId === accountId);
  const ended = db
    .update(job)
    .set({ state: "cancelled", finishedAt: now, nextAt: null })
    .where(and(IS_WAITING, eq(job.kind, "deadlines")))
    .returning()
    .all();
  const begun = db
    .insert(job)
    .values({
      kind: "deadlines",
      accountId: one ? accountId : null,
      params: {},
      state: "queued",
      cursor: "0",
      nextAt: now,
      createdAt: now,
    })
    .returning()
    .get();
  for (const row of [...ended, begun])
    record(ctx, now, {
      type: "job.changed",
      accountId: row.accountId,
      data: { jobId: row.id, state: row.state, done: row.done },
    });
}

const queriesOf = perStore((db) => ({
  next: db
    .select({ at: job.nextAt })
    .from(job)
    .where(and(IS_WAITING, eq(job.kind, "deadlines")))
    .orderBy(asc(job.nextAt))
    .limit(1)
    .prepare(),
}));

/** When there is next something to compute. */
export function nextDeadlinesAt(store: Store): EpochMs | null {
  return queriesOf(store).next.get()?.at ?? null;
}

/** Runs what waits, letting others in between the slices. */
export async function runDeadlines(store: Store, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && runSlice({ store, actor: SYSTEM }))
    await new Promise<void>((resolve) => setImmediate(resolve));
}

/** False where nothing is left to do. */
function runSlice(ctx: Context): boolean {
  const { store } = ctx;
  return store.transaction((now) => {
    const row = store.db
      .select()
      .from(job)
      .where(and(IS_WAITING, eq(job.kind, "deadlines")))
      .limit(1)
      .get();
    if (!row) return false;
    const after = Cursor.parse(row.cursor);
    const end = after + IDS_A_SLICE;
    const open = store.db
      .select({ id: conversation.id })
      .from(conversation)
      .where(
        and(
          gt(conversation.id, after),
          lte(conversation.id, end),
          inArray(conversation.status, ["open", "pending", "snoozed"]),
          row.accountId === null ? undefined : eq(conversation.accountId, row.accountId),
        ),
      )
      .orderBy(asc(conversation.id))
      .limit(REFRESHED_A_SLICE)
      .all();
    for (const { id } of open) refreshConversation(ctx, now, id, { retimed: true });
    // No event names each of them, and what was answered in time may be late now.
    countAgain(
      store,
      open.map(({ id }) => id),
    );
    const last = open.at(-1);
    const next = open.length === REFRESHED_A_SLICE && last ? last.id : end;
    const newest =
      store.db
        .select({ id: max(conversation.id) })
        .from(conversation)
        .get()?.id ?? 0;
    const ends = next >= newest;
    const done = row.done + open.length;
    store.db
      .update(job)
      .set(
        ends
          ? { state: "done", done, cursor: null, nextAt: null, finishedAt: now }
          : { state: "running", done, cursor: String(next), nextAt: now },
      )
      .where(eq(job.id, row.id))
      .run();
    if (ends)
      record(ctx, now, {
        type: "job.changed",
        accountId: row.accountId,
        data: { jobId: row.id, state: "done", done },
      });
    return true;
  });
}
