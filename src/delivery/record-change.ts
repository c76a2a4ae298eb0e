/** Tells everybody who looks that a delivery stands otherwise. */
import type { EpochMs } from "../domain/time.ts";
import { type Context, record } from "../store/context.ts";
import type { DeliveryRow } from "./operation.ts";

/** Call inside the transaction of the change. */
export function recordChange(
  ctx: Context,
  now: EpochMs,
  row: DeliveryRow,
  state: DeliveryRow["state"],
  code: string | null,
): void {
  const { accountId, conversationId, messageId, kind } = row;
  record(ctx, now, {
    type: "delivery.changed",
    accountId,
    conversationId,
    messageId,
    data: { deliveryId: row.id, kind, state, code },
  });
}
