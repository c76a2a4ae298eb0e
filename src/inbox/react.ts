/** Puts our reaction on a message, or takes it away. */
import { enqueueChange } from "../delivery/enqueue.ts";
import { ProblemError } from "../domain/problem.ts";
import type { DeliveryState } from "../domain/status.ts";
import { type Desk, requireMessage } from "./desk.ts";

/** Queues the reaction. Throws ProblemError `not-found`, `not-supported`, `conflict`, or `invalid` for an emoji that the platform does not take. */
export function react(
  desk: Desk,
  messageId: number,
  input: { emoji: string; remove: boolean },
): { id: number; state: DeliveryState } {
  return desk.store.transaction(() => {
    const { message, place } = requireMessage(desk, messageId, "react");
    if (place.reactions !== null && !place.reactions.includes(input.emoji))
      throw new ProblemError("invalid", "The platform does not take this emoji as a reaction.", { field: "emoji" });
    return enqueueChange(desk, { message, kind: "react", payload: input });
  });
}
