/** Every table of a brand's database; the model is explained in docs/architecture.md. Times are epoch milliseconds. */
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { PLACE_KINDS, PLATFORMS } from "../domain/platform.ts";
import { CONVERSATION_STATUSES, DELIVERY_STATES, ORIGINS, PRIORITIES, ROLES } from "../domain/status.ts";
import type { Span } from "../domain/text.ts";

const id = () => integer("id").primaryKey({ autoIncrement: true });
const at = (name: string) => integer(name).notNull();

/** Facts about the database itself: `paused`, `deactivated`, … */
export const meta = sqliteTable("meta", { key: text("key").primaryKey(), value: text("value").notNull() });

// ---------------------------------------------------------------- accounts

export const app = sqliteTable("app", {
  id: id(),
  platform: text("platform", { enum: PLATFORMS }).notNull(),
  /** Sealed; null once shredded. */
  credentials: text("credentials"),
  /** Tells apps apart without opening the seal: a keyed hash of what identifies the app at its platform. */
  fingerprint: text("fingerprint").notNull(),
  webhookUrl: text("webhook_url"),
  createdAt: at("created_at"),
});

export const account = sqliteTable(
  "account",
  {
    id: id(),
    appId: integer("app_id")
      .notNull()
      .references(() => app.id),
    platform: text("platform", { enum: PLATFORMS }).notNull(),
    remoteId: text("remote_id").notNull(),
    name: text("name").notNull(),
    handle: text("handle"),
    avatarUrl: text("avatar_url"),
    url: text("url"),
    credentials: text("credentials"),
    settings: text("settings", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
    state: text("state", { enum: ["active", "paused", "auth", "removed"] }).notNull(),
    problem: text("problem"),
    problemDetail: text("problem_detail"),
    warnings: text("warnings", { mode: "json" }).$type<string[]>().notNull(),
    missingScopes: text("missing_scopes", { mode: "json" }).$type<string[]>().notNull(),
    /** The connector's own; stored in the transaction of the events it follows. */
    cursor: text("cursor"),
    nextPullAt: integer("next_pull_at"),
    lastPulledAt: integer("last_pulled_at"),
    lastEventAt: integer("last_event_at"),
    createdAt: at("created_at"),
  },
  (t) => [
    uniqueIndex("account_remote")
      .on(t.platform, t.remoteId)
      .where(sql`${t.state} <> 'removed'`),
  ],
);

/** A span in which events may be lost for good. */
export const gap = sqliteTable(
  "gap",
  {
    id: id(),
    accountId: integer("account_id")
      .notNull()
      .references(() => account.id),
    since: at("since"),
    until: at("until"),
    code: text("code").notNull(),
    detail: text("detail"),
    at: at("at"),
  },
  (t) => [uniqueIndex("gap_span").on(t.accountId, t.since, t.until, t.code)],
);

/** Input that could not be understood or stored: set aside for a person. */
export const poison = sqliteTable("poison", {
  id: id(),
  accountId: integer("account_id")
    .notNull()
    .references(() => account.id),
  at: at("at"),
  reason: text("reason").notNull(),
  raw: text("raw").notNull(),
});

/** A scope that a platform holds until a time. */
export const limitHold = sqliteTable("limit_hold", { scope: text("scope").primaryKey(), until: at("until") });

// ---------------------------------------------------------------- people

export const contact = sqliteTable("contact", { id: id(), createdAt: at("created_at") });

export const identity = sqliteTable(
  "identity",
  {
    id: id(),
    platform: text("platform", { enum: PLATFORMS }).notNull(),
    remoteId: text("remote_id").notNull(),
    contactId: integer("contact_id")
      .notNull()
      .references(() => contact.id),
    /** The contact it had at first and gets back when unmerged. */
    ownContactId: integer("own_contact_id")
      .notNull()
      .references(() => contact.id),
    name: text("name").notNull(),
    handle: text("handle"),
    avatarUrl: text("avatar_url"),
    url: text("url"),
    state: text("state", { enum: ["active", "deleted", "blockedUs", "blockedByUs"] }).notNull(),
    isUs: integer("is_us", { mode: "boolean" }).notNull(),
    /** Platform time of the newest snapshot applied. */
    seenAt: at("seen_at"),
  },
  (t) => [uniqueIndex("identity_remote").on(t.platform, t.remoteId), index("identity_contact").on(t.contactId)],
);

/** Somebody of the team, as known to the event log and to assignment. */
export const agent = sqliteTable("agent", {
  id: id(),
  name: text("name").notNull(),
  role: text("role", { enum: ROLES }).notNull(),
  createdAt: at("created_at"),
});

export const token = sqliteTable("token", {
  id: id(),
  agentId: integer("agent_id")
    .notNull()
    .references(() => agent.id),
  hash: text("hash").notNull().unique(),
  createdAt: at("created_at"),
  revokedAt: integer("revoked_at"),
});

/** A one-time link to the workspace. */
export const openLink = sqliteTable("open_link", {
  hash: text("hash").primaryKey(),
  agentId: integer("agent_id")
    .notNull()
    .references(() => agent.id),
  expiresAt: at("expires_at"),
});

export const session = sqliteTable("session", {
  hash: text("hash").primaryKey(),
  agentId: integer("agent_id")
    .notNull()
    .references(() => agent.id),
  createdAt: at("created_at"),
  expiresAt: at("expires_at"),
});

// ---------------------------------------------------------------- conversations

export const place = sqliteTable(
  "place",
  {
    id: id(),
    accountId: integer("account_id")
      .notNull()
      .references(() => account.id),
    remoteId: text("remote_id").notNull(),
    kind: text("kind", { enum: PLACE_KINDS }).notNull(),
    title: text("title"),
    url: text("url"),
    /** Code of why it cannot be answered, null if it can. */
    closed: text("closed"),
    changedAt: at("changed_at"),
  },
  (t) => [uniqueIndex("place_remote").on(t.accountId, t.remoteId)],
);

/** Former remote ids of a place that moved. */
export const placeAlias = sqliteTable(
  "place_alias",
  {
    accountId: integer("account_id")
      .notNull()
      .references(() => account.id),
    remoteId: text("remote_id").notNull(),
    placeId: integer("place_id")
      .notNull()
      .references(() => place.id),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.remoteId] })],
);

