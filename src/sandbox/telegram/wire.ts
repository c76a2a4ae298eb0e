/** Sandbox state as the Bot API's objects. https://core.telegram.org/bots/api#available-types */
import {
  isShared,
  type Attachment,
  type Bot,
  type BusinessConnection,
  type Message,
  type Person,
  type Room,
  type StoredFile,
} from "./model.ts";
import type { World } from "./world.ts";

type Json = Record<string, unknown>;

/** Telegram's own account, in whose name a channel's posts reach the discussion group. */
const TELEGRAM = { id: 777_000, is_bot: false, first_name: "Telegram" };
const ANONYMOUS = { id: 1_087_968_824, is_bot: true, first_name: "Group", username: "GroupAnonymousBot" };

export const seconds = (ms: number) => Math.floor(ms / 1_000);

export function userOf(person: Person): Json {
  const [first = "", ...rest] = person.deactivated ? [""] : person.name.split(" ");
  return {
    id: person.id,
    is_bot: person.isBot,
    first_name: first,
    ...(rest.length > 0 ? { last_name: rest.join(" ") } : {}),
    ...(person.handle && !person.deactivated ? { username: person.handle } : {}),
  };
}

/** getMe adds what only the bot itself is told. */
export function meOf(bot: Bot): Json {
  return {
    ...userOf(bot.person),
    can_join_groups: true,
    can_read_all_group_messages: !bot.privacy,
    supports_inline_queries: false,
    can_connect_to_business: true,
    has_main_web_app: false,
  };
}

export function chatOf(world: World, room: Room): Json {
  if (isShared(room)) {
    return {
      id: room.chatId,
      type: room.kind,
      title: room.title,
      ...(room.username === null ? {} : { username: room.username }),
      ...(room.topics ? { is_forum: true } : {}),
    };
  }
  const user = world.people.get(room.userId);
  const { id, first_name, last_name, username } = user ? userOf(user) : { id: room.userId, first_name: "" };
  return { id, type: "private", first_name, ...(last_name ? { last_name } : {}), ...(username ? { username } : {}) };
}

export function connectionOf(world: World, connection: BusinessConnection): Json {
  return {
    id: connection.id,
    user: userOf(personOf(world, connection.ownerId)),
    user_chat_id: connection.ownerId,
    date: seconds(connection.connectedAt),
    rights: rightsOf(connection),
    is_enabled: connection.enabled,
  };
}

/** Rights are True or absent. */
const rightsOf = (connection: BusinessConnection) =>
  Object.fromEntries(Object.entries(connection.rights).filter(([, granted]) => granted));

export function connectionFor(world: World, room: Room, botId?: number): BusinessConnection | null {
  if (room.kind !== "business") return null;
  const found = [...world.connections.values()].find(
    (connection) => connection.ownerId === room.ownerId && (botId === undefined || connection.botId === botId),
  );
  return found ?? null;
}

/** `nested`: as `reply_to_message`, which holds no further reply. */
export function messageOf(world: World, message: Message, nested = false): Json {
  const { room } = message;
  const replied = nested ? null : repliedTo(message);
  const connection = connectionFor(world, room);
  return {
    message_id: message.id,
    ...senderOf(world, message),
    chat: chatOf(world, room),
    date: seconds(message.sentAt),
    ...(connection ? { business_connection_id: connection.id } : {}),
    ...(message.threadId === null ? {} : { message_thread_id: message.threadId }),
    ...(message.inTopic ? { is_topic_message: true } : {}),
    ...(replied ? { reply_to_message: messageOf(world, replied, true) } : {}),
    ...(message.editedAt === null ? {} : { edit_date: seconds(message.editedAt) }),
    ...(message.groupId === null ? {} : { media_group_id: message.groupId }),
    ...forwardOf(world, message),
    ...contentOf(message),
    ...message.service,
  };
}

// In a topic a message that answers nothing still points at the service message that opened the topic.
function repliedTo(message: Message): Message | null {
  const id = message.replyTo ?? (message.inTopic ? message.threadId : null);
  const replied = id === null ? undefined : message.room.messages.get(id);
  return replied && !replied.deleted && replied !== message ? replied : null;
}

function senderOf(world: World, { sender, room }: Message): Json {
  switch (sender.kind) {
    case "person":
      return { from: userOf(personOf(world, sender.id)) };
    case "anonymous":
      return { from: ANONYMOUS, sender_chat: chatOf(world, room) };
    case "forOwner":
      return {
        from: userOf(personOf(world, sender.ownerId)),
        sender_business_bot: userOf(personOf(world, sender.botId)),
      };
    case "channel": {
      const channel = world.shared(sender.chatId) ?? room;
      return { ...(room === channel ? {} : { from: TELEGRAM }), sender_chat: chatOf(world, channel) };
    }
  }
}

function forwardOf(world: World, { forwardedFrom }: Message): Json {
  const channel = forwardedFrom ? world.shared(forwardedFrom.chatId) : null;
  if (!forwardedFrom || !channel) return {};
  return {
    is_automatic_forward: true,
    forward_origin: {
      type: "channel",
      date: seconds(forwardedFrom.sentAt),
      chat: chatOf(world, channel),
      message_id: forwardedFrom.messageId,
    },
  };
}

function contentOf({ text, entities, attachment }: Message): Json {
  if (!attachment) return text ? { text, ...(entities.length > 0 ? { entities } : {}) } : {};
  const caption = text ? { caption: text, ...(entities.length > 0 ? { caption_entities: entities } : {}) } : {};
  return { ...attachmentOf(attachment), ...caption };
}

function attachmentOf(attachment: Attachment): Json {
  switch (attachment.kind) {
    case "location":
      return { location: { latitude: attachment.latitude, longitude: attachment.longitude } };
    case "contact":
      return { contact: { phone_number: attachment.phoneNumber, first_name: attachment.firstName } };
    case "file":
      return fileContentOf(attachment.file);
  }
}

function fileContentOf(file: StoredFile): Json {
  const base = { file_id: file.fileId, file_unique_id: file.uniqueId, file_size: file.bytes.length };
  const named = { ...base, file_name: file.name, mime_type: file.mime };
  switch (file.kind) {
    case "photo":
      return {
        photo: [
          { ...base, file_id: `${file.fileId}-s`, file_unique_id: `${file.uniqueId}s`, width: 90, height: 67 },
          { ...base, width: 800, height: 600 },
        ],
      };
    case "video":
      return { video: { ...named, width: 640, height: 480, duration: 3 } };
    case "animation":
      return { animation: { ...named, width: 320, height: 240, duration: 2 }, document: named };
    case "audio":
      return { audio: { ...named, duration: 30 } };
    case "voice":
      return { voice: { ...base, mime_type: file.mime, duration: 4 } };
    case "document":
      return { document: named };
    case "sticker":
      return {
        sticker: {
          ...base,
          type: "regular",
          width: 512,
          height: 512,
          is_animated: false,
          is_video: false,
          emoji: "👍",
        },
      };
    case "video_note":
      return { video_note: { ...base, length: 240, duration: 5 } };
  }
}

export function personOf(world: World, id: number): Person {
  const person = world.people.get(id);
  if (!person) throw new Error(`no person ${id}`);
  return person;
}
