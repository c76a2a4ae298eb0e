/** English: what happened between messages, going to one, notes and pictures; the same keys as Chinese, by type. */
import type { ConversationItem } from "../client/types.ts";
import type { ConversationWords } from "./words.ts";

const statusOf: Record<ConversationItem["status"], string> = {
  open: "reopened this",
  pending: "marked it as waiting for them",
  snoozed: "snoozed this",
  closed: "closed this",
  spam: "marked it as spam",
};
const targetOf: Record<string, string> = {
  firstResponse: "First response",
  nextResponse: "Response",
  resolution: "Resolution",
};

export const en: ConversationWords = {
  program: "Parley",
  somebody: "A colleague",
  status: (by, to, until) => (until === null ? `${by} ${statusOf[to]}` : `${by} snoozed this until ${until}`),
  cameBack: "Reopened by their message",
  woke: "Back from snooze",
  took: (by) => `${by} took this`,
  assigned: (by, to) => `${by} assigned this to ${to}`,
  unassigned: (by) => `${by} unassigned this`,
  labelled: (by, added, removed) =>
    `${by} ${[
      ...(added.length > 0 ? [`added ${added.join(", ")}`] : []),
      ...(removed.length > 0 ? [`removed ${removed.join(", ")}`] : []),
    ].join(", ")}`,
  priority: (by, to) => `${by} set priority to ${to.toLowerCase()}`,
  missed: (target) => `${targetOf[target] ?? "A"} target missed`,
  warned: (target) => `${targetOf[target] ?? "A"} target is close`,
  topic: (by) => `${by} changed the topic`,
  masked: "A secret was masked",
  revealed: (by) => `${by} looked at a sealed span`,
  ratingAsked: "Feedback was asked for",
  rated: "They gave feedback",
  happenedMore: (n) => `${n} more ${n === 1 ? "change" : "changes"}`,
  newHere: "New",
  seeking: "Looking for that message",
  notReached: "That message isn’t in this conversation, or it is too far back.",
  toQuoted: (name) => `Go to the message it answers: ${name}`,
  quotedGone: "The message it answers was deleted, or isn’t here",
  windowLeft: (time) => `${time} left to reply`,
  windowOver: "The time to reply is over",
  editNote: "Edit note",
  deleteNote: "Delete note",
  deleteNoteSure: "Delete for good",
  noteDeleted: (name) => `${name} deleted a note`,
  viewer: "Pictures and videos",
  previous: "Previous",
  next: "Next",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  download: "Download",
  ofMany: (at, of) => `${at} of ${of}`,
};
