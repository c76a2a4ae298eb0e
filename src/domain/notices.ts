/** What a colleague may be told of, and what they are told of by default. */

export const NOTICE_KINDS = [
  /** A conversation was given to them, by a person or in turn. */
  "assigned",
  /** The same, with a note. */
  "handedOver",
  "mentioned",
  /** Somebody whose conversation is theirs wrote. */
  "answered",
  /** A reply of theirs that was held was let out, or turned down. */
  "approved",
  "rejected",
  "slaWarning",
  "slaMissed",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Switches of one person. */
export interface NoticeSettings {
  assigned: boolean;
  mentioned: boolean;
  answered: boolean;
  decided: boolean;
  sla: boolean;
  /** The browser's own notifications; it asks for permission besides. */
  browser: boolean;
  /** Whether those show what users wrote: else only who and what kind. */
  words: boolean;
  sound: boolean;
}

export const DEFAULT_NOTICES: NoticeSettings = {
  assigned: true,
  mentioned: true,
  answered: true,
  decided: true,
  sla: true,
  browser: false,
  words: false,
  sound: false,
};

/** The switch that decides about a kind. */
export const SWITCH_OF: Record<NoticeKind, "assigned" | "mentioned" | "answered" | "decided" | "sla"> = {
  assigned: "assigned",
  handedOver: "assigned",
  mentioned: "mentioned",
  answered: "answered",
  approved: "decided",
  rejected: "decided",
  slaWarning: "sla",
  slaMissed: "sla",
};
