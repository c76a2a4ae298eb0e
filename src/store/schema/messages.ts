/** What was said, and what became of it. */
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { SECRET_KINDS } from "../../domain/secret.ts";
import { AUTOMATIC, ORIGINS } from "../../domain/status.ts";
import type { Span } from "../../domain/text.ts";
import { at, id } from "./columns.ts";
import { account } from "./accounts.ts";
import { place, conversation, episode } from "./conversations.ts";
import { identity, agent } from "./people.ts";

export const message = sqliteTable(
  "message",
  {
    id: id(),
    accountId: integer("account_id")
      .notNull()
      .references(() => account.id),
    placeId: integer("place_id")
      .notNull()
      .references(() => place.id),
    /** Null: words in the place that belong to no conversation. */
    conversationId: integer("conversation_id").references(() => conversation.id),
    episodeId: integer("episode_id").references(() => episode.id),
    /** Null until the platform has it, and for notes. */
    remoteId: text("remote_id"),
    /** `ambient` becomes inbound where its author has a conversation in the place; readers see it as context. */
    direction: text("direction", { enum: ["inbound", "outbound", "note", "ambient"] }).notNull(),
    origin: text("origin", { enum: ORIGINS }).notNull(),
    authorId: integer("author_id").references(() => identity.id),
    /** Whose conversation in the place it belongs to, also before that person has one. */
    personId: integer("person_id").references(() => identity.id),
    agentId: integer("agent_id").references(() => agent.id),
    /** Which fixed text it is; null: somebody wrote it. */
    automatic: text("automatic", { enum: AUTOMATIC }),
    text: text("text").notNull(),
    spans: text("spans", { mode: "json" }).$type<Span[]>().notNull(),
    language: text("language"),
    groupKey: text("group_key"),
    inReplyTo: text("in_reply_to"),
    url: text("url"),
    sentAt: at("sent_at"),
    receivedAt: at("received_at"),
    version: integer("version").notNull().default(0),
    editedAt: integer("edited_at"),
    deletedAt: integer("deleted_at"),
    hidden: integer("hidden", { mode: "boolean" }).notNull().default(false),
  },
  (t) => [
    uniqueIndex("message_remote")
      .on(t.accountId, t.remoteId)
      .where(sql`${t.remoteId} is not null`),
    index("message_conversation").on(t.conversationId, t.sentAt, t.id),
    index("message_news")
      .on(t.conversationId, t.sentAt, t.id)
      .where(sql`${t.direction} = 'inbound' and ${t.deletedAt} is null and ${t.origin} <> 'history'`),
    index("message_ours")
      .on(t.conversationId, t.sentAt, t.id)
      .where(sql`${t.direction} = 'outbound'`),
    index("message_notes")
      .on(t.conversationId, t.sentAt, t.id)
      .where(sql`${t.direction} = 'note'`),
    index("message_place").on(t.placeId, t.sentAt, t.id),
    index("message_orphan")
      .on(t.placeId, t.personId)
      .where(sql`${t.conversationId} is null`),
    index("message_homeless")
      .on(t.personId, t.id)
      .where(sql`${t.conversationId} is null`),
  ],
);

/** What a message said before it was edited. */
export const messageEdit = sqliteTable(
  "message_edit",
  {
    messageId: integer("message_id")
      .notNull()
      .references(() => message.id),
    version: integer("version").notNull(),
    text: text("text").notNull(),
    spans: text("spans", { mode: "json" }).$type<Span[]>().notNull(),
    at: at("at"),
  },
  (t) => [primaryKey({ columns: [t.messageId, t.version] })],
);

/** Deletions, kept by remote id because they may come before the message. */
export const tombstone = sqliteTable(
  "tombstone",
  {
    accountId: integer("account_id")
      .notNull()
      .references(() => account.id),
    remoteId: text("remote_id").notNull(),
    at: at("at"),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.remoteId] }), index("tombstone_age").on(t.at)],
);

