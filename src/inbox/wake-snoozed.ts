/** Brings back snoozed conversations whose time has come. */
import { asc, isNotNull, lte, sql } from "drizzle-orm";
import type { EpochMs } from "../domain/time.ts";
import type { Context } from "../store/context.ts";
import { findConversation } from "../store/conversation-state.ts";
import type { Store } from "../store/db.ts";
import { perStore } from "../store/prepared.ts";
import { conversation } from "../store/schema.ts";
import { moveStatus } from "./set-status.ts";

/** Opens up to `limit` of those that are due, longest first; gives how many. */
export function wakeSnoozed(ctx: Context, now: EpochMs, limit: number): number {
  return ctx.store.transaction(() => {
    const due = ctx.store.db
      .select({ id: conversation.id })
      .from(conversation)
      .where(sql`${isNotNull(conversation.snoozedUntil)} and ${lte(conversation.snoozedUntil, now)}`)
      .orderBy(asc(conversation.snoozedUntil))
      .limit(limit)
      .all();
    for (const { id } of due) {
      const row = findConversation(ctx.store, id);
      if (row) moveStatus(ctx, now, row, "timerDue");
    }
    return due.length;
  });
}

/** When the next one is due; null where nothing is snoozed. */
export function nextSnooze(store: Store): EpochMs | null {
  return next(store).get()?.at ?? null;
}

const next = perStore((db) =>
  db
    .select({ at: conversation.snoozedUntil })
    .from(conversation)
    .where(isNotNull(conversation.snoozedUntil))
    .orderBy(asc(conversation.snoozedUntil))
    .limit(1)
    .prepare(),
);
