/** What a batch of live events asks the screen to read again; many events on one thing ask once. Pure. */
import type { LiveEvent } from "../client/types.ts";

export interface Plan {
  /** Conversations of which anything changed. */
  conversations: Set<string>;
  /** Conversations of which messages changed, with the messages, where the event names them. */
  messages: Map<string, Set<string>>;
  counts: boolean;
  accounts: boolean;
  /** Who is of the team, or how they come in. */
  people: boolean;
  /** First part of every event's type: `job`, `webhook`, `settings`. */
  kinds: Set<string>;
  /** The whole inbox was paused or resumed. */
  paused: boolean;
  /** True: events may have been missed, everything on the screen is read again. */
  everything: boolean;
}

const MESSAGE_EVENT = /^(message|delivery|reaction|media|note|attachment|upload)\./;
const ACCOUNT_EVENT = /^(account|app|gap|poison)\./;
const PEOPLE_EVENT = /^(person|invitation|link|session|factor|password|token)\./;
const PAUSE_EVENT = /^system\.(paused|resumed)$/;

export function emptyPlan(): Plan {
  return {
    conversations: new Set(),
    messages: new Map(),
    counts: false,
    accounts: false,
    people: false,
    kinds: new Set(),
    paused: false,
    everything: false,
  };
}

/** Adds one event to the plan. */
export function addEvent(plan: Plan, event: LiveEvent): void {
  plan.kinds.add(event.type.split(".", 1)[0] ?? "");
  if (ACCOUNT_EVENT.test(event.type)) plan.accounts = true;
  if (PEOPLE_EVENT.test(event.type)) plan.people = true;
  if (PAUSE_EVENT.test(event.type)) plan.paused = true;
  if (event.conversationId === null) return;
  plan.counts = true;
  plan.conversations.add(event.conversationId);
  const erased = event.type === "conversation.erased";
  if (!MESSAGE_EVENT.test(event.type) && event.messageId === null && !erased) return;
  const known = plan.messages.get(event.conversationId) ?? new Set<string>();
  // On no page, so that every page is read again.
  if (erased) known.add("erased");
  if (event.messageId !== null) known.add(event.messageId);
  plan.messages.set(event.conversationId, known);
}

export function isEmpty(plan: Plan): boolean {
  return plan.kinds.size === 0 && !plan.everything;
}