export const conversation = sqliteTable(
  "conversation",
  {
    id: id(),
    accountId: integer("account_id")
      .notNull()
      .references(() => account.id),
    platform: text("platform", { enum: PLATFORMS }).notNull(),
    placeId: integer("place_id")
      .notNull()
      .references(() => place.id),
    personId: integer("person_id")
      .notNull()
      .references(() => identity.id),
    kind: text("kind", { enum: PLACE_KINDS }).notNull(),
    status: text("status", { enum: CONVERSATION_STATUSES }).notNull(),
    priority: text("priority", { enum: PRIORITIES }).notNull().default("normal"),
    assigneeId: integer("assignee_id").references(() => agent.id),
    snoozedUntil: integer("snoozed_until"),
    episodeId: integer("episode_id"),
    /** Inbound messages with a higher id are unread. */
    readUpTo: integer("read_up_to").notNull().default(0),
    unread: integer("unread").notNull().default(0),
    waitingSince: integer("waiting_since"),
    lastInboundAt: integer("last_inbound_at"),
    lastMessageAt: at("last_message_at"),
    excerpt: text("excerpt").notNull().default(""),
    excerptDirection: text("excerpt_direction", { enum: ["inbound", "outbound", "note"] })
      .notNull()
      .default("inbound"),
    /** Deliveries that need a person: failed, held or unknown. */
    attention: integer("attention").notNull().default(0),
    /** Event number of the newest change to its messages. */
    seq: integer("seq").notNull().default(0),
    createdAt: at("created_at"),
  },
  (t) => [
    uniqueIndex("conversation_place_person").on(t.accountId, t.placeId, t.personId),
    index("conversation_newest").on(t.lastMessageAt, t.id),
    index("conversation_status_newest").on(t.status, t.lastMessageAt, t.id),
    index("conversation_account_newest").on(t.accountId, t.status, t.lastMessageAt, t.id),
    index("conversation_assignee_newest").on(t.assigneeId, t.status, t.lastMessageAt, t.id),
    index("conversation_person").on(t.personId),
    index("conversation_snoozed")
      .on(t.snoozedUntil)
      .where(sql`${t.snoozedUntil} is not null`),
    index("conversation_attention")
      .on(t.lastMessageAt, t.id)
      .where(sql`${t.attention} > 0`),
  ],
);

/** One piece of work on a conversation. */
export const episode = sqliteTable(
  "episode",
  {
    id: id(),
    conversationId: integer("conversation_id")
      .notNull()
      .references(() => conversation.id),
    openedAt: at("opened_at"),
    firstResponseAt: integer("first_response_at"),
    closedAt: integer("closed_at"),
  },
  (t) => [index("episode_conversation").on(t.conversationId, t.id)],
);

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
    index("message_place").on(t.placeId, t.sentAt, t.id),
    index("message_orphan")
      .on(t.placeId, t.personId)
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

export const label = sqliteTable("label", { id: id(), name: text("name").notNull().unique() });

export const conversationLabel = sqliteTable(
  "conversation_label",
  {
    conversationId: integer("conversation_id")
      .notNull()
      .references(() => conversation.id),
    labelId: integer("label_id")
      .notNull()
      .references(() => label.id),
  },
  (t) => [primaryKey({ columns: [t.conversationId, t.labelId] }), index("conversation_label_label").on(t.labelId)],
);

// ---------------------------------------------------------------- delivery

