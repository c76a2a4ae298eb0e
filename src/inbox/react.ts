/** Puts our reaction on a message, or takes it away. */
import { demand } from "../domain/permissions.ts";
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
  demand(desk, "reply.send");
  return desk.store.transaction(() => {
    const { message, place } = requireMessage(desk, messageId, "react");
    const emoji = place.reactions === null ? input.emoji : place.reactions.find((one) => same(one, input.emoji));
    if (emoji === undefined)
      throw new ProblemError("invalid", "The platform does not take this emoji as a reaction.", { field: "emoji" });
    return enqueueChange(desk, {
      message,
      kind: "react",
      payload: { ...input, emoji, ...(place.oneReaction ? { alone: true } : {}) },
    });
  });
}

/** Keyboards add a variation selector where platforms have none, and the other way round. */
function same(a: string, b: string): boolean {
  return a.replaceAll("\uFE0F", "") === b.replaceAll("\uFE0F", "");
}
