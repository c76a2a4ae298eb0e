/** A lead lets out what was held, or turns it down. */
import { asc, eq, or } from "drizzle-orm";
import { demand } from "../domain/permissions.ts";
import { ProblemError } from "../domain/problem.ts";
import type { EpochMs } from "../domain/time.ts";
import { type Context, record } from "../store/context.ts";
import { delivery } from "../store/schema.ts";
import { guardWords } from "./guard.ts";
import type { DeliveryRow } from "./operation.ts";
import { APPROVED, conversationOf } from "./schedule.ts";
import { settleOther } from "./settle.ts";

/**
 * Queues it with all parts of its text, as it stands: the words of what is held cannot change. Throws ProblemError `not-found`, `forbidden`, `conflict`
 * where it is not held, or `reply-refused` where today's rules refuse it.
 */
export function approveDelivery(ctx: Context, deliveryId: number): void {
  demand(ctx, "reply.approve");
  ctx.store.transaction((now) => {
    const parts = heldParts(ctx, deliveryId);
    refuseByTodaysRules(ctx, parts);
    for (const row of parts) {
      const later = row.nextAt !== null && row.nextAt > now;
      const next = later
        ? { state: "scheduled" as const, code: APPROVED, nextAt: row.nextAt }
        : { state: "queued" as const, code: null, nextAt: now };
      settleOther(ctx, now, row, { ...next, detail: null });
      recordDecision(ctx, now, row, "delivery.approved");
    }
  });
}

/** Cancels it with all parts of its text. Throws ProblemError `not-found`, `forbidden`, or `conflict` where it is not held. */
export function rejectDelivery(ctx: Context, deliveryId: number): void {
  demand(ctx, "reply.approve");
  ctx.store.transaction((now) => {
    // From the end, so that each part is turned down and none falls with an earlier one.
    for (const row of heldParts(ctx, deliveryId).reverse()) {
      settleOther(ctx, now, row, { state: "cancelled", code: "rejected", detail: null, nextAt: null });
      recordDecision(ctx, now, row, "delivery.rejected");
    }
  });
}

function heldParts(ctx: Context, deliveryId: number): DeliveryRow[] {
  const row = ctx.store.q.deliveryById.get({ id: deliveryId });
  if (!row) throw new ProblemError("not-found", "There is no such delivery.");
  if (row.state !== "held")
    throw new ProblemError("conflict", `This delivery is ${row.state}; it does not wait for a lead.`, {
      extra: { state: row.state },
    });
  const first = row.groupId ?? row.id;
  return ctx.store.db
    .select()
    .from(delivery)
    .where(or(eq(delivery.id, first), eq(delivery.groupId, first)))
    .orderBy(asc(delivery.part))
    .all()
    .filter((part) => part.state === "held");
}

/** The rules may know more than when it was written. Throws ProblemError `reply-refused`, or `not-found`. */
export function refuseByTodaysRules({ store }: Context, parts: DeliveryRow[]): void {
  const [first] = parts;
  const words = parts.map((row) => row.payload.text ?? store.q.messageById.get({ id: row.messageId })?.text ?? "");
  guardWords(
    store,
    conversationOf(store, first),
    words.join("\n"),
    parts.map((row) => row.messageId),
  );
}

function recordDecision(
  ctx: Context,
  now: EpochMs,
  row: DeliveryRow,
  type: "delivery.approved" | "delivery.rejected",
): void {
  const { accountId, conversationId, messageId, kind, id } = row;
  record(ctx, now, { type, accountId, conversationId, messageId, data: { deliveryId: id, kind, code: row.code } });
}
