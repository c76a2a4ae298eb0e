/** What the sandbox's Discord holds: people, one server with its channels, direct channels, threads, messages and files. */
import type { Permission } from "./permissions.ts";
import { snowflakes } from "./snowflakes.ts";

export interface User {
  id: string;
  username: string;
  globalName: string;
  bot: boolean;
  role: "brand" | "staff" | "user";
  /** Closed: the bot's direct messages are refused with 50007. */
  dmsClosed: boolean;
  roles: string[];
}

export interface Tag {
  id: string;
  name: string;
}

/** Discord's channel types: 0 text, 1 direct, 11 public thread, 15 forum. */
export interface Channel {
  id: string;
  type: 0 | 1 | 11 | 15;
  name: string;
  /** The channel a thread is in. */
  parentId: string | null;
  /** Who opened a thread. */
  ownerId: string | null;
  /** The person of a direct channel. */
  recipientId: string | null;
  tags: Tag[];
  appliedTags: string[];
  locked: boolean;
  archived: boolean;
  /** False: the bot can neither see nor write there. */
  botMayRead: boolean;
  botMayWrite: boolean;
  /** What else the bot may not do there. */
  botLacks: Permission[];
  /** Of a forum: whether a post must bear a tag. */
  requiresTag: boolean;
}

export interface Attachment {
  id: string;
  name: string;
  mime: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface Message {
  id: string;
  channelId: string;
  authorId: string;
  content: string;
  attachments: Attachment[];
  /** Message answered, null for none. */
  replyTo: string | null;
  mentions: string[];
  mentionRoles: string[];
  reactions: { emoji: string; by: string }[];
  nonce: string | number | null;
  flags: number;
  sentAt: number;
  editedAt: number | null;
  deleted: boolean;
  /** A thread that hangs under it. */
  threadId: string | null;
}

export interface World {
  nextId(): string;
  now(): number;
  bot: User;
  /** The managed role that Discord makes for a bot. */
  botRoleId: string;
  staffRoleId: string;
  applicationId: string;
  messageContent: boolean;
  /** Bits of what the bot may do in the server. */
  permissions: string;
  guild: { id: string; name: string };
  users: Map<string, User>;
  channels: Map<string, Channel>;
  /** Oldest first, per channel. */
  messages: Map<string, Message[]>;
}

/** A server named Bobo Wallet with text channels #help 求助 and #general, and a forum. */
export function createWorld(now: () => number): World {
  const nextId = snowflakes(now);
  const bot: User = {
    id: nextId(),
    username: "bobo-support",
    globalName: "波宝客服 Bobo Support",
    bot: true,
    role: "brand",
    dmsClosed: false,
    roles: [],
  };
  const world: World = {
    nextId,
    now,
    bot,
    botRoleId: nextId(),
    staffRoleId: nextId(),
    applicationId: bot.id,
    messageContent: true,
    // Everything but ADMINISTRATOR, to whom channels could deny nothing.
    permissions: "2251799813685239",
    guild: { id: nextId(), name: "Bobo Wallet" },
    users: new Map([[bot.id, bot]]),
    channels: new Map(),
    messages: new Map(),
  };
  bot.roles.push(world.botRoleId);
  addChannel(world, { type: 0, name: "help-求助" });
  addChannel(world, { type: 0, name: "general" });
  const names = ["锁定 locked", "交易 transaction", "安全 security", "隐私 privacy"];
  addChannel(world, { type: 15, name: "support-forum", tags: names.map((name) => ({ id: nextId(), name })) });
  return world;
}

export function addChannel(world: World, given: Partial<Channel> & Pick<Channel, "type" | "name">): Channel {
  const channel: Channel = {
    id: world.nextId(),
    parentId: null,
    ownerId: null,
    recipientId: null,
    tags: [],
    appliedTags: [],
    locked: false,
    archived: false,
    botMayRead: true,
    botMayWrite: true,
    botLacks: [],
    requiresTag: false,
    ...given,
  };
  world.channels.set(channel.id, channel);
  world.messages.set(channel.id, []);
  return channel;
}

export function directChannel(world: World, userId: string): Channel | undefined {
  return [...world.channels.values()].find((channel) => channel.type === 1 && channel.recipientId === userId);
}

export function messagesOf(world: World, channelId: string): Message[] {
  return world.messages.get(channelId) ?? [];
}

export function findMessage(world: World, channelId: string, id: string): Message | undefined {
  return messagesOf(world, channelId).find((message) => message.id === id && !message.deleted);
}