/** The outbox: one row for each remote write. */
export const delivery = sqliteTable(
  "delivery",
  {
    id: id(),
    accountId: integer("account_id")
      .notNull()
      .references(() => account.id),
    conversationId: integer("conversation_id")
      .notNull()
      .references(() => conversation.id),
    /** The message it sends or changes. */
    messageId: integer("message_id")
      .notNull()
      .references(() => message.id),
    kind: text("kind", { enum: ["reply", "message", "edit", "delete", "react", "hide", "createThread"] }).notNull(),
    /** What the message row does not say: new text of an edit, emoji, uploads. */
    payload: text("payload", { mode: "json" }).$type<DeliveryPayload>().notNull(),
    /** The same for every attempt; the platform's idempotency key where it has one. */
    key: text("key").notNull().unique(),
    part: integer("part").notNull().default(1),
    parts: integer("parts").notNull().default(1),
    /** The first part's id; parts of one text fail together. */
    groupId: integer("group_id"),
    state: text("state", { enum: DELIVERY_STATES }).notNull(),
    code: text("code"),
    detail: text("detail"),
    attempts: integer("attempts").notNull().default(0),
    nextAt: integer("next_at"),
    /** When the running attempt began, and when it is given up as unknown. */
    startedAt: integer("started_at"),
    leaseUntil: integer("lease_until"),
    agentId: integer("agent_id").references(() => agent.id),
    createdAt: at("created_at"),
    settledAt: integer("settled_at"),
  },
  (t) => [
    index("delivery_due")
      .on(t.accountId, t.state, t.nextAt)
      .where(sql`${t.state} in ('queued', 'scheduled', 'sending', 'unknown')`),
    index("delivery_conversation").on(t.conversationId, t.id),
    index("delivery_message").on(t.messageId),
    index("delivery_group").on(t.groupId),
  ],
);

export interface DeliveryPayload {
  text?: string;
  emoji?: string;
  remove?: boolean;
  hidden?: boolean;
  uploads?: number[];
  /** Answers the part before it, once that has an id. */
  chained?: boolean;
}

/** A file that an agent sends. */
export const upload = sqliteTable("upload", {
  id: id(),
  agentId: integer("agent_id")
    .notNull()
    .references(() => agent.id),
  name: text("name").notNull(),
  mime: text("mime").notNull(),
  size: integer("size").notNull(),
  hash: text("hash").notNull(),
  createdAt: at("created_at"),
});

export const idempotency = sqliteTable(
  "idempotency",
  {
    agentId: integer("agent_id")
      .notNull()
      .references(() => agent.id),
    route: text("route").notNull(),
    key: text("key").notNull(),
    bodyHash: text("body_hash").notNull(),
    status: integer("status").notNull(),
    response: text("response").notNull(),
    createdAt: at("created_at"),
  },
  (t) => [primaryKey({ columns: [t.agentId, t.route, t.key] }), index("idempotency_age").on(t.createdAt)],
);

/** Longer work, run in slices. */
export const job = sqliteTable("job", {
  id: id(),
  kind: text("kind", { enum: ["import", "reindex"] }).notNull(),
  accountId: integer("account_id").references(() => account.id),
  params: text("params", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
  state: text("state", { enum: ["queued", "running", "done", "failed", "cancelled"] }).notNull(),
  cursor: text("cursor"),
  done: integer("done").notNull().default(0),
  total: integer("total"),
  priceUsd: real("price_usd"),
  error: text("error"),
  nextAt: integer("next_at"),
  createdAt: at("created_at"),
  finishedAt: integer("finished_at"),
});

// ---------------------------------------------------------------- log and projections

/** Append-only and hash-chained; `hash` covers `prevHash` and every other column. */
export const event = sqliteTable(
  "event",
  {
    seq: integer("seq").primaryKey({ autoIncrement: true }),
    at: at("at"),
    type: text("type").notNull(),
    version: integer("version").notNull(),
    /** `agt_3`, or `system`. */
    actor: text("actor").notNull(),
    accountId: integer("account_id"),
    conversationId: integer("conversation_id"),
    messageId: integer("message_id"),
    /** Ids and enums only, JSON. */
    data: text("data").notNull(),
    /** Salted hash of the row in `event_content`, empty if there is none. */
    contentHash: text("content_hash").notNull(),
    prevHash: text("prev_hash").notNull(),
    hash: text("hash").notNull(),
  },
  (t) => [index("event_conversation").on(t.conversationId, t.seq)],
);

/** Personal content of an event; deletable without breaking the chain. */
export const eventContent = sqliteTable("event_content", {
  seq: integer("seq")
    .primaryKey()
    .references(() => event.seq),
  salt: text("salt").notNull(),
  content: text("content").notNull(),
});

/** How many conversations: `scope` is `all`, `account` or `assignee`, `key` the id there (0: none). */
export const counter = sqliteTable(
  "counter",
  {
    scope: text("scope", { enum: ["all", "account", "assignee", "attention"] }).notNull(),
    key: integer("key").notNull(),
    status: text("status", { enum: CONVERSATION_STATUSES }).notNull(),
    n: integer("n").notNull(),
  },
  (t) => [primaryKey({ columns: [t.scope, t.key, t.status] })],
);
