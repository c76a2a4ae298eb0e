/** English: choosing several, and acting on them. */
import type { BulkWords } from "./words-zh.ts";

const conversations = (n: number) => `${n} ${n === 1 ? "conversation" : "conversations"}`;

export const en: BulkWords = {
  chosen: (n) => `${n} selected`,
  none: "Tap the conversations to select",
  allLoaded: (n) => `Select the ${n} loaded`,
  allMatching: (most) => `Select all that match (up to ${most})`,
  finding: "Looking for them",
  cancel: "Cancel selection",
  close: "Close",
  reopen: "Reopen",
  assign: "Assign",
  toMe: "To me",
  toNobody: "To nobody",
  snooze: "Snooze",
  more: "More actions",
  markRead: "Mark read",
  markUnread: "Mark unread",
  pending: "Waiting for them",
  spam: "Mark as spam",
  notSpam: "Not spam",
  priority: "Priority",
  addLabel: "Add label",
  removeLabel: "Remove label",
  noLabels: "No labels yet",
  undoLost: "Could not be undone",
  did: {
    closed: (n) => `Closed ${conversations(n)}`,
    open: (n) => `Reopened ${conversations(n)}`,
    pending: (n) => `${conversations(n)} wait for them`,
    snoozed: (n) => `Snoozed ${conversations(n)}`,
    spam: (n) => `Marked ${conversations(n)} as spam`,
    changed: (n) => `Changed ${conversations(n)}`,
  },
  nothing: "Nothing to change",
  undone: (n) => `Restored ${conversations(n)}`,
  changedSince: "changed by somebody since, left as it is",
  failed: (name, why) => `${name}: ${why}`,
  unsent: (n, why) => `The other ${n} were not changed: ${why}`,
};
