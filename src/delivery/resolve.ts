/** A person decides about a delivery that waits for one: failed, held or in doubt. */
import { and, eq, gt } from "drizzle-orm";
import { demand } from "../domain/permissions.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Context } from "../store/context.ts";
import { delivery } from "../store/schema.ts";
import type { DeliveryRow } from "./operation.ts";
import { refuseByTodaysRules } from "./approve.ts";
import { partsOf } from "./schedule.ts";
import { settleOther, settleSent } from "./settle.ts";

export type Resolution = "retry" | "sent" | "cancelled";

/**
 * `retry` sends (again), `sent` says that it has arrived, `cancelled` that it shall not leave. Throws ProblemError: `not-found`, or `conflict` where the
 * delivery does not wait for a person, waits for a lead, or (for `sent`) never left; `reply-refused` for words that must not leave.
 */
export function resolveDelivery(ctx: Context, deliveryId: number, as: Resolution): void {
  demand(ctx, "reply.send");
  ctx.store.transaction((now) => {
    const row = ctx.store.q.deliveryById.get({ id: deliveryId });
    if (!row) throw new ProblemError("not-found", "There is no such delivery.");
    const { state } = row;
    if (row.conversationId === null)
      throw new ProblemError("conflict", "This is part of a post: it is resumed, settled or removed with the post.");
    if (state === "held" && as === "retry") demand(ctx, "reply.approve");
    const waits = state === "unknown" || state === "failed" || state === "held";
    if (as === "cancelled" ? !waits && state !== "queued" && state !== "scheduled" : !waits)
      throw new ProblemError("conflict", `This delivery is ${state}; there is nothing to decide.`, {
        field: "as",
        extra: { state },
      });
    if (as === "retry" && state === "held")
      throw new ProblemError("conflict", "This waits for a lead: `approve` or `reject` decides about it.", {
        field: "as",
        extra: { state },
      });
    if (as === "sent") {
      if (state !== "unknown")
        throw new ProblemError("conflict", "Only a delivery of unknown outcome can be marked as sent.", {
          field: "as",
        });
      settleSent(ctx, now, row, { id: null, url: null, sentAt: null });
    } else if (as === "cancelled")
      // What waits for its time goes as a whole; the later parts fall with the first.
      settleOther(ctx, now, state === "scheduled" ? firstPart(ctx, row) : row, {
        state: "cancelled",
        code: "by-person",
        detail: null,
        nextAt: null,
      });
    else {
      if (row.kind === "reply" || row.kind === "message" || row.kind === "edit")
        refuseByTodaysRules(ctx, [row, ...laterPartsOf(ctx, row)]);
      // A person's decision starts the count of attempts anew.
      settleOther(ctx, now, row, { state: "queued", code: null, detail: null, nextAt: now });
      ctx.store.db.update(delivery).set({ attempts: 0 }).where(eq(delivery.id, row.id)).run();
      for (const part of laterPartsOf(ctx, row))
        settleOther(ctx, now, part, { state: "queued", code: null, detail: null, nextAt: now });
    }
  });
}

function firstPart({ store }: Context, row: DeliveryRow): DeliveryRow {
  return partsOf(store, row)[0] ?? row;
}

function laterPartsOf({ store }: Context, row: DeliveryRow): DeliveryRow[] {
  return store.db
    .select()
    .from(delivery)
    .where(
      and(
        eq(delivery.groupId, row.groupId ?? row.id),
        gt(delivery.part, row.part),
        eq(delivery.state, "cancelled"),
        eq(delivery.code, "earlier-part-failed"),
      ),
    )
    .all();
}
