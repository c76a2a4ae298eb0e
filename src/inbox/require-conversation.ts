/** The conversation that a verb is about. */
import { ProblemError } from "../domain/problem.ts";
import type { Context } from "../store/context.ts";
import { type Conversation, findConversation } from "../store/conversation-state.ts";

/** Throws ProblemError `not-found`. */
export function requireConversation(ctx: Context, id: number): Conversation {
  const found = findConversation(ctx.store, id);
  if (!found) throw new ProblemError("not-found", "There is no such conversation.");
  return found;
}
