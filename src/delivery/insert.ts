/** Puts one row into the outbox. */
import { agentIdOf } from "../domain/actor.ts";
import type { EpochMs } from "../domain/time.ts";
import type { Context } from "../store/context.ts";
import { delivery } from "../store/schema.ts";
import { newKey } from "./key.ts";
import type { DeliveryRow } from "./operation.ts";

/** Only `enqueue.ts` and `posts` call this, inside the transaction that makes the words. */
export function insertDelivery(
  ctx: Context,
  now: EpochMs,
  values: Omit<typeof delivery.$inferInsert, "key" | "agentId" | "createdAt">,
): DeliveryRow {
  const row = { ...values, key: newKey(), agentId: agentIdOf(ctx.actor), createdAt: now };
  return ctx.store.db.insert(delivery).values(row).returning().get();
}
