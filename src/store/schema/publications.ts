/** What is made public: threads and FAQ pages, what was posted of them, what came back, and the brand's official contacts. */
import { sql } from "drizzle-orm";
import { type AnySQLiteColumn, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import {
  COMMENT_STATES,
  CONSENTS,
  CONTACT_KINDS,
  POST_STATES,
  PUBLICATION_FORMS,
  PUBLICATION_KINDS,
  PUBLICATION_STATES,
  REVISION_STATES,
  SITE_LANGUAGES,
  WATCHES,
  WITHDRAWAL_REASONS,
} from "../../domain/publications.ts";
import type { Removal } from "../../domain/redaction/removals.ts";
import { account } from "./accounts.ts";
import { at, id } from "./columns.ts";
import { conversation, place, topic } from "./conversations.ts";
import { delivery } from "./delivery.ts";
import { message } from "./messages.ts";
import { agent } from "./people.ts";

/** A page. Its words here are the working copy; what the public reads is the version of that number. */
export const publication = sqliteTable(
  "publication",
  {
    id: id(),
    kind: text("kind", { enum: PUBLICATION_KINDS }).notNull(),
    form: text("form", { enum: PUBLICATION_FORMS }).notNull(),
    state: text("state", { enum: PUBLICATION_STATES }).notNull(),
    /** While published: where the new words stand; null: there are none. */
    revision: text("revision", { enum: REVISION_STATES }),
    language: text("language", { enum: SITE_LANGUAGES }).notNull(),
    /** The page that says the same in the other language; one of the two points to the other. */
    translationOf: integer("translation_of").references((): AnySQLiteColumn => publication.id),
    /** The present one; every one that it ever had is in `publication_slug`. */
    slug: text("slug").notNull().unique(),
    title: text("title").notNull(),
    /** What was asked, plain text; empty on FAQ pages. */
    question: text("question").notNull(),
    /** Markdown of the few kinds that `domain/markdown` knows. */
    answer: text("answer").notNull(),
    /** Whom it applies to, in a few words; may be empty. */
    appliesTo: text("applies_to").notNull().default(""),
    topicId: integer("topic_id").references(() => topic.id),
    /** Who answered, as the page says it. */
    byline: text("byline").notNull().default(""),
    /** Platform times of the first question and the first answer, coarsened where it is anonymous. */
    askedAt: integer("asked_at"),
    answeredAt: integer("answered_at"),
    conversationId: integer("conversation_id").references(() => conversation.id),
    /** How the source is watched; null: there is none. */
    watch: text("watch", { enum: WATCHES }),
    /** When a source that is looked at now and then is looked at next. */
    watchAt: integer("watch_at"),
    consent: text("consent", { enum: CONSENTS }).notNull(),
    /** What was taken out of the draft, to be put back until it is handed in; null afterwards. */
    removals: text("removals", { mode: "json" }).$type<Removal[]>(),
    /** Number of the version that the public reads; 0: none yet. */
    version: integer("version").notNull().default(0),
    /** Grows with each change: whoever saves says which one they changed. */
    edition: integer("edition").notNull().default(1),
    authorId: integer("author_id").references(() => agent.id),
    /** Who changed its words last, and who let them out. */
    editorId: integer("editor_id").references(() => agent.id),
    reviewerId: integer("reviewer_id").references(() => agent.id),
    /** What whoever sent it back had to say. */
    remark: text("remark").notNull().default(""),
    publishedAt: integer("published_at"),
    updatedAt: at("updated_at"),
    withdrawnAt: integer("withdrawn_at"),
    withdrawnFor: text("withdrawn_for", { enum: WITHDRAWAL_REASONS }),
    createdAt: at("created_at"),
  },
  (t) => [
    index("publication_state").on(t.state, t.kind, t.language, t.updatedAt, t.id),
    index("publication_state_newest").on(t.state, t.updatedAt, t.id),
    index("publication_newest").on(t.updatedAt, t.id),
    index("publication_revision")
      .on(t.revision, t.updatedAt, t.id)
      .where(sql`${t.revision} is not null`),
    index("publication_conversation")
      .on(t.conversationId)
      .where(sql`${t.conversationId} is not null`),
    index("publication_translation")
      .on(t.translationOf)
      .where(sql`${t.translationOf} is not null`),
    index("publication_topic").on(t.topicId),
    // Lists of the public site, newest first.
    index("publication_public")
      .on(t.language, t.kind, t.publishedAt, t.id)
      .where(sql`${t.state} = 'published'`),
    index("publication_public_topic")
      .on(t.topicId, t.language, t.publishedAt, t.id)
      .where(sql`${t.state} = 'published'`),
    index("publication_watch")
      .on(t.watchAt)
      .where(sql`${t.watchAt} is not null`),
  ],
);

/** What the public has read: one row for each time it was published. */
export const publicationVersion = sqliteTable(
  "publication_version",
  {
    publicationId: integer("publication_id")
      .notNull()
      .references(() => publication.id),
    version: integer("version").notNull(),
    title: text("title").notNull(),
    question: text("question").notNull(),
    answer: text("answer").notNull(),
    appliesTo: text("applies_to").notNull(),
    byline: text("byline").notNull(),
    /** What changed, in a few words. */
    note: text("note").notNull().default(""),
    editorId: integer("editor_id").references(() => agent.id),
    reviewerId: integer("reviewer_id").references(() => agent.id),
    at: at("at"),
  },
  (t) => [
    primaryKey({ columns: [t.publicationId, t.version] }),
    // When the pages of one sitemap changed last.
    index("publication_version_chunk").on(sql`${t.publicationId} / 1000`, t.at),
  ],
);

/** Every address that a page ever had: old ones lead to the present one. */
export const publicationSlug = sqliteTable(
  "publication_slug",
  {
    slug: text("slug").primaryKey(),
    publicationId: integer("publication_id")
      .notNull()
      .references(() => publication.id),
    at: at("at"),
  },
  (t) => [index("publication_slug_publication").on(t.publicationId)],
);

/** The messages that a publication was made of. */
export const publicationSource = sqliteTable(
  "publication_source",
  {
    publicationId: integer("publication_id")
      .notNull()
      .references(() => publication.id),
    messageId: integer("message_id")
      .notNull()
      .references(() => message.id),
    role: text("role", { enum: ["question", "answer"] }).notNull(),
    position: integer("position").notNull(),
    /** Its version when it was taken: a higher one is an edit. */
    version: integer("version").notNull(),
  },
  (t) => [primaryKey({ columns: [t.publicationId, t.messageId] }), index("publication_source_message").on(t.messageId)],
);

/** A person was asked, by a link that works once, whether their question may be public. */
export const publicationConsent = sqliteTable(
  "publication_consent",
  {
    id: id(),
    publicationId: integer("publication_id")
      .notNull()
      .references(() => publication.id),
    conversationId: integer("conversation_id")
      .notNull()
      .references(() => conversation.id),
    /** SHA-256 of what the link carries. */
    tokenHash: text("token_hash").notNull().unique(),
    /** Our message that bears the link. */
    messageId: integer("message_id").references(() => message.id),
    askedAt: at("asked_at"),
    expiresAt: at("expires_at"),
    answer: text("answer", { enum: ["given", "refused"] }),
    answeredAt: integer("answered_at"),
    withdrawnAt: integer("withdrawn_at"),
  },
  (t) => [
    index("publication_consent_publication").on(t.publicationId),
    index("publication_consent_conversation").on(t.conversationId),
  ],
);

/** A publication on a platform. */
export const post = sqliteTable(
  "post",
  {
    id: id(),
    publicationId: integer("publication_id")
      .notNull()
      .references(() => publication.id),
    accountId: integer("account_id")
      .notNull()
      .references(() => account.id),
    /** Where it was put: a forum, a channel, the account's own page. */
    placeId: integer("place_id")
      .notNull()
      .references(() => place.id),
    /** The place that came of it (an X thread, a Discord thread), where people answer. */
    threadPlaceId: integer("thread_place_id").references(() => place.id),
    /** Names of the tags it was given. */
    tags: text("tags", { mode: "json" }).$type<string[]>().notNull(),
    state: text("state", { enum: POST_STATES }).notNull(),
    /** The version of the publication that it says. */
    version: integer("version").notNull(),
    agentId: integer("agent_id").references(() => agent.id),
    createdAt: at("created_at"),
  },
  (t) => [
    index("post_publication").on(t.publicationId),
    index("post_thread_place")
      .on(t.threadPlaceId)
      .where(sql`${t.threadPlaceId} is not null`),
  ],
);

/** One part of a post, in order: its message, and the delivery that sends it. */
export const postPart = sqliteTable(
  "post_part",
  {
    postId: integer("post_id")
      .notNull()
      .references(() => post.id),
    position: integer("position").notNull(),
    messageId: integer("message_id")
      .notNull()
      .references(() => message.id),
    deliveryId: integer("delivery_id")
      .notNull()
      .references(() => delivery.id),
  },
  (t) => [
    primaryKey({ columns: [t.postId, t.position] }),
    index("post_part_message").on(t.messageId),
    index("post_part_delivery").on(t.deliveryId),
  ],
);

/** What somebody wrote under a post: shown on the page once it was looked at. */
export const comment = sqliteTable(
  "comment",
  {
    id: id(),
    publicationId: integer("publication_id")
      .notNull()
      .references(() => publication.id),
    postId: integer("post_id")
      .notNull()
      .references(() => post.id),
    messageId: integer("message_id")
      .notNull()
      .unique()
      .references(() => message.id),
    state: text("state", { enum: COMMENT_STATES }).notNull(),
    /** As the page shows it, without what could lead somebody astray. */
    text: text("text").notNull(),
    /** Platform time. */
    at: at("at"),
    decidedBy: integer("decided_by").references(() => agent.id),
    decidedAt: integer("decided_at"),
    createdAt: at("created_at"),
  },
  (t) => [
    index("comment_publication").on(t.publicationId, t.state, t.at, t.id),
    index("comment_pending")
      .on(t.id)
      .where(sql`${t.state} = 'pending'`),
  ],
);

/** How often a page was read and was of use, by day (UTC days since 1970). Nobody is remembered. */
export const publicationDay = sqliteTable(
  "publication_day",
  {
    publicationId: integer("publication_id")
      .notNull()
      .references(() => publication.id),
    day: integer("day").notNull(),
    views: integer("views").notNull().default(0),
    /** "I have this problem too." */
    same: integer("same").notNull().default(0),
    helped: integer("helped").notNull().default(0),
    unhelped: integer("unhelped").notNull().default(0),
    /** Read it and went on to ask us. */
    asked: integer("asked").notNull().default(0),
    /** An answer of the team led to it, or took its words. */
    used: integer("used").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.publicationId, t.day] }), index("publication_day_day").on(t.day)],
);

/** An address, account or number that is really the brand's. */
export const officialContact = sqliteTable(
  "official_contact",
  {
    id: id(),
    kind: text("kind", { enum: CONTACT_KINDS }).notNull(),
    /** As people know it: a handle without `@`, an address, a number. */
    handle: text("handle").notNull(),
    url: text("url"),
    name: text("name").notNull(),
    purposeZh: text("purpose_zh").notNull().default(""),
    purposeEn: text("purpose_en").notNull().default(""),
    /** Year, month or day in ISO 8601, as exactly as the brand tells. */
    since: text("since"),
    /** The connected account that it is; null: none is connected. */
    accountId: integer("account_id").references(() => account.id),
    /** Shown no longer; whoever asks is told that it was ours until then. */
    endedAt: integer("ended_at"),
    /** Not on the list: a connected account that the public need not know of. */
    hidden: integer("hidden", { mode: "boolean" }).notNull().default(false),
    changedAt: integer("changed_at"),
    position: integer("position").notNull().default(0),
    createdAt: at("created_at"),
  },
  (t) => [index("official_contact_account").on(t.accountId)],
);
