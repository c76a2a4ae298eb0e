/** Makes the snapshot of a Discord message: where it belongs, whom it addresses and what it says. Pure. */
import type { IdentitySnapshot, MessageSnapshot, Place } from "../../connector.ts";
import { messageRemoteId, messageUrl, placeUrl } from "../ids.ts";
import { parseMedia } from "./media.ts";
import { type ApiChannel, type ApiMessage, type ApiUser, isDirectType, isThreadType } from "./schemas.ts";
import { parseText } from "./text.ts";

export interface MessageContext {
  selfId: string;
  /** Roles of ours in the server: a mention of one is a mention of us. */
  ourRoles: readonly string[];
  channel: ApiChannel;
  guildId: string | null;
  /** Channels where everything is addressed to us. */
  watch: readonly string[];
  /** Whether the author is a colleague. */
  isTeam: boolean;
  channelName(id: string): string | null;
}

/** Ordinary messages, replies and answers to commands; the rest are notices of Discord. */
const SPOKEN = [0, 19, 20, 23];
/** The account that stands for everybody who deleted theirs. */
const DELETED_USER = "456226577798135808";

/** Null for notices, for words in a plain channel that do not concern us (unless `always`), and for context that says nothing. */
export function toSnapshot(message: ApiMessage, context: MessageContext, always = false): MessageSnapshot | null {
  if (!SPOKEN.includes(message.type)) return null;
  const { channel, selfId } = context;
  const direction = directionOf(message, context);
  const ours = direction === "outbound";
  const person = ours ? addressee(message, context) : toIdentity(message.author, false);
  if (!always && !concerns(message, context, direction, person)) return null;
  const author = toIdentity(message.author, ours);
  const said = wordsOf(message);
  const { text, spans } = parseText(said.content, {
    mentions: message.mentions,
    channel: (id) => context.channelName(id),
  });
  const media = parseMedia({ ...message, attachments: said.attachments, sticker_items: said.sticker_items });
  // Without the message content intent, what is not for us comes blank.
  if (!always && direction === "ambient" && text === "" && media.length === 0) return null;
  const editedAt = message.edited_timestamp ? Date.parse(message.edited_timestamp) : null;
  const reference = message.message_reference;
  return {
    id: messageRemoteId(channel.id, message.id),
    place: toPlace(channel, context.guildId),
    author,
    person,
    direction,
    origin: !ours ? "platform" : message.author.id === selfId ? "otherApp" : "native",
    text,
    spans,
    media,
    groupKey: null,
    inReplyTo:
      reference?.type === 0 && reference.message_id
        ? messageRemoteId(reference.channel_id ?? channel.id, reference.message_id)
        : null,
    url: messageUrl(context.guildId, channel.id, message.id),
    sentAt: Date.parse(message.timestamp),
    editedAt,
    version: editedAt ?? 0,
    key: message.author.id === selfId && typeof message.nonce === "string" ? message.nonce : null,
  };
}

/** In a plain channel people talk about anything: only what is said to us or by us counts there, and what colleagues answer. */
function concerns(
  message: ApiMessage,
  context: MessageContext,
  direction: MessageSnapshot["direction"],
  person: IdentitySnapshot | null,
): boolean {
  const { channel } = context;
  if (isDirectType(channel.type) || isThreadType(channel.type) || isWatched(context)) return true;
  if (direction === "inbound" || message.author.id === context.selfId) return true;
  return direction === "outbound" && person !== null;
}

function isWatched({ channel, watch }: MessageContext): boolean {
  return watch.includes(channel.id) || (channel.parent_id ? watch.includes(channel.parent_id) : false);
}

/** A forward's words are those that it carries. */
function wordsOf(message: ApiMessage) {
  const forwarded = message.message_snapshots[0]?.message;
  if (forwarded && message.content === "") return forwarded;
  const { content, attachments, sticker_items } = message;
  return { content: content || message.poll?.question.text || "", attachments, sticker_items };
}

function directionOf(message: ApiMessage, context: MessageContext): MessageSnapshot["direction"] {
  const { author } = message;
  if (author.id === context.selfId) return "outbound";
  if (isDirectType(context.channel.type)) return "inbound";
  if (context.isTeam) return "outbound";
  // Programs are never customers.
  if (author.bot || message.webhook_id !== undefined) return "ambient";
  const named =
    message.mentions.some((user) => user.id === context.selfId) ||
    message.mention_roles.some((role) => context.ourRoles.includes(role)) ||
    message.referenced_message?.author.id === context.selfId;
  return named || isWatched(context) ? "inbound" : "ambient";
}

/** Whom our own message answers: the other one of a direct channel, the author of what it replies to, or the only one it names. */
function addressee(message: ApiMessage, { channel, selfId }: MessageContext): IdentitySnapshot | null {
  const other = channel.recipients[0];
  if (isDirectType(channel.type)) return other ? toIdentity(other, false) : null;
  const answered = message.referenced_message?.author;
  if (answered && answered.id !== selfId && answered.id !== message.author.id) return toIdentity(answered, false);
  const named = message.mentions.filter((user) => user.id !== selfId && !user.bot && user.id !== message.author.id);
  return named.length === 1 && named[0] ? toIdentity(named[0], false) : null;
}

export function toPlace(channel: ApiChannel, guildId: string | null): Place {
  if (isDirectType(channel.type))
    return { id: channel.id, kind: "direct", title: null, url: placeUrl(null, channel.id) };
  const title = channel.name ? (isThreadType(channel.type) ? channel.name : `#${channel.name}`) : null;
  return { id: channel.id, kind: "public", title, url: placeUrl(guildId, channel.id) };
}

export function toIdentity(user: ApiUser, isUs: boolean): IdentitySnapshot {
  return {
    id: user.id,
    name: user.global_name ?? user.username,
    handle: user.username,
    avatarUrl: user.avatar ? `https://cdn.discordapp.com/avatars/${user.id}/${user.avatar}.webp?size=128` : null,
    url: `https://discord.com/users/${user.id}`,
    isUs,
    ...(user.id === DELETED_USER ? { state: "deleted" as const } : {}),
  };
}
