/** The words for the state of a conversation, a delivery, a person. */

/** `pending` waits for the person. */
export const CONVERSATION_STATUSES = ["open", "pending", "snoozed", "closed", "spam"] as const;
export type ConversationStatus = (typeof CONVERSATION_STATUSES)[number];

export const PRIORITIES = ["low", "normal", "high", "urgent"] as const;
export type Priority = (typeof PRIORITIES)[number];

/** What a person may expect of us within a time. */
export const SLA_TARGETS = ["firstResponse", "nextResponse", "resolution"] as const;
export type SlaTarget = (typeof SLA_TARGETS)[number];

/** What a delivery does on the platform: the first two send a message, the others change one. */
export const DELIVERY_KINDS = ["reply", "message", "edit", "delete", "react", "hide", "createThread"] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

export const DELIVERY_STATES = [
  "held",
  "scheduled",
  "queued",
  "sending",
  "sent",
  "failed",
  "unknown",
  "cancelled",
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** `context`: somebody else's words in the same place, for reading only. */
export const DIRECTIONS = ["inbound", "outbound", "note", "context"] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const ORIGINS = ["platform", "parley", "native", "otherApp", "history"] as const;

/** Texts that nobody wrote for the occasion: they are no answer of the team. */
export const AUTOMATIC = ["safetyText", "satisfaction", "rule", "consent"] as const;
export type Automatic = (typeof AUTOMATIC)[number];

/** What is written goes to everybody, to one person, or stays with the team. */
export const DRAFT_MODES = ["public", "private", "note"] as const;
export type DraftMode = (typeof DRAFT_MODES)[number];

export const ROLES = ["agent", "lead", "admin"] as const;
export type Role = (typeof ROLES)[number];
