/** Masks the secrets in what a platform tells, before anything of it is written. */
import type { ConnectorEvent, IdentitySnapshot, MessageSnapshot } from "../../../connectors/connector.ts";
import { maskText, maskWords } from "../../trust/mask.ts";

export interface MaskedSnapshot extends MessageSnapshot {
  /** What the masked spans of kind `undecided` stand for, by their `secret`. */
  undecided: string[];
}

export type MaskedEvent =
  | Exclude<ConnectorEvent, { type: "message.created" | "message.edited" }>
  | { type: "message.created" | "message.edited"; message: MaskedSnapshot };

/** Ids, times and addresses of the platform stay as they are. */
export function maskEvent(event: ConnectorEvent): MaskedEvent {
  switch (event.type) {
    case "message.created":
    case "message.edited":
      return { ...event, message: maskSnapshot(event.message) };
    case "identity.changed":
      return { ...event, identity: maskIdentity(event.identity) };
    case "reaction.added":
    case "reaction.removed":
      return { ...event, by: maskIdentity(event.by) };
    case "message.deleted":
    case "place.changed":
    case "places.changed":
    case "gap":
    // Masked where it is set aside, like every event that fails.
    case "poison":
      return event;
  }
}

function maskSnapshot(message: MessageSnapshot): MaskedSnapshot {
  const { place, author, person, direction, media } = message;
  // A broken snapshot fails where it is stored, and is masked where it is set aside.
  if (typeof message.text !== "string") return { ...message, undecided: [] };
  return {
    ...message,
    // What a hash in our own words is, the team knows.
    ...maskWords(message, direction === "outbound" ? "leaveUndecided" : "maskUndecided"),
    place: place.title === null ? place : { ...place, title: maskText(place.title) },
    author: maskIdentity(author),
    person: person && maskIdentity(person),
    media: media.map((item) => ({
      ...item,
      name: item.name === null ? null : maskText(item.name),
      alt: item.alt === null ? null : maskText(item.alt),
    })),
  };
}

function maskIdentity(identity: IdentitySnapshot): IdentitySnapshot {
  return { ...identity, name: maskText(identity.name) };
}
