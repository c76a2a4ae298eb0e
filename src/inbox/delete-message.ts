/** Takes a message of ours back from the platform. */
import { demand } from "../domain/permissions.ts";
import { enqueueChange } from "../delivery/enqueue.ts";
import { ProblemError } from "../domain/problem.ts";
import type { DeliveryState } from "../domain/status.ts";
import { type Desk, requireMessage } from "./desk.ts";

/** Queues the deletion; the row follows once the platform has it. Throws ProblemError `not-found`, `not-supported` or `conflict`. */
export function deleteMessage(desk: Desk, messageId: number): { id: number; state: DeliveryState } {
  demand(desk, "reply.send");
  return desk.store.transaction(() => {
    const { message } = requireMessage(desk, messageId, "delete");
    if (message.direction !== "outbound")
      throw new ProblemError("not-supported", "Only messages of ours can be deleted.");
    return enqueueChange(desk, { message, kind: "delete", payload: {} });
  });
}
