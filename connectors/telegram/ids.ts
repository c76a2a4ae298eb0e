/** Remote ids of places and messages: how Telegram's numbers become the port's strings, and back. */
import type { Operation } from "../connector.ts";
import { ConnectorError } from "../errors.ts";

/** `chat`, `chat/topic`, or `chat@connection` for a business account's private chat. */
export interface PlaceRef {
  chatId: number;
  topicId: number | null;
  connectionId: string | null;
}

export interface MessageRef {
  chatId: number;
  messageId: number;
  connectionId: string | null;
}

export function placeId({ chatId, topicId, connectionId }: PlaceRef): string {
  return `${chatId}${topicId === null ? "" : `/${topicId}`}${connectionId === null ? "" : placeEnding(connectionId)}`;
}

/** How the ids of all chats of a business connection end. */
export const placeEnding = (connectionId: string): string => `@${connectionId}`;

/** Throws ConnectorError `permanent` for an id that this connector never made. */
export function parsePlaceId(id: string): PlaceRef {
  const [, chat, topic, connection] = /^(-?\d+)(?:\/(\d+))?(?:@(.+))?$/.exec(id) ?? [];
  if (chat === undefined) throw new ConnectorError("permanent", { code: "unknown-id", detail: id });
  return {
    chatId: Number(chat),
    topicId: topic === undefined ? null : Number(topic),
    connectionId: connection ?? null,
  };
}

/** Message ids are unique within a chat only, so the chat is part of ours. */
export function messageId(ref: MessageRef): string {
  return `${ref.chatId}:${ref.messageId}${ref.connectionId === null ? "" : `:${ref.connectionId}`}`;
}

/** Throws ConnectorError `permanent` for an id that this connector never made. */
export function parseMessageId(id: string): MessageRef {
  const [, chat, message, connection] = /^(-?\d+):(\d+)(?::(.+))?$/.exec(id) ?? [];
  if (chat === undefined) throw new ConnectorError("permanent", { code: "unknown-id", detail: id });
  return { chatId: Number(chat), messageId: Number(message), connectionId: connection ?? null };
}

/** Telegram counts per bot and per chat. https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
export function limitScopes(operation: Operation): string[] {
  return ["account", chatScope(parsePlaceId(operation.place.id).chatId)];
}

export const chatScope = (chatId: number): string => `chat:${chatId}`;
