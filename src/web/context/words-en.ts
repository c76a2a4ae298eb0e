/** English: the panel beside the conversation; the same keys as Chinese, by type. */
import type { ContextWords } from "./words.ts";

const targets: Record<string, string> = {
  firstResponse: "First reply",
  nextResponse: "Reply",
  resolution: "Resolution",
};
const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export const en: ContextWords = {
  firstSeen: "First seen",
  conversations: "Conversations",
  due: (target) => `${targets[target] ?? "Due"} due`,
  dueIn: (time) => `in ${time}`,
  overdue: (time) => `${time} late`,
  missed: (list) => `missed: ${list.map((one) => (targets[one] ?? one).toLowerCase()).join(", ")}`,
  missedWord: "Targets",
  joined: "merged",
  takeOut: (name) => `Take out ${name}`,
  takeOutHint: "Make this name a person of its own again",
  takenOut: (name) => `${name} is a person of their own again`,
  merge: "Merge with another person",
  mergeTitle: (name) => `Who else is ${name}?`,
  mergeFind: "Find by name or handle",
  mergeNobody: "Nobody else found",
  mergeFirst: "Write two letters or more",
  mergePreview: (name) => `Once merged, ${name} has:`,
  mergeIdentities: (n) => count(n, "identity", "identities"),
  mergeConversations: (n) => count(n, "conversation", "conversations"),
  mergeKept: "Conversations, messages and notes stay where they are. It can be undone.",
  mergeDo: "Merge",
  merged: (name) => `Merged with ${name}`,
  undo: "Undo",
  wroteLast: (at) => `wrote last ${at}`,
  history: "Earlier work",
  ended: { resolved: "Resolved", spam: "Spam", open: "In progress" },
  rating: (n) => `rated ${n}/5`,
  showAll: (n) => `Show all ${n}`,
  nothingBefore: "Nothing before this",
  notes: "Notes",
  noNotes: "No notes yet",
  labelFind: "Find or create a label",
  labelNew: (name) => `Create “${name}”`,
  labelList: "Labels",
};