/** By remote id, for the same reason. `active` false remembers a removal that may come before its addition. */
export const reaction = sqliteTable(
  "reaction",
  {
    accountId: integer("account_id")
      .notNull()
      .references(() => account.id),
    messageRemoteId: text("message_remote_id").notNull(),
    identityId: integer("identity_id")
      .notNull()
      .references(() => identity.id),
    emoji: text("emoji").notNull(),
    active: integer("active", { mode: "boolean" }).notNull(),
    order: integer("order").notNull(),
    at: at("at"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.messageRemoteId, t.identityId, t.emoji] }),
    index("reaction_age").on(t.at),
  ],
);

export const media = sqliteTable(
  "media",
  {
    id: id(),
    messageId: integer("message_id")
      .notNull()
      .references(() => message.id),
    position: integer("position").notNull(),
    remoteId: text("remote_id"),
    kind: text("kind", {
      enum: ["image", "video", "audio", "voice", "file", "sticker", "location", "contact"],
    }).notNull(),
    mime: text("mime"),
    name: text("name"),
    size: integer("size"),
    width: integer("width"),
    height: integer("height"),
    durationMs: integer("duration_ms"),
    alt: text("alt"),
    latitude: real("latitude"),
    longitude: real("longitude"),
    state: text("state", { enum: ["pending", "kept", "gone", "none"] }).notNull(),
    reason: text("reason"),
    /** SHA-256 of the content, its name in the content store. */
    hash: text("hash"),
    attempts: integer("attempts").notNull().default(0),
    nextAt: integer("next_at"),
  },
  (t) => [
    index("media_message").on(t.messageId, t.position),
    index("media_hash").on(t.hash),
    index("media_dropped")
      .on(t.id)
      .where(sql`${t.state} = 'gone' and ${t.hash} is not null`),
    index("media_pending")
      .on(t.nextAt)
      .where(sql`${t.state} = 'pending'`),
  ],
);

/** What stood in the place of a masked span of kind `undecided`: sealed, for a person to look at, for a few days. */
export const sealedSecret = sqliteTable(
  "sealed_secret",
  {
    messageId: integer("message_id")
      .notNull()
      .references(() => message.id),
    version: integer("version").notNull(),
    /** The span's `secret`. */
    number: integer("number").notNull(),
    sealed: text("sealed").notNull(),
    at: at("at"),
  },
  (t) => [primaryKey({ columns: [t.messageId, t.version, t.number] }), index("sealed_secret_age").on(t.at)],
);

/**
 * Messages that may hold a part of a seed phrase, told by counts and never by words: whatever order they come in, and whatever has been masked or
 * deleted meanwhile, two of them that make a phrase are known.
 */
export const fragment = sqliteTable(
  "fragment",
  {
    accountId: integer("account_id")
      .notNull()
      .references(() => account.id),
    remoteId: text("remote_id").notNull(),
    version: integer("version").notNull(),
    /** Who writes where, as a hash. */
    talk: text("talk").notNull(),
    sentAt: at("sent_at"),
    list: integer("list").notNull(),
    words: integer("words").notNull(),
    weight: real("weight").notNull(),
    strangers: integer("strangers").notNull(),
    whole: integer("whole", { mode: "boolean" }).notNull(),
    masked: integer("masked", { mode: "boolean" }).notNull().default(false),
    at: at("at"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.remoteId, t.version] }),
    index("fragment_talk").on(t.talk, t.sentAt),
    index("fragment_age").on(t.at),
  ],
);

/** Who has pasted a secret in private and is owed the safety text, or was told. */
export const safetyText = sqliteTable(
  "safety_text",
  {
    conversationId: integer("conversation_id")
      .primaryKey()
      .references(() => conversation.id),
    kind: text("kind", { enum: SECRET_KINDS }).notNull(),
    /** When the secret came in; null: nothing is owed. */
    dueAt: integer("due_at"),
    /** When the text was last queued. */
    writtenAt: integer("written_at"),
  },
  (t) => [
    index("safety_text_due")
      .on(t.dueAt)
      .where(sql`${t.dueAt} is not null`),
  ],
);
