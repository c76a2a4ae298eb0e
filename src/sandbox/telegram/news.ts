/** Who is told of what: turns each change into the updates of the bots that may see it. */
import { isShared, senderId, type BusinessConnection, type Message, type SharedRoom } from "./model.ts";
import { chatOf, connectionFor, connectionOf, messageOf, personOf, seconds, userOf } from "./wire.ts";
import type { BotLines, World } from "./world.ts";

/** A new or edited message. */
export function tellMessage(world: World, message: Message, change: "new" | "edited", echo = false): void {
  const { room, sender } = message;
  const prefix = change === "edited" ? "edited_" : "";
  if (room.kind === "dm") {
    const lines = world.bots.get(room.botId);
    if (senderId(sender) !== room.botId) lines?.updates.push(`${prefix}message`, messageOf(world, message));
    return;
  }
  if (room.kind === "business") {
    const connection = connectionFor(world, room);
    if (!connection?.enabled || (sender.kind === "forOwner" && !echo)) return;
    world.bots.get(connection.botId)?.updates.push(`${prefix}business_message`, messageOf(world, message));
    return;
  }
  const kind = room.kind === "channel" ? "channel_post" : "message";
  for (const lines of world.bots.values()) {
    // A forward into the discussion group is Telegram's own message, whoever wrote the post.
    const own = message.forwardedFrom === null && senderId(sender) === lines.bot.person.id;
    if (own || !world.isMember(room, lines.bot.person.id) || !visible(world, lines, room, message)) continue;
    lines.updates.push(`${prefix}${kind}`, messageOf(world, message));
  }
}

/** Privacy mode: commands, mentions and replies to the bot, and service messages. https://core.telegram.org/bots/features#privacy-mode */
function visible(world: World, { bot }: BotLines, room: SharedRoom, message: Message): boolean {
  const author = world.people.get(senderId(message.sender));
  if (author?.isBot && message.sender.kind === "person") return false;
  const sees = room.kind === "channel" || !bot.privacy || room.admins.has(bot.person.id) || message.service !== null;
  if (sees) return true;
  const replied = message.replyTo === null ? undefined : room.messages.get(message.replyTo);
  if (replied && senderId(replied.sender) === bot.person.id) return true;
  return message.entities.some((entity) => {
    const word = message.text.slice(entity.offset, entity.offset + entity.length).toLowerCase();
    const name = `@${bot.person.handle.toLowerCase()}`;
    if (entity.type === "mention") return word === name;
    return entity.type === "bot_command" && (!word.includes("@") || word.endsWith(name));
  });
}

/** Only business chats report that messages were deleted. */
export function tellDeleted(world: World, messages: Message[]): void {
  const room = messages[0]?.room;
  const connection = room ? connectionFor(world, room) : null;
  if (!room || !connection?.enabled) return;
  world.bots.get(connection.botId)?.updates.push("deleted_business_messages", {
    business_connection_id: connection.id,
    chat: chatOf(world, room),
    message_ids: messages.map((message) => message.id),
  });
}

/** In groups only an administrator is told; a bot's own reactions are told to nobody. */
export function tellReaction(world: World, message: Message, by: number, before: string | null, after: string | null) {
  const { room } = message;
  const person = personOf(world, by);
  if (person.isBot || room.kind === "business") return;
  const asTypes = (emoji: string | null) => (emoji === null ? [] : [{ type: "emoji", emoji }]);
  for (const { bot, updates } of world.bots.values()) {
    const sees = isShared(room) ? room.admins.has(bot.person.id) : room.botId === bot.person.id;
    if (!sees) continue;
    updates.push("message_reaction", {
      chat: chatOf(world, room),
      message_id: message.id,
      user: userOf(person),
      date: seconds(world.now()),
      old_reaction: asTypes(before),
      new_reaction: asTypes(after),
    });
  }
}

export function tellConnection(world: World, connection: BusinessConnection): void {
  world.bots.get(connection.botId)?.updates.push("business_connection", connectionOf(world, connection));
}

/** A person stopped or restarted the bot in their private chat. */
export function tellBlocked(world: World, botId: number, userId: number, blocked: boolean): void {
  const lines = world.bots.get(botId);
  if (!lines) return;
  const user = userOf(lines.bot.person);
  const member = { status: "member", user };
  const kicked = { status: "kicked", user, until_date: 0 };
  lines.updates.push("my_chat_member", {
    chat: chatOf(world, world.dm(botId, userId)),
    from: userOf(personOf(world, userId)),
    date: seconds(world.now()),
    old_chat_member: blocked ? member : kicked,
    new_chat_member: blocked ? kicked : member,
  });
}
