/** Hides somebody's answer under ours on the platform, or shows it again. */
import { demand } from "../domain/permissions.ts";
import { enqueueChange } from "../delivery/enqueue.ts";
import { ProblemError } from "../domain/problem.ts";
import type { DeliveryState } from "../domain/status.ts";
import { type Desk, requireMessage } from "./desk.ts";

/** Queues the change. Throws ProblemError `not-found`, `not-supported` or `conflict`. */
export function hide(desk: Desk, messageId: number, hidden: boolean): { id: number; state: DeliveryState } {
  demand(desk, "reply.send");
  return desk.store.transaction(() => {
    const { message } = requireMessage(desk, messageId, "hide");
    if (message.direction === "outbound")
      throw new ProblemError("not-supported", "Messages of ours are deleted, not hidden.");
    return enqueueChange(desk, { message, kind: "hide", payload: { hidden } });
  });
}
