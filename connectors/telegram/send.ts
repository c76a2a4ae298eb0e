/** Writes to Telegram: exactly one visible message, edit, deletion or reaction a call. */
import { z } from "zod";
import type { Operation, Performed } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import type { Api } from "./api.ts";
import { movedTo } from "./errors.ts";
import { chatScope, messageId, parseMessageId, parsePlaceId, type PlaceRef } from "./ids.ts";
import { outgoing, type Outgoing } from "./outgoing.ts";
import { messageUrl } from "./parse/message.ts";
import { Chat } from "./parse/schema.ts";

const Sent = z.object({ message_id: z.int(), date: z.int(), chat: Chat });
/** An album is several messages; its first stands for it. */
const SentResult = z.union([Sent.transform((one) => [one] as const), z.tuple([Sent], Sent)]);

/** Rejects with ConnectorError. A send of unknown outcome cannot be settled by machine: Telegram has no key and no history. */
export async function perform(api: Api, operation: Operation, signal: AbortSignal): Promise<Performed> {
  switch (operation.kind) {
    case "reply":
    case "message":
      return send(api, operation, signal);
    case "edit":
      return edit(api, operation, signal);
    case "delete":
      return remove(api, operation, signal);
    case "react":
      return react(api, operation, signal);
    case "createThread":
      return begin(api, operation, signal);
    case "hide":
      throw new ConnectorError("permanent", { code: "not-supported" });
  }
}

class Moved extends Error {
  readonly chatId: number;
  constructor(chatId: number) {
    super("the group became a supergroup");
    this.chatId = chatId;
  }
}

async function send(api: Api, operation: Outgoing, signal: AbortSignal): Promise<Performed> {
  const place = parsePlaceId(operation.place.id);
  const message = await outgoing(operation);
  const attempt = async (to: PlaceRef, instead: (error: unknown) => void): Promise<Performed> => {
    const { method, payload } = message(to);
    const scope = chatScope(place.chatId);
    const [sent, ...others] = await api.call(method, payload, SentResult, { signal, write: true, scope, instead });
    const idOf = (one: z.infer<typeof Sent>) =>
      messageId({ chatId: one.chat.id, messageId: one.message_id, connectionId: to.connectionId });
    const also = others.length > 0 ? { also: others.map(idOf) } : {};
    return { id: idOf(sent), ...also, url: messageUrl(sent), sentAt: sent.date * 1_000 };
  };
  try {
    return await attempt(place, throwIfMoved);
  } catch (error) {
    if (!(error instanceof Moved)) throw error;
    // The refusal names the new chat, so the first attempt was certainly not applied. Its messages do not come along.
    return attempt({ ...place, chatId: error.chatId, topicId: null }, () => {});
  }
}

/** A channel's post. What people say under it stands in the channel's discussion group, so no place comes of it. */
async function begin(api: Api, { place, text }: Change<"createThread">, signal: AbortSignal): Promise<Performed> {
  const { chatId } = parsePlaceId(place.id);
  const options = { signal, write: true, scope: chatScope(chatId), instead: refuseIfMoved };
  const sent = await api.call("sendMessage", { chat_id: chatId, text }, Sent, options);
  const id = messageId({ chatId: sent.chat.id, messageId: sent.message_id, connectionId: null });
  return { id, url: messageUrl(sent), sentAt: sent.date * 1_000 };
}

function throwIfMoved(error: unknown): void {
  const chatId = movedTo(error);
  if (chatId !== null) throw new Moved(chatId);
}

// Message numbers mean something else in the new chat: an edit there would change another message.
function refuseIfMoved(error: unknown): void {
  if (movedTo(error) !== null) throw new ConnectorError("permanent", { code: "place-moved" });
}

type Change<K extends Operation["kind"]> = Extract<Operation, { kind: K }>;

const done = (id: string | null): Performed => ({ id, url: null, sentAt: null });

async function edit(api: Api, operation: Change<"edit">, signal: AbortSignal): Promise<Performed> {
  const { chatId, messageId: number, connectionId } = parseMessageId(operation.messageId);
  const base = { chat_id: chatId, message_id: number, ...business(connectionId) };
  const options = { signal, write: true, scope: chatScope(chatId), instead: refuseIfMoved };
  const text = async () => api.call("editMessageText", { ...base, text: operation.text }, z.unknown(), options);
  const caption = async () =>
    api.call("editMessageCaption", { ...base, caption: operation.text }, z.unknown(), options);
  // Whether the words are a caption is known only once the platform refuses, certainly without effect.
  await orElse(text(), { "not-modified": async () => {}, "no-text-to-edit": caption });
  return done(operation.messageId);
}

async function remove(api: Api, operation: Change<"delete">, signal: AbortSignal): Promise<Performed> {
  const { chatId, messageId: number, connectionId } = parseMessageId(operation.messageId);
  // To delete twice is harmless, so a lost answer is no unknown outcome, which nobody could ever settle here.
  const options = { signal, write: false, scope: chatScope(chatId), instead: refuseIfMoved };
  const numbers = [number, ...(operation.also ?? []).map((id) => parseMessageId(id).messageId)];
  const [method, payload] =
    connectionId !== null
      ? ["deleteBusinessMessages", { ...business(connectionId), message_ids: numbers }]
      : numbers.length > 1
        ? ["deleteMessages", { chat_id: chatId, message_ids: numbers }]
        : ["deleteMessage", { chat_id: chatId, message_id: number }];
  const call = api.call(method, payload, z.unknown(), options);
  // Gone already is what was wanted.
  await orElse(call, { "message-gone": async () => {} });
  return done(null);
}

async function react(api: Api, operation: Change<"react">, signal: AbortSignal): Promise<Performed> {
  const { chatId, messageId: number, connectionId } = parseMessageId(operation.messageId);
  if (connectionId !== null) throw new ConnectorError("permanent", { code: "not-supported" });
  // The platform's list has no variation selectors.
  const emoji = operation.emoji.replaceAll("\uFE0F", "");
  const reaction = operation.remove ? [] : [{ type: "emoji", emoji }];
  await api.call("setMessageReaction", { chat_id: chatId, message_id: number, reaction }, z.unknown(), {
    signal,
    write: true,
    scope: chatScope(chatId),
    instead: refuseIfMoved,
  });
  return done(null);
}

const business = (connectionId: string | null) =>
  connectionId === null ? {} : { business_connection_id: connectionId };

async function orElse(call: Promise<unknown>, otherwise: Record<string, () => Promise<unknown>>): Promise<void> {
  try {
    await call;
  } catch (error) {
    const next = error instanceof ConnectorError && error.kind === "permanent" ? otherwise[error.code] : undefined;
    if (!next) throw error;
    await orElse(next(), { "not-modified": async () => {} });
  }
}
