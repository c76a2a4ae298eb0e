/** Changes many conversations at once: each by the verbs that change one, each with an outcome of its own. */
import { and, eq, isNull } from "drizzle-orm";
import { formatId } from "../../domain/ids.ts";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import { agentIdOf } from "../../domain/actor.ts";
import type { Context } from "../../store/context.ts";
import { agent, bulkChange } from "../../store/schema.ts";
import { changeByDesk, type DeskChange } from "../change-conversation.ts";
import { labelsOf } from "../set-labels.ts";
import { type Changed, differences, lookAt } from "./seen.ts";

/** One transaction holds everybody else up: so many take some 20 ms. */
export const MOST_AT_ONCE = 50;
const MOST_LABELS = 20;

export interface BulkChange extends Omit<DeskChange, "labels"> {
  addLabels?: string[] | undefined;
  removeLabels?: string[] | undefined;
}

/** `failed` changed nothing about its conversation. */
export type BulkOutcome =
  | { id: number; outcome: "done" | "unchanged" }
  | { id: number; outcome: "failed"; code: string; detail: string };

/**
 * Outcomes in the order of the ids, each id once; `undoId` is null where nothing changed. Throws ProblemError `invalid`, naming the field, for what would fail for
 * every one of them.
 */
export function changeMany(
  ctx: Context,
  ids: number[],
  change: BulkChange,
): { undoId: number | null; outcomes: BulkOutcome[] } {
  demand(ctx, "conversation.manage");
  return ctx.store.transaction((now) => {
    const wanted = [...new Set(ids)];
    refuseTooMany(wanted.length);
    refuseForAll(ctx, now, change);
    const changed: Changed[] = [];
    const outcomes = wanted.map((id): BulkOutcome => {
      try {
        const difference = ctx.store.db.transaction(() => changeOne(ctx, id, change));
        if (difference) changed.push(difference);
        return { id, outcome: difference ? "done" : "unchanged" };
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        return { id, outcome: "failed", code: error.code, detail: error.message };
      }
    });
    return { undoId: keep(ctx, now, changed), outcomes };
  });
}

function changeOne(ctx: Context, id: number, change: BulkChange): Changed | null {
  const { addLabels = [], removeLabels = [], ...rest } = change;
  const before = lookAt(ctx, id);
  changeByDesk(ctx, id, { ...rest, labels: mergedLabels(ctx, id, addLabels, removeLabels) });
  return differences(id, before, lookAt(ctx, id));
}

function mergedLabels(ctx: Context, id: number, add: string[], remove: string[]): string[] | undefined {
  if (add.length === 0 && remove.length === 0) return undefined;
  const gone = new Set(remove);
  const labels = [...new Set([...labelsOf(ctx.store, id).map(({ name }) => name), ...add])];
  const merged = labels.filter((name) => !gone.has(name));
  if (merged.length > MOST_LABELS)
    throw new ProblemError("invalid", `A conversation takes ${MOST_LABELS} labels; remove some first.`, {
      field: "addLabels",
    });
  return merged;
}

function refuseTooMany(count: number): void {
  if (count <= MOST_AT_ONCE) return;
  throw new ProblemError(
    "invalid",
    `At most ${MOST_AT_ONCE} conversations at once; send the others in further calls.`,
    {
      field: "ids",
    },
  );
}

/** What is wrong with the change itself is said once. */
function refuseForAll({ store }: Context, now: number, { assigneeId, status, snoozedUntil }: BulkChange): void {
  const snoozes = status === "snoozed" || (status === undefined && typeof snoozedUntil === "number");
  if (snoozes && (typeof snoozedUntil !== "number" || snoozedUntil <= now))
    throw new ProblemError("invalid", "Give a time in the future, when they shall come back.", {
      field: "snoozedUntil",
    });
  if (typeof assigneeId !== "number") return;
  const present = and(eq(agent.id, assigneeId), isNull(agent.deactivatedAt));
  if (!store.db.select({ id: agent.id }).from(agent).where(present).get())
    throw new ProblemError(
      "invalid",
      `${formatId("agent", assigneeId)} is nobody of the team. GET /api/agents lists them.`,
      {
        field: "assigneeId",
      },
    );
}

function keep(ctx: Context, now: number, changed: Changed[]): number | null {
  const agentId = agentIdOf(ctx.actor);
  if (changed.length === 0 || agentId === null) return null;
  return ctx.store.db
    .insert(bulkChange)
    .values({ agentId, items: changed, createdAt: now })
    .returning({ id: bulkChange.id })
    .get().id;
}
