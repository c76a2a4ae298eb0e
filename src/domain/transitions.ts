/** The whole life of a conversation in one table: what becomes of each status when something happens. */
import type { ConversationStatus } from "./status.ts";

export const TRIGGERS = [
  "personWrote",
  "weAnswered",
  "agentOpened",
  "agentPended",
  "agentSnoozed",
  "agentClosed",
  "agentMarkedSpam",
  "timerDue",
] as const;
export type Trigger = (typeof TRIGGERS)[number];

const TABLE: Record<Trigger, Record<ConversationStatus, ConversationStatus>> = {
  // Spam stays spam until a person says otherwise; everything else deserves a look.
  personWrote: { open: "open", pending: "open", snoozed: "open", closed: "open", spam: "spam" },
  // An answer after the close (a late part, a colleague in the platform's own app) opens nothing again.
  weAnswered: { open: "pending", pending: "pending", snoozed: "pending", closed: "closed", spam: "spam" },
  agentOpened: { open: "open", pending: "open", snoozed: "open", closed: "open", spam: "open" },
  agentPended: { open: "pending", pending: "pending", snoozed: "pending", closed: "pending", spam: "pending" },
  agentSnoozed: { open: "snoozed", pending: "snoozed", snoozed: "snoozed", closed: "snoozed", spam: "snoozed" },
  agentClosed: { open: "closed", pending: "closed", snoozed: "closed", closed: "closed", spam: "closed" },
  agentMarkedSpam: { open: "spam", pending: "spam", snoozed: "spam", closed: "spam", spam: "spam" },
  timerDue: { open: "open", pending: "pending", snoozed: "open", closed: "closed", spam: "spam" },
};

/** The status after the trigger; the same one where it changes nothing. */
export function nextStatus(status: ConversationStatus, trigger: Trigger): ConversationStatus {
  return TABLE[trigger][status];
}

/** The trigger by which a person of the team brings about a status. */
export const AGENT_TRIGGERS: Record<ConversationStatus, Trigger> = {
  open: "agentOpened",
  pending: "agentPended",
  snoozed: "agentSnoozed",
  closed: "agentClosed",
  spam: "agentMarkedSpam",
};

/** Whether work on the conversation has ended: its episode is closed. */
export function isEnded(status: ConversationStatus): boolean {
  return status === "closed" || status === "spam";
}
