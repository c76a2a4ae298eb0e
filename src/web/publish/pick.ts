/** Which messages of a conversation can become a public answer, and which are chosen at first. Pure. */
import type { MessageItem } from "../client/types.ts";

/** The asker's words and ours that were really said; nobody else's, no notes, nothing automatic. */
export function isPickable(message: MessageItem): boolean {
  if (message.deletedAt !== null || message.text.trim() === "" || message.automatic !== null) return false;
  if (message.direction === "inbound") return true;
  return message.direction === "outbound" && (message.delivery === null || message.delivery.state === "sent");
}

export function roleOf(message: MessageItem): "question" | "answer" {
  return message.direction === "outbound" ? "answer" : "question";
}

/** The last answer, what was asked right before it, and nothing where nothing was answered yet. */
export function firstPick(messages: readonly MessageItem[]): string[] {
  const last = messages.findLastIndex((message) => roleOf(message) === "answer");
  if (last === -1) return [];
  const answers = runBefore(messages, last + 1, "answer");
  const questions = runBefore(messages, last + 1 - answers.length, "question");
  return [...questions, ...answers].map(({ id }) => id);
}

/** The unbroken run of one role that ends before `end`. */
function runBefore(messages: readonly MessageItem[], end: number, role: "question" | "answer"): MessageItem[] {
  let from = end;
  while (from > 0) {
    const before = messages[from - 1];
    if (!before || roleOf(before) !== role) break;
    from -= 1;
  }
  return messages.slice(from, end);
}
