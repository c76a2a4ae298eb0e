/** Turns messages, and what happened between them, into what is drawn: days, albums as one, newest last. Pure. */
import type { ActivityItem, MessageItem } from "../client/types.ts";
import { sameDay } from "../i18n/dates.ts";

export type LogEntry =
  | { kind: "day"; key: string; at: string }
  | { kind: "new"; key: string }
  | { kind: "happened"; key: string; items: ActivityItem[] }
  | {
      kind: "message";
      key: string;
      /** The one that carries the words; the album's others add their media to it. */
      message: MessageItem;
      /** All that it stands for: the parts of an album. */
      ids: string[];
      /** Follows its author's own message closely. */
      follows: boolean;
      /** Answers something other than what stands right above it, so that must be said. */
      quotes: boolean;
    };

const FOLLOW_MS = 2 * 60_000;

/** `messages` and `activity` oldest first; `newFrom` is the first message that nobody had read. */
export function entriesOf(
  messages: readonly MessageItem[],
  activity: readonly ActivityItem[] = [],
  newFrom: string | null = null,
): LogEntry[] {
  const entries: LogEntry[] = [];
  let previous: MessageItem | null = null;
  let dayAt: string | null = null;
  let next = 0;
  const happenedUntil = (at: string | null) => {
    const from = next;
    const later = at === null ? -1 : activity.findIndex((one, index) => index >= from && one.at >= at);
    next = later === -1 ? activity.length : later;
    const items = activity.slice(from, next);
    if (items[0]) entries.push({ kind: "happened", key: `happened ${items[0].seq}`, items });
  };
  for (const { message, ids } of albums(messages)) {
    const before = entries.length;
    happenedUntil(message.sentAt);
    const interrupted = entries.length > before;
    if (dayAt === null || !sameDay(new Date(dayAt), new Date(message.sentAt))) {
      entries.push({ kind: "day", key: `day ${message.sentAt.slice(0, 10)} ${message.id}`, at: message.sentAt });
      dayAt = message.sentAt;
    }
    const isNew = newFrom !== null && ids.includes(newFrom);
    if (isNew) entries.push({ kind: "new", key: "new" });
    const follows =
      previous !== null &&
      !interrupted &&
      !isNew &&
      previous.direction === message.direction &&
      previous.author.id === message.author.id &&
      previous.automatic === message.automatic &&
      Date.parse(message.sentAt) - Date.parse(previous.sentAt) < FOLLOW_MS;
    const quotes = message.inReplyTo !== null && message.inReplyTo.id !== previous?.id;
    entries.push({ kind: "message", key: message.id, message, ids, follows, quotes });
    previous = message;
  }
  happenedUntil(null);
  return entries;
}

/** The first of the newest `unread` messages of the person; null where there are none, or not all of them are here. */
export function firstUnread(messages: readonly MessageItem[], unread: number): string | null {
  if (unread === 0) return null;
  return messages.filter(({ direction }) => direction === "inbound").at(-unread)?.id ?? null;
}

/** Joins the parts of an album that stand together: media of all, the words of the first that has any. */
function albums(messages: readonly MessageItem[]): { message: MessageItem; ids: string[] }[] {
  const result: { message: MessageItem; ids: string[] }[] = [];
  for (const message of messages) {
    const last = result.at(-1);
    const joins =
      last !== undefined &&
      message.groupKey !== null &&
      last.message.groupKey === message.groupKey &&
      last.message.deletedAt === null &&
      message.deletedAt === null &&
      last.message.author.id === message.author.id &&
      (last.message.text === "" || message.text === "");
    if (!joins) {
      result.push({ message, ids: [message.id] });
      continue;
    }
    const words = last.message.text === "" ? message : last.message;
    last.ids.push(message.id);
    last.message = { ...words, media: [...last.message.media, ...message.media], sentAt: last.message.sentAt };
  }
  return result;
}
