/** Who wrote a message, and whether that is us. */
import type { IdentitySnapshot } from "../../connector.ts";
import type { Chat, Message, User } from "./schema.ts";

/** Who we are while a batch is read. */
export interface Us {
  botId: number;
  /** The bot's user name, without @. */
  handle: string;
  /** Ids of colleagues, and of channels in whose name they write. */
  team: readonly string[];
}

export function person(user: User, us: Us): IdentitySnapshot {
  return {
    id: String(user.id),
    // A deleted account keeps its id and loses its name.
    name: [user.first_name, user.last_name].filter(Boolean).join(" ") || "Deleted account",
    handle: user.username ?? null,
    avatarUrl: null,
    url: user.username === undefined ? null : `https://t.me/${user.username}`,
    state: user.first_name === "" ? "deleted" : "active",
    isUs: user.id === us.botId || us.team.includes(String(user.id)),
  };
}

/** A group, or a channel, that speaks in its own name. */
export function chatAsAuthor(chat: Chat, isUs: boolean): IdentitySnapshot {
  return {
    id: String(chat.id),
    name: chat.title ?? "",
    handle: chat.username ?? null,
    avatarUrl: null,
    url: chat.username === undefined ? null : `https://t.me/${chat.username}`,
    isUs,
  };
}

/**
 * The author, from the message alone: an administrator who speaks as the group, a channel's posts and their forwards into the
 * discussion group, and the owner of a business account (in whose private chats the chat's id is the other person's) are ours.
 */
export function authorOf(message: Message, us: Us): IdentitySnapshot {
  const { chat, from, sender_chat: senderChat } = message;
  if (senderChat) {
    const ours = senderChat.id === chat.id || us.team.includes(String(senderChat.id));
    return chatAsAuthor(senderChat, ours || message.is_automatic_forward === true);
  }
  if (!from) return chatAsAuthor(chat, chat.type === "channel");
  const author = person(from, us);
  const owner = message.business_connection_id !== undefined && from.id !== chat.id;
  return owner ? { ...author, isUs: true } : author;
}

/** The other side of a private chat. */
export function chatPartner({ chat, from }: Message, us: Us): IdentitySnapshot {
  const known = from?.id === chat.id ? from : { ...chat, first_name: chat.first_name ?? "", is_bot: false };
  return person(known, us);
}
