/** Turns messages into what is drawn: days, albums as one, newest last. Pure. */
import type { MessageItem } from "../client/types.ts";
import { sameDay } from "../i18n/dates.ts";

export type LogEntry =
  | { kind: "day"; key: string; at: string }
  | {
      kind: "message";
      key: string;
      /** The one that carries the words; the album's others add their media to it. */
      message: MessageItem;
      /** Follows its author's own message closely. */
      follows: boolean;
      /** Answers something other than what stands right above it, so that must be said. */
      quotes: boolean;
    };

const FOLLOW_MS = 2 * 60_000;

/** `messages` in reading order, oldest first. */
export function entriesOf(messages: readonly MessageItem[]): LogEntry[] {
  const entries: LogEntry[] = [];
  let previous: MessageItem | null = null;
  for (const message of albums(messages)) {
    if (previous === null || !sameDay(new Date(previous.sentAt), new Date(message.sentAt))) {
      entries.push({ kind: "day", key: `day ${message.sentAt.slice(0, 10)} ${message.id}`, at: message.sentAt });
    }
    const follows =
      previous !== null &&
      previous.direction === message.direction &&
      previous.author.id === message.author.id &&
      previous.automatic === message.automatic &&
      Date.parse(message.sentAt) - Date.parse(previous.sentAt) < FOLLOW_MS;
    const quotes = message.inReplyTo !== null && message.inReplyTo.id !== previous?.id;
    entries.push({ kind: "message", key: message.id, message, follows, quotes });
    previous = message;
  }
  return entries;
}

/** Joins the parts of an album that stand together: media of all, the words of the first that has any. */
function albums(messages: readonly MessageItem[]): MessageItem[] {
  const result: MessageItem[] = [];
  for (const message of messages) {
    const last = result.at(-1);
    const joins =
      last !== undefined &&
      message.groupKey !== null &&
      last.groupKey === message.groupKey &&
      last.deletedAt === null &&
      message.deletedAt === null &&
      last.author.id === message.author.id &&
      (last.text === "" || message.text === "");
    if (!joins) {
      result.push(message);
      continue;
    }
    const words = last.text === "" ? message : last;
    result[result.length - 1] = { ...words, media: [...last.media, ...message.media], sentAt: last.sentAt };
  }
  return result;
}
