/** The state of the Telegram sandbox and the ways to change it; knows no HTTP. */
import type { Faults } from "../kit/faults.ts";
import { findEntities } from "./entities.ts";
import {
  isShared,
  type Attachment,
  type Bot,
  type BusinessConnection,
  type FileKind,
  type Message,
  type Person,
  type Room,
  type SharedRoom,
  type StoredFile,
} from "./model.ts";
import { UpdateQueue } from "./updates.ts";
import { WebhookSender } from "./webhook.ts";

export interface BotLines {
  bot: Bot;
  updates: UpdateQueue;
  webhook: WebhookSender;
}

/** What a new message says; the world adds id and time. */
export type Draft = Pick<Message, "room" | "sender"> &
  Partial<
    Pick<
      Message,
      "text" | "entities" | "attachment" | "replyTo" | "threadId" | "inTopic" | "groupId" | "forwardedFrom" | "service"
    >
  >;

const FOLDERS: Record<FileKind, string> = {
  photo: "photos",
  video: "videos",
  animation: "animations",
  audio: "music",
  voice: "voice",
  document: "documents",
  sticker: "stickers",
  video_note: "video_notes",
};

export class World {
  readonly now: () => number;
  readonly faults: Faults;
  readonly people = new Map<number, Person>();
  readonly bots = new Map<number, BotLines>();
  readonly rooms = new Map<string, Room>();
  readonly files = new Map<string, StoredFile>();
  readonly connections = new Map<string, BusinessConnection>();
  readonly #watchers = new Set<() => void>();
  readonly #webhookRetryMs: number;
  #nextPerson = 5_000_001;
  #nextRoom = 1_001;
  #nextAlbum = 13_000_000_001;

  constructor(now: () => number, faults: Faults, webhookRetryMs: number) {
    this.now = now;
    this.faults = faults;
    this.#webhookRetryMs = webhookRetryMs;
  }

  addPerson(input: Pick<Person, "name" | "handle" | "role"> & { id?: number; isBot?: boolean }): Person {
    const id = input.id ?? this.#nextPerson++;
    const person: Person = {
      id,
      name: input.name,
      handle: input.handle,
      role: input.role,
      isBot: input.isBot ?? false,
      deactivated: false,
      blocked: new Set(),
    };
    this.people.set(id, person);
    return person;
  }

  /** The number before the colon of the token is the bot's id, as on the platform. */
  addBot(input: { token: string; name: string; handle: string; privacy: boolean }): Bot {
    const id = Number(input.token.split(":")[0]);
    const person = this.addPerson({ id, name: input.name, handle: input.handle, role: "brand", isBot: true });
    const bot = { person, token: input.token, privacy: input.privacy };
    const updates = new UpdateQueue(this.now, id * 10);
    this.bots.set(id, {
      bot,
      updates,
      webhook: new WebhookSender(updates, this.faults, this.now, this.#webhookRetryMs),
    });
    return bot;
  }

  dm(botId: number, userId: number): Room {
    const key = `dm:${botId}:${userId}`;
    return this.rooms.get(key) ?? this.#open({ ...this.#base(key, userId, ""), kind: "dm", userId, botId });
  }

  business(ownerId: number, userId: number): Room {
    const key = `business:${ownerId}:${userId}`;
    return this.rooms.get(key) ?? this.#open({ ...this.#base(key, userId, ""), kind: "business", userId, ownerId });
  }

  addShared(
    input: Pick<SharedRoom, "kind" | "title" | "members"> & { forum: boolean; linkedChatId: number | null },
  ): SharedRoom {
    const number = this.#nextRoom++;
    const chatId = input.kind === "group" ? -number : -1_000_000_000_000 - number;
    const room: SharedRoom = {
      ...this.#base(String(chatId), chatId, input.title),
      kind: input.kind,
      members: input.members,
      admins: new Map(),
      username: null,
      topics: input.forum ? new Map() : null,
      linkedChatId: input.linkedChatId,
      migratedTo: null,
    };
    this.#open(room);
    return room;
  }

  shared(chatId: number): SharedRoom | null {
    const room = this.rooms.get(String(chatId));
    return room && isShared(room) ? room : null;
  }

  /** By its public name, in any case. */
  named(username: string): SharedRoom | null {
    const wanted = username.toLowerCase();
    const rooms = [...this.rooms.values()].filter(isShared);
    return rooms.find((room) => room.username?.toLowerCase() === wanted) ?? null;
  }

  newAlbum(): string {
    return String(this.#nextAlbum++);
  }

  addFile(kind: FileKind, name: string, mime: string, bytes: Uint8Array<ArrayBuffer>): StoredFile {
    const number = this.files.size + 1;
    const extension = /\.[a-z0-9]+$/i.exec(name)?.[0] ?? ".dat";
    const file = {
      fileId: `sandbox-${kind}-${number}`,
      uniqueId: `u${number}`,
      kind,
      name,
      mime,
      path: `${FOLDERS[kind]}/file_${number}${extension}`,
      bytes,
    };
    this.files.set(file.fileId, file);
    return file;
  }

  post(draft: Draft): Message {
    const { room } = draft;
    room.lastMessageId += 1;
    const text = draft.text ?? "";
    const message: Message = {
      id: room.lastMessageId,
      room,
      sender: draft.sender,
      sentAt: this.now(),
      editedAt: null,
      text,
      entities: draft.entities ?? findEntities(text),
      attachment: draft.attachment ?? null,
      replyTo: draft.replyTo ?? null,
      threadId: draft.threadId ?? null,
      inTopic: draft.inTopic ?? false,
      groupId: draft.groupId ?? null,
      forwardedFrom: draft.forwardedFrom ?? null,
      service: draft.service ?? null,
      reactions: new Map(),
      deleted: false,
    };
    room.messages.set(message.id, message);
    this.changed();
    return message;
  }

  edit(message: Message, text: string, entities = findEntities(text)): void {
    message.text = text;
    message.entities = entities;
    message.editedAt = this.now();
    this.changed();
  }

  remove(message: Message): void {
    message.deleted = true;
    this.changed();
  }

  react(message: Message, by: number, emoji: string | null): void {
    if (emoji === null) message.reactions.delete(by);
    else message.reactions.set(by, emoji);
    this.changed();
  }

  isMember(room: SharedRoom, personId: number): boolean {
    return room.members === null || room.members.has(personId);
  }

  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => void this.#watchers.delete(changed);
  }

  changed(): void {
    for (const call of this.#watchers) call();
  }

  #base(key: string, chatId: number, title: string) {
    return { key, chatId, title, messages: new Map<number, Message>(), lastMessageId: 0 };
  }

  #open(room: Room): Room {
    this.rooms.set(room.key, room);
    this.changed();
    return room;
  }
}

export const fileOf = (attachment: Attachment | null): StoredFile | null =>
  attachment?.kind === "file" ? attachment.file : null;
