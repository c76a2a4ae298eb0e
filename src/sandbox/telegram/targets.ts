/** Finds what an API call is about, and refuses as the platform does where the bot may not. */
import { badRequest, forbidden } from "./errors.ts";
import { isShared, mayAsAdmin, senderId, type Bot, type BusinessConnection, type Message, type Room } from "./model.ts";
import type { World } from "./world.ts";

const BUSINESS_WINDOW_MS = 24 * 3_600_000;

export interface Target {
  room: Room;
  connection: BusinessConnection | null;
}

export function connectionById(world: World, bot: Bot, id: string): BusinessConnection {
  const connection = world.connections.get(id);
  if (!connection || connection.botId !== bot.person.id) throw badRequest("BUSINESS_CONNECTION_INVALID");
  return connection;
}

/** A chat that the bot may read. */
export function readable(world: World, bot: Bot, id: number | string): Room {
  const room = typeof id === "number" ? roomOf(world, bot, id) : world.named(id.slice(1));
  if (!room) throw badRequest("chat not found");
  if (isShared(room)) {
    if (room.migratedTo !== null) throw migrated(room.migratedTo);
    if (!world.isMember(room, bot.person.id)) throw forbidden(`bot is not a member of the ${room.kind} chat`);
  }
  return room;
}

const roomOf = (world: World, bot: Bot, id: number): Room | null =>
  id > 0 ? (world.rooms.get(`dm:${bot.person.id}:${id}`) ?? null) : world.shared(id);

const migrated = (to: number) => badRequest("group chat was upgraded to a supergroup chat", { migrate_to_chat_id: to });

/** A chat that the bot may write to. */
export function writable(world: World, bot: Bot, id: number | string, connectionId: string | undefined): Target {
  if (connectionId !== undefined) return businessTarget(world, bot, id, connectionId);
  if (typeof id === "number" && id > 0) return { room: personTarget(world, bot, id), connection: null };
  const room = readable(world, bot, id);
  if (room.kind === "channel" && !mayAsAdmin(room, bot.person.id, "can_post_messages")) {
    throw badRequest("need administrator rights in the channel chat");
  }
  return { room, connection: null };
}

function personTarget(world: World, bot: Bot, id: number): Room {
  const person = world.people.get(id);
  if (!person) throw badRequest("chat not found");
  if (person.isBot) throw forbidden("bot can't send messages to bots");
  if (person.deactivated) throw forbidden("user is deactivated");
  if (person.blocked.has(bot.person.id)) throw forbidden("bot was blocked by the user");
  const room = world.rooms.get(`dm:${bot.person.id}:${id}`);
  if (!room || ![...room.messages.values()].some((message) => senderId(message.sender) === id)) {
    throw forbidden("bot can't initiate conversation with a user");
  }
  return room;
}

/** https://core.telegram.org/bots/features#bots-for-business: chats with an incoming message in the last 24 hours. */
function businessTarget(world: World, bot: Bot, id: number | string, connectionId: string): Target {
  const connection = connectionById(world, bot, connectionId);
  if (!connection.enabled) throw badRequest("BUSINESS_CONNECTION_INVALID");
  if (!connection.rights.can_reply) throw badRequest("BUSINESS_CONNECTION_NOT_ALLOWED");
  const room = world.rooms.get(`business:${connection.ownerId}:${id}`);
  if (room?.kind !== "business") throw badRequest("BUSINESS_PEER_INVALID");
  const since = world.now() - BUSINESS_WINDOW_MS;
  const recent = [...room.messages.values()].some(
    (message) => senderId(message.sender) === room.userId && message.sentAt > since,
  );
  if (!recent) throw badRequest("BUSINESS_PEER_USAGE_MISSING");
  if (world.people.get(room.userId)?.blocked.has(room.ownerId)) throw forbidden("bot was blocked by the user");
  return { room, connection };
}

export function messageIn(room: Room, id: number, what: string): Message {
  const message = room.messages.get(id);
  if (!message || message.deleted) throw badRequest(what);
  return message;
}

/** The id of a message as the ledger names it. */
export function remoteId({ room, connection }: Target, messageId: number): string {
  return `${room.chatId}:${messageId}${connection ? `:${connection.id}` : ""}`;
}
