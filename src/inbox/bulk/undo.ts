/** Takes a change of many conversations back, each where nobody has changed it meanwhile. */
import { and, eq, lt } from "drizzle-orm";
import { agentIdOf } from "../../domain/actor.ts";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import { type EpochMs, HOUR_MS } from "../../domain/time.ts";
import { AGENT_TRIGGERS, isEnded } from "../../domain/transitions.ts";
import type { Context } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { bulkChange } from "../../store/schema.ts";
import { assign } from "../assign.ts";
import { restoreReadUpTo } from "../mark-read.ts";
import { requireConversation } from "../require-conversation.ts";
import { changeLabels } from "../set-labels.ts";
import { setPriority } from "../set-priority.ts";
import { moveStatus } from "../set-status.ts";
import type { BulkOutcome } from "./change.ts";
import { type Changed, ChangedList, isAsLeft, lookAt, restoreEnd } from "./seen.ts";

const KEPT_MS = HOUR_MS;

/** `changed`: somebody changed it after us, so it stays as it is. */
export type UndoOutcome = BulkOutcome | { id: number; outcome: "changed" };

/** Once only, by whoever made the change, within an hour. Throws ProblemError `not-found`, or `conflict` where it was taken back already. */
export function undoChange(ctx: Context, id: number): UndoOutcome[] {
  demand(ctx, "conversation.manage");
  return ctx.store.transaction((now) => {
    const row = ctx.store.db
      .select()
      .from(bulkChange)
      .where(and(eq(bulkChange.id, id), eq(bulkChange.agentId, agentIdOf(ctx.actor) ?? 0)))
      .get();
    if (!row || row.createdAt < now - KEPT_MS)
      throw new ProblemError("not-found", "There is no change of yours by that id that can still be taken back.");
    if (row.undoneAt !== null) throw new ProblemError("conflict", "This change was taken back already.");
    ctx.store.db.update(bulkChange).set({ undoneAt: now }).where(eq(bulkChange.id, id)).run();
    return ChangedList.parse(row.items).map((changed): UndoOutcome => {
      try {
        return ctx.store.db.transaction(() => undoOne(ctx, now, changed));
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        return { id: changed.id, outcome: "failed", code: error.code, detail: error.message };
      }
    });
  });
}

function undoOne(ctx: Context, now: EpochMs, { id, before, after, ended }: Changed): UndoOutcome {
  if (!isAsLeft(lookAt(ctx, id), after)) return { id, outcome: "changed" };
  if (before.status !== undefined || before.snoozedUntil !== undefined) {
    const row = requireConversation(ctx, id);
    const status = before.status ?? row.status;
    const until = before.snoozedUntil === undefined ? row.snoozedUntil : before.snoozedUntil;
    moveStatus(ctx, now, row, AGENT_TRIGGERS[status], until);
    if (isEnded(status)) restoreEnd(ctx, id, ended);
  }
  if (before.assigneeId !== undefined) assign(ctx, id, before.assigneeId);
  if (before.priority !== undefined) setPriority(ctx, id, before.priority);
  if (before.labels !== undefined)
    changeLabels(ctx, id, { add: idsIn(before.labels), remove: removedFrom(before.labels, after.labels ?? "") });
  if (before.readUpTo !== undefined) restoreReadUpTo(ctx, id, before.readUpTo);
  return { id, outcome: "done" };
}

function idsIn(labels: string): number[] {
  return labels === "" ? [] : labels.split(",").map(Number);
}

/** Those that the change put on. */
function removedFrom(before: string, after: string): number[] {
  const had = new Set(idsIn(before));
  return idsIn(after).filter((id) => !had.has(id));
}

/** Forgets what cannot be taken back any more, a bounded slice; gives how many. */
export function forgetBulkChanges(store: Store, now: EpochMs): number {
  return store.db
    .delete(bulkChange)
    .where(lt(bulkChange.createdAt, now - KEPT_MS))
    .returning({ id: bulkChange.id })
    .all().length;
}
