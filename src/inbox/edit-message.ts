/** Changes what a message of ours says on the platform. */
import { demand } from "../domain/permissions.ts";
import { eq } from "drizzle-orm";
import { enqueueChange } from "../delivery/enqueue.ts";
import { ProblemError } from "../domain/problem.ts";
import type { DeliveryState } from "../domain/status.ts";
import { media } from "../store/schema.ts";
import { type Desk, refuseTooLong, requireMessage } from "./desk.ts";

/** Queues the change; the row follows once the platform has it. Throws ProblemError `not-found`, `not-supported`, `conflict` or `invalid`. */
export function editMessage(desk: Desk, messageId: number, input: string): { id: number; state: DeliveryState } {
  demand(desk, "reply.send");
  return desk.store.transaction(() => {
    const { message, place } = requireMessage(desk, messageId, "edit");
    if (message.direction !== "outbound")
      throw new ProblemError("not-supported", "Only messages of ours can be changed.");
    const text = input.normalize("NFC").trim();
    if (!text) throw new ProblemError("invalid", "Write something, or delete the message.", { field: "text" });
    const file = desk.store.db
      .select({ id: media.id })
      .from(media)
      .where(eq(media.messageId, messageId))
      .limit(1)
      .get();
    refuseTooLong(place, text, file ? place.captionLimit : place.textLimit);
    return enqueueChange(desk, { message, kind: "edit", payload: { text } });
  });
}
