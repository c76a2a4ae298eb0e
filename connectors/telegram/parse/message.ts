/** One message of any chat as a snapshot, computed from the message alone. */
import { z } from "zod";
import type { IdentitySnapshot, MessageSnapshot, Place } from "../../connector.ts";
import { messageId, placeId } from "../ids.ts";
import { mediaOf } from "./media.ts";
import { authorOf, chatPartner, type Us } from "./people.ts";
import { Chat, Message } from "./schema.ts";
import { addressesBot, textOf } from "./text.ts";

/** `order` tells two edits within one second apart: the number of the update. */
export function snapshotOf(message: Message, given: Us, order = 0): MessageSnapshot {
  // A colleague who writes to the bot in private is a person like any other.
  const us = message.chat.type === "private" ? { ...given, team: [] } : given;
  const place = placeOf(message);
  const author = authorOf(message, us);
  const answered = answeredMessage(message);
  const { direction, person } = belonging(message, author, answered, us);
  const editedAt = message.edit_date === undefined ? null : message.edit_date * 1_000;
  const connectionId = message.business_connection_id ?? null;
  return {
    id: messageId({ chatId: message.chat.id, messageId: message.message_id, connectionId }),
    place,
    author,
    person,
    direction,
    origin: direction === "outbound" ? ownOrigin(message, us) : "platform",
    ...content(message),
    media: mediaOf(message),
    groupKey: message.media_group_id ?? null,
    inReplyTo: answered ? messageId({ chatId: answered.chat.id, messageId: answered.message_id, connectionId }) : null,
    url: messageUrl(message),
    sentAt: message.date * 1_000,
    editedAt,
    version: message.edit_date === undefined ? 0 : grown(message.edit_date, order),
    key: null,
    ...under(answered),
  };
}

const ForwardedPost = z.object({ type: z.literal("channel"), date: z.int(), chat: Chat, message_id: z.int() });

/** A comment answers the copy of the post that Telegram put into the discussion group. */
function under(answered: Message | null): Pick<MessageSnapshot, "under"> {
  const post = answered ? forwardedPost(answered) : null;
  return post ? { under: messageId({ chatId: post.chat.id, messageId: post.message_id, connectionId: null }) } : {};
}

/** The channel's post of which a message is the copy; null where it is none. */
export function forwardedPost(message: Message): Message | null {
  const origin = message.is_automatic_forward ? ForwardedPost.safeParse(message.forward_origin).data : undefined;
  if (!origin) return null;
  const { chat, message_id, date } = origin;
  const notItsOwn = { from: undefined, is_automatic_forward: undefined, message_thread_id: undefined };
  return { ...message, ...notItsOwn, reply_to_message: undefined, chat, message_id, date, sender_chat: chat };
}

/** Seconds and a number within them as one that grows. */
export const grown = (seconds: number, order: number): number => seconds * 1_000_000 + (order % 1_000_000);

/** The message that this one answers: not the service message to which everything in a topic points. */
export function answeredMessage(message: Message): Message | null {
  const parsed = Message.safeParse(message.reply_to_message);
  if (!parsed.success || parsed.data["forum_topic_created"] !== undefined) return null;
  // A reply into another chat keeps its own id space.
  const sameConnection = message.business_connection_id;
  return sameConnection === undefined ? parsed.data : { ...parsed.data, business_connection_id: sameConnection };
}

export function placeOf({ chat, message_thread_id: thread, is_topic_message: inTopic, ...rest }: Message): Place {
  const topicId = inTopic === true && thread !== undefined ? thread : null;
  return {
    id: placeId({ chatId: chat.id, topicId, connectionId: rest.business_connection_id ?? null }),
    kind: chat.type === "private" ? "direct" : "public",
    title: chat.title ?? null,
    url: chatUrl(chat),
  };
}

const chatUrl = (chat: Chat) => (chat.username === undefined ? null : `https://t.me/${chat.username}`);

/** Supergroups and channels have addresses that their members can open. */
export function messageUrl({ chat, message_id: id }: Pick<Message, "chat" | "message_id">): string | null {
  if (chat.type !== "supergroup" && chat.type !== "channel") return null;
  return `https://t.me/${chat.username ?? `c/${String(chat.id).replace(/^-100/, "")}`}/${id}`;
}

function belonging(
  message: Message,
  author: IdentitySnapshot,
  answered: Message | null,
  us: Us,
): { direction: MessageSnapshot["direction"]; person: IdentitySnapshot | null } {
  if (message.chat.type === "private") {
    return { direction: author.isUs ? "outbound" : "inbound", person: chatPartner(message, us) };
  }
  const answeredAuthor = answered ? authorOf(answered, us) : null;
  if (author.isUs) {
    return { direction: "outbound", person: answeredAuthor && !answeredAuthor.isUs ? answeredAuthor : null };
  }
  const words = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  const addressed = answeredAuthor?.isUs === true || addressesBot(words, entities, us.botId, us.handle);
  return { direction: addressed ? "inbound" : "ambient", person: author };
}

// A bot's words come from some program: ours, which knows them by their id, or another. The copy of a post is Telegram's work: it must not pass for the post.
function ownOrigin(message: Message, us: Us): MessageSnapshot["origin"] {
  if (message.is_automatic_forward) return "platform";
  return message.sender_business_bot || message.from?.id === us.botId ? "otherApp" : "native";
}

function content(message: Message): Pick<MessageSnapshot, "text" | "spans"> {
  const raw = message.text ?? message.caption;
  if (raw !== undefined) return textOf(raw, message.entities ?? message.caption_entities ?? []);
  if (message.poll) return { text: message.poll.question, spans: [] };
  return { text: message.dice?.emoji ?? "", spans: [] };
}
