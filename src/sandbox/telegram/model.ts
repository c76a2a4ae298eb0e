/** What the Telegram sandbox remembers: people, bots, rooms, messages, business connections. */

export interface Person {
  id: number;
  name: string;
  handle: string;
  role: "brand" | "staff" | "user";
  isBot: boolean;
  deactivated: boolean;
  /** Ids of those whom this person has blocked. */
  blocked: Set<number>;
}

export interface Bot {
  person: Person;
  token: string;
  /** Privacy mode: in groups it sees only what is addressed to it. */
  privacy: boolean;
}

interface RoomBase {
  /** The place id of the user's side. */
  key: string;
  /** The chat id that bots see; in a private chat the user's own id. */
  chatId: number;
  title: string;
  messages: Map<number, Message>;
  lastMessageId: number;
}

/** Between a person and a bot. */
interface BotRoom extends RoomBase {
  kind: "dm";
  userId: number;
  botId: number;
}

/** Between a person and a person-like account that a bot may serve. */
interface BusinessRoom extends RoomBase {
  kind: "business";
  userId: number;
  ownerId: number;
}

/** Of an administrator's rights those that matter here. https://core.telegram.org/bots/api#chatmemberadministrator */
export const RIGHTS = ["can_post_messages", "can_edit_messages", "can_delete_messages"] as const;
export type Right = (typeof RIGHTS)[number];

export interface SharedRoom extends RoomBase {
  kind: "group" | "supergroup" | "channel";
  /** Null: everybody. */
  members: Set<number> | null;
  /** Administrators, each with the rights that they lack. */
  admins: Map<number, ReadonlySet<Right>>;
  /** A public name, without @. */
  username: string | null;
  /** Topic titles by thread id; null where the room is no forum. */
  topics: Map<number, string> | null;
  /** The channel's discussion group, or the group's channel. */
  linkedChatId: number | null;
  migratedTo: number | null;
}

export type Room = BotRoom | BusinessRoom | SharedRoom;

export type Sender =
  | { kind: "person"; id: number }
  /** An administrator who speaks as the group. */
  | { kind: "anonymous"; id: number }
  /** A channel's post; `byId` wrote it. */
  | { kind: "channel"; chatId: number; byId: number }
  /** A bot that writes for a business account. */
  | { kind: "forOwner"; ownerId: number; botId: number };

export interface Entity {
  type: string;
  offset: number;
  length: number;
  url?: string;
}

export const FILE_KINDS = [
  "photo",
  "video",
  "animation",
  "audio",
  "voice",
  "document",
  "sticker",
  "video_note",
] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export interface StoredFile {
  fileId: string;
  uniqueId: string;
  kind: FileKind;
  name: string;
  mime: string;
  path: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export type Attachment =
  | { kind: "file"; file: StoredFile }
  | { kind: "location"; latitude: number; longitude: number }
  | { kind: "contact"; phoneNumber: string; firstName: string };

export interface Message {
  id: number;
  room: Room;
  sender: Sender;
  sentAt: number;
  editedAt: number | null;
  /** The caption, where there is a file. */
  text: string;
  entities: Entity[];
  attachment: Attachment | null;
  replyTo: number | null;
  /** A forum topic, or the comments under an automatic forward. */
  threadId: number | null;
  inTopic: boolean;
  groupId: string | null;
  forwardedFrom: { chatId: number; messageId: number; sentAt: number } | null;
  /** A service message's own fields. */
  service: Record<string, unknown> | null;
  /** Emoji by person. */
  reactions: Map<number, string>;
  deleted: boolean;
}

export interface BusinessConnection {
  id: string;
  ownerId: number;
  botId: number;
  connectedAt: number;
  enabled: boolean;
  rights: {
    can_reply: boolean;
    can_read_messages: boolean;
    can_delete_sent_messages: boolean;
    can_delete_all_messages: boolean;
  };
}

export const isShared = (room: Room): room is SharedRoom =>
  room.kind === "group" || room.kind === "supergroup" || room.kind === "channel";

/** Who is behind a message: the account that the platform shows, as a person's id. */
export function senderId(sender: Sender): number {
  if (sender.kind === "channel") return sender.byId;
  return sender.kind === "forOwner" ? sender.ownerId : sender.id;
}

/** Whether somebody is an administrator with that right. */
export const mayAsAdmin = (room: SharedRoom, personId: number, right: Right): boolean =>
  room.admins.get(personId)?.has(right) === false;
