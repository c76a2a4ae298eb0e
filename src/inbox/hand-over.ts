/** Gives a conversation to a colleague with a word about it, both or neither. */
import { demand } from "../domain/permissions.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Context } from "../store/context.ts";
import { assign } from "./assign.ts";
import { addNote } from "./note.ts";

/**
 * Writes the note and assigns; the event of the assignment bears the note. Throws ProblemError `not-found`, or `invalid` naming the field: an empty note,
 * somebody who does not exist or has left, whoever has it already.
 */
export function handOver(
  ctx: Context,
  conversationId: number,
  input: { assigneeId: number; note: string },
): { messageId: number; seq: number } {
  demand(ctx, "conversation.manage");
  if (input.note.trim() === "") throw new ProblemError("invalid", "Say what they need to know.", { field: "note" });
  return ctx.store.transaction(() => {
    const note = addNote(ctx, conversationId, input.note);
    assign(ctx, conversationId, input.assigneeId, note.messageId);
    return note;
  });
}
