/** What the desk's verbs need beside the store. */
import type { PlaceCapabilities } from "../../connectors/connector.ts";
import type { PlatformLookup } from "../delivery/platforms.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Context } from "../store/context.ts";
import { type Conversation, findConversation } from "../store/conversation-state.ts";
import type { MessageRow } from "../store/message-content.ts";

export interface Desk extends Context {
  readonly platforms: PlatformLookup;
}

/** What the platform can do where the conversation is. */
export function capabilitiesOf(desk: Desk, conversation: Conversation): PlaceCapabilities {
  const place = desk.store.q.placeById.get({ id: conversation.placeId });
  if (!place) throw new Error(`conversation ${conversation.id} lost its place`);
  return desk.platforms.capabilities(conversation.platform, { id: place.remoteId, kind: place.kind });
}

/** A message of a conversation that the platform can still change. Throws ProblemError `not-found`, `not-supported` or `conflict`. */
export function requireMessage(
  desk: Desk,
  messageId: number,
  operation: "edit" | "delete" | "react" | "hide",
): { message: MessageRow; conversation: Conversation; place: PlaceCapabilities } {
  const message = desk.store.q.messageById.get({ id: messageId });
  const conversation =
    message && message.conversationId !== null ? findConversation(desk.store, message.conversationId) : null;
  if (!message || !conversation) throw new ProblemError("not-found", "There is no such message in a conversation.");
  if (message.direction === "note")
    throw new ProblemError("not-supported", "A note stays as it was written; write another one.");
  if (message.deletedAt !== null) throw new ProblemError("conflict", "This message is deleted.");
  const place = capabilitiesOf(desk, conversation);
  if (!place.operations.includes(operation))
    throw new ProblemError("not-supported", `This platform does not let us ${operation} a message there.`);
  return { message, conversation, place };
}

/** Throws ProblemError `invalid`, saying by how much it is too long. */
export function refuseTooLong(place: PlaceCapabilities, text: string, limit: number): void {
  const over = place.measure(text) - limit;
  if (over > 0)
    throw new ProblemError("invalid", `The platform takes ${limit} characters; this is ${over} too long.`, {
      field: "text",
    });
}
