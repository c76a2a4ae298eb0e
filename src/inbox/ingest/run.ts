/** What one batch of events carries along while it is applied. */
import type { Context } from "../../store/context.ts";
import type { account } from "../../store/schema.ts";
import type { Happened } from "../../store/refresh.ts";
import type { EpochMs } from "../../domain/time.ts";

export interface Run {
  readonly ctx: Context;
  readonly now: EpochMs;
  readonly account: typeof account.$inferSelect;
  /** Conversations to derive anew at the end of the batch. */
  readonly touched: Map<number, Happened>;
}

/** Adds to what happened to a conversation in this batch. */
export function touch(run: Run, conversationId: number, happened: Happened): void {
  const known = run.touched.get(conversationId) ?? {};
  const openedAt = [known.openedAt, happened.openedAt].filter((at) => at !== undefined);
  const wroteAt = [known.wroteAt, happened.wroteAt].filter((at) => at !== undefined);
  run.touched.set(conversationId, {
    personWrote: Boolean(known.personWrote || happened.personWrote),
    oursChanged: Boolean(known.oursChanged || happened.oursChanged),
    ...(openedAt.length > 0 ? { openedAt: Math.min(...openedAt) } : {}),
    ...(wroteAt.length > 0 ? { wroteAt: Math.max(...wroteAt) } : {}),
    receivedAt: Math.max(known.receivedAt ?? 0, happened.receivedAt ?? 0),
    seq: Math.max(known.seq ?? 0, happened.seq ?? 0),
  });
}

/** What the arrival of a message in its conversation means. */
export function arrival(row: {
  direction: string;
  origin: string;
  sentAt: EpochMs;
  receivedAt: EpochMs;
  deletedAt: EpochMs | null;
}): Happened {
  const { direction, sentAt, receivedAt } = row;
  if (direction === "outbound") return { oursChanged: true, receivedAt };
  const personWrote = row.deletedAt === null && row.origin !== "history";
  if (!personWrote) return { receivedAt, ...(row.origin === "history" ? {} : { openedAt: sentAt }) };
  return { personWrote, receivedAt, openedAt: sentAt, wroteAt: sentAt };
}
