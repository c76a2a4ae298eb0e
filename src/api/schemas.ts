/** What goes over the wire: one zod schema per thing gives validation, OpenAPI and the typed client. */
import { z } from "@hono/zod-openapi";
import { PLACE_KINDS, PLATFORMS } from "../domain/platform.ts";
import {
  CONVERSATION_STATUSES,
  DELIVERY_KINDS,
  DELIVERY_STATES,
  DIRECTIONS,
  DRAFT_MODES,
  AUTOMATIC,
  ORIGINS,
  PRIORITIES,
  ROLES,
  SLA_TARGETS,
} from "../domain/status.ts";
import { SPAN_KINDS } from "../domain/text.ts";

const Time = z.iso.datetime().openapi({ description: "ISO 8601, UTC", example: "2026-11-22T08:41:00.000Z" });
const TimeOrNull = Time.nullable();

/** RFC 9457, with a stable `code`. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().openapi({ description: "Stable, kebab-case", example: "conversation-moved" }),
    detail: z.string().optional(),
    /** Path of the field that is wrong, where there is one. */
    field: z.string().optional(),
  })
  .loose()
  .openapi("Problem");

export const Person = z
  .object({
    id: z.string().openapi({ example: "idn_7" }),
    contactId: z.string(),
    name: z.string(),
    handle: z.string().nullable(),
    avatarUrl: z.string().nullable(),
    url: z.string().nullable(),
    state: z.enum(["active", "deleted", "blockedUs", "blockedByUs"]),
  })
  .openapi("Person");

export const ConversationItem = z
  .object({
    id: z.string().openapi({ example: "cnv_42" }),
    accountId: z.string(),
    platform: z.enum(PLATFORMS),
    kind: z.enum(PLACE_KINDS),
    status: z.enum(CONVERSATION_STATUSES),
    priority: z.enum(PRIORITIES),
    requester: Person,
    place: z.object({ title: z.string().nullable(), url: z.string().nullable() }),
    /** Start of the newest message; masked secrets as in the message. */
    excerpt: z.string(),
    /** Who wrote the newest message. */
    excerptDirection: z.enum(DIRECTIONS),
    labels: z.array(z.string()),
    assigneeId: z.string().nullable(),
    /** Inbound messages that nobody has read. */
    unread: z.int(),
    /** Since when the person waits for an answer; null: they don't. */
    waitingSince: TimeOrNull,
    snoozedUntil: TimeOrNull,
    /** What we owe the person first by the account's targets; null: nothing runs. */
    due: z.object({ target: z.enum(SLA_TARGETS), at: Time, warnAt: Time }).nullable(),
    lastMessageAt: Time,
    /** True while a reply failed or its outcome is unknown. */
    needsAttention: z.boolean(),
  })
  .openapi("ConversationItem");

export const Answerability = z
  .object({
    state: z.enum(["open", "closed", "unknown"]),
    until: TimeOrNull,
    reason: z.string().nullable(),
    url: z.string().nullable(),
    toPrivateUrl: z.string().nullable(),
  })
  .openapi("Answerability");

export const Limits = z
  .object({
    /** In the platform's unit; the connector's `measure.ts` counts it in the browser too. */
    textLimit: z.int(),
    captionLimit: z.int(),
    media: z.object({
      maxCount: z.int(),
      maxBytes: z.int(),
      /** Types that may be smaller only. */
      maxBytesOf: z.record(z.string(), z.int()).optional(),
      mimes: z.array(z.string()),
      /** Types of which a message takes one, and nothing beside it. */
      alone: z.array(z.string()).optional(),
    }),
    /** Operations that the platform knows in such a place: reply, message, edit, delete, react, hide, createThread. */
    operations: z.array(z.string()),
    /** Emoji for reactions; null: any. */
    reactions: z.array(z.string()).nullable(),
  })
  .openapi("Limits");

export const EpisodeView = z
  .object({
    openedAt: Time,
    firstResponseAt: TimeOrNull,
    closedAt: TimeOrNull,
    /** When it was closed as done; null for spam. */
    resolvedAt: TimeOrNull,
    /** By the account's targets; null where there is none. */
    firstResponseDueAt: TimeOrNull,
    resolutionDueAt: TimeOrNull,
    /** Targets that were missed at some time. */
    missed: z.array(z.enum(SLA_TARGETS)),
    topicId: z.string().nullable(),
    satisfaction: z
      .object({
        /** When the person was asked; null: not, or not yet. */
        askedAt: TimeOrNull,
        /** When they are to be asked. */
        dueAt: TimeOrNull,
        /** 1 (bad) to 5 (very good); null: they have not said. */
        score: z.int().min(1).max(5).nullable(),
        at: TimeOrNull,
        messageId: z.string().nullable(),
        /** What they wrote right after it. */
        commentId: z.string().nullable(),
      })
      .nullable(),
  })
  .openapi("Episode");

export const ConversationDetail = ConversationItem.extend({
  answerability: Answerability,
  limits: Limits,
  /** Grows with each change of the messages; send it back as `seenSeq` with a reply. */
  seq: z.int(),
  episode: EpisodeView.nullable(),
  account: z.object({ name: z.string(), handle: z.string().nullable(), state: z.string() }),
}).openapi("ConversationDetail");

export const Media = z
  .object({
    id: z.string().openapi({ example: "med_3" }),
    kind: z.enum(["image", "video", "audio", "voice", "file", "sticker", "location", "contact"]),
    state: z
      .enum(["pending", "kept", "gone", "none"])
      .openapi({ description: "none: nothing to fetch (location, contact)" }),
    /** Why it is gone: too-large, too-old, deleted, refused, … */
    reason: z.string().nullable(),
    mime: z.string().nullable(),
    name: z.string().nullable(),
    size: z.int().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    durationMs: z.int().nullable(),
    alt: z.string().nullable(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    /** `/api/media/…` once kept. */
    url: z.string().nullable(),
  })
  .openapi("Media");

export const DeliveryView = z
  .object({
    id: z.string().openapi({ example: "dlv_9" }),
    /** What it does to the message; `reply` and `message` send it. */
    kind: z.enum(DELIVERY_KINDS),
    state: z.enum(DELIVERY_STATES),
    /** Stable code of a failure, a hold or what it waits for: `behind-unknown`, `rate-limited`, `account-paused`, … */
    code: z.string().nullable(),
    /** The platform's own words. */
    detail: z.string().nullable(),
    /** What an edit will say; null for everything else. */
    text: z.string().nullable(),
    /** When it is tried next, or scheduled. */
    nextAt: TimeOrNull,
    part: z.int(),
    parts: z.int(),
    attempts: z.int(),
  })
  .openapi("Delivery");

export const SpanView = z
  .object({
    kind: z.enum(SPAN_KINDS),
    start: z.int(),
    end: z.int(),
    /** link: address. mention: handle. emoji: image or name. masked: kind of secret (seedPhrase, privateKey, keystore, card, token, undecided). */
    value: z.string().optional(),
    /** masked, undecided: number for `POST /api/messages/{id}/secrets/{number}/reveal`. */
    secret: z.int().optional(),
  })
  .openapi("Span", { description: "Half-open range in UTF-16 units" });

export const MessageItem = z
  .object({
    id: z.string().openapi({ example: "msg_7" }),
    direction: z.enum(DIRECTIONS),
    author: z.object({
      id: z.string().nullable(),
      name: z.string(),
      handle: z.string().nullable(),
      avatarUrl: z.string().nullable(),
      isUs: z.boolean(),
    }),
    /** Who of the team wrote it. */
    agentId: z.string().nullable(),
    origin: z.enum(ORIGINS),
    /** Which fixed text it is; null: somebody wrote it. */
    automatic: z.enum(AUTOMATIC).nullable(),
    text: z.string(),
    spans: z.array(SpanView),
    language: z.string().nullable(),
    media: z.array(Media),
    reactions: z.array(z.object({ emoji: z.string(), count: z.int(), byUs: z.boolean() })),
    groupKey: z.string().nullable(),
    inReplyTo: z
      .object({ id: z.string().nullable(), authorName: z.string().nullable(), excerpt: z.string().nullable() })
      .nullable(),
    url: z.string().nullable(),
    sentAt: Time,
    editedAt: TimeOrNull,
    /** Earlier texts, oldest first. */
    edits: z.array(z.object({ text: z.string(), at: Time })),
    deletedAt: TimeOrNull,
    hidden: z.boolean(),
    /** How it was or is being sent; null: not by Parley. */
    delivery: DeliveryView.nullable(),
    /** Edits, deletions, reactions and hidings of it that are not settled: on their way, failed or in doubt. Oldest first. */
    changes: z.array(DeliveryView),
  })
  .openapi("Message");

export const AccountView = z
  .object({
    id: z.string().openapi({ example: "acc_1" }),
    appId: z.string(),
    platform: z.enum(PLATFORMS),
    name: z.string(),
    handle: z.string().nullable(),
    avatarUrl: z.string().nullable(),
    url: z.string().nullable(),
    state: z.enum(["active", "paused", "auth", "removed"]),
    /** Stable code of what is wrong, null if nothing is. */
    problem: z.string().nullable(),
    problemDetail: z.string().nullable(),
    warnings: z.array(z.string()),
    missingScopes: z.array(z.string()),
    settings: z.record(z.string(), z.unknown()),
    /** Closed conversations that rested for so many months are erased; null: never. */
    retentionMonths: z.int().nullable(),
    /** Whoever pastes a secret in private is sent the fixed safety text. */
    safetyText: z.boolean(),
    /** Whoever wrote in private is asked how it went, so many minutes after the close; null: not asked. */
    satisfactionAfterMinutes: z.int().nullable(),
    lastEventAt: TimeOrNull,
    lastPulledAt: TimeOrNull,
    gaps: z.array(
      z.object({ id: z.string(), since: Time, until: Time, code: z.string(), detail: z.string().nullable() }),
    ),
    createdAt: Time,
  })
  .openapi("Account");

export const JobView = z
  .object({
    id: z.string(),
    kind: z.string(),
    state: z.enum(["queued", "running", "done", "failed", "cancelled"]),
    done: z.int(),
    total: z.int().nullable(),
    priceUsd: z.number().nullable(),
    accountId: z.string().nullable(),
    error: z.string().nullable(),
    createdAt: Time,
    finishedAt: TimeOrNull,
  })
  .openapi("Job");

export const ContactView = z
  .object({
    id: z.string(),
    name: z.string(),
    identities: z.array(
      Person.extend({
        platform: z.enum(PLATFORMS),
        joined: z.boolean().openapi({ description: "It came with another contact, and can be given back" }),
      }),
    ),
    conversations: z.array(ConversationItem).openapi({ description: "The newest 50" }),
    conversationCount: z.int(),
    firstSeenAt: TimeOrNull,
  })
  .openapi("Contact");

/** Somebody found by name, with as much as is needed to tell them apart. */
export const ContactFound = z
  .object({
    id: z.string(),
    name: z.string(),
    identities: z.array(Person.extend({ platform: z.enum(PLATFORMS) })),
    lastMessageAt: Time,
  })
  .openapi("ContactFound");

export const PastEpisode = z
  .object({
    id: z.string().openapi({ example: "eps_3" }),
    conversationId: z.string(),
    platform: z.enum(PLATFORMS),
    kind: z.enum(PLACE_KINDS),
    openedAt: Time,
    closedAt: TimeOrNull,
    /** How it ended: done, or as spam; null: it has not. */
    ended: z.enum(["resolved", "spam"]).nullable(),
    /** 1 (bad) to 5 (good), where the person said so. */
    satisfaction: z.int().nullable(),
    /** What it began with, to go there. */
    messageId: z.string().nullable(),
    excerpt: z.string(),
  })
  .openapi("PastEpisode");

export const NoteView = z
  .object({
    id: z.string(),
    conversationId: z.string(),
    text: z.string(),
    spans: z.array(SpanView),
    authorName: z.string(),
    at: Time,
    editedAt: TimeOrNull,
  })
  .openapi("Note");

export const Counts = z
  .object({
    status: z.record(z.enum(CONVERSATION_STATUSES), z.int()),
    /** Open conversations. */
    byAccount: z.record(z.string(), z.int()),
    /** All conversations of each account, by status. */
    accountStatus: z.record(z.string(), z.record(z.enum(CONVERSATION_STATUSES), z.int())),
    byAssignee: z.record(z.string(), z.int()),
    unassigned: z.int(),
    /** Conversations with a failed, held or unknown delivery. */
    attention: z.int(),
    /** Conversations whose notes mention who asks, and which they have not looked at since. */
    mentions: z.int(),
  })
  .openapi("Counts");

export const Me = z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES) }).openapi("Me");

export const Colleague = Me.extend({
  active: z.boolean().openapi({ description: "False: left the team; their name stays in the history" }),
}).openapi("Colleague");

/** One line of the live stream; `type` is the event's type, `data` has ids and enums only. */
export const LiveEvent = z
  .object({
    seq: z.int(),
    at: Time,
    type: z.string().openapi({ example: "message.created" }),
    actor: z.string().nullable(),
    accountId: z.string().nullable(),
    conversationId: z.string().nullable(),
    messageId: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
  })
  .openapi("LiveEvent");

export const AuditItem = LiveEvent.extend({
  /** Null: the program did it. */
  actorName: z.string().nullable(),
}).openapi("AuditItem");

export const ActivityItem = AuditItem.extend({
  labels: z
    .object({ added: z.array(z.string()), removed: z.array(z.string()) })
    .nullable()
    .openapi({ description: "Where labels changed: as they are called now" }),
}).openapi("ActivityItem");

export const ReplyInput = z
  .strictObject({
    text: z.string().max(40_000),
    uploads: z.array(z.string()).max(10).optional(),
    inReplyTo: z.string().optional(),
    seenSeq: z.int().optional(),
    /** Send although the conversation has moved. */
    force: z.boolean().optional(),
    /** The version of your draft that these words end. */
    draftVersion: z.int().optional(),
    undoSeconds: z.int().min(0).max(30).optional().openapi({
      description: "For so long `take-back` undoes it; until then it is `scheduled`. Absent: it leaves at once",
    }),
    sendAt: Time.optional().openapi({
      description:
        "Leaves then, within 90 days. Where the person writes before, it waits for somebody to decide (`person-wrote`)",
    }),
    close: z
      .boolean()
      .optional()
      .openapi({ description: "Closes the conversation once this has left, unless the person has written meanwhile" }),
  })
  .openapi("ReplyInput");

export const ConversationPatch = z
  .strictObject({
    status: z.enum(CONVERSATION_STATUSES).optional(),
    assigneeId: z.string().nullable().optional(),
    priority: z.enum(PRIORITIES).optional(),
    labels: z.array(z.string().min(1).max(50)).max(20).optional(),
    snoozedUntil: TimeOrNull.optional(),
    /** What the current piece of work is about. */
    topicId: z.string().nullable().optional(),
    /** true: mark unread; false: all read. */
    unread: z.boolean().optional(),
  })
  .openapi("ConversationPatch");

const Mark = z.object({ start: z.int(), end: z.int() });

/** Why something was found: the part of a message with the words marked. */
export const Hit = z
  .object({
    messageId: z.string(),
    direction: z.enum(DIRECTIONS),
    authorName: z.string().nullable(),
    /** One line around the first mark. */
    text: z.string(),
    marks: z.array(Mark).openapi({ description: "Half-open ranges of `text` in UTF-16 units" }),
    sentAt: Time,
  })
  .openapi("Hit");

export const SearchHit = Hit.extend({ conversation: ConversationItem }).openapi("SearchHit");

export const FoundConversation = ConversationItem.extend({
  hit: Hit.nullable().optional().openapi({ description: "With `q` only; null where no message was asked for" }),
}).openapi("FoundConversation");

export const MessageMatch = z.object({ messageId: z.string(), marks: z.array(Mark) }).openapi("MessageMatch");

export const ReplyAccepted = z
  .object({
    messageIds: z.array(z.string()),
    deliveries: z.array(z.object({ id: z.string(), state: z.enum(DELIVERY_STATES) })),
    /** The conversation's `seq` with the reply in it. */
    seq: z.int(),
  })
  .openapi("ReplyAccepted");

/** A change that is on its way to the platform. */
export const ChangeAccepted = z
  .object({ delivery: z.object({ id: z.string(), state: z.enum(DELIVERY_STATES) }) })
  .openapi("ChangeAccepted");

export const UploadView = z
  .object({
    id: z.string().openapi({ example: "upl_4" }),
    name: z.string(),
    mime: z.string(),
    size: z.int(),
  })
  .openapi("Upload");

export const DraftView = z
  .object({
    mode: z.enum(DRAFT_MODES),
    text: z.string(),
    uploads: z.array(UploadView),
    inReplyTo: z.object({ id: z.string(), name: z.string(), excerpt: z.string() }).nullable(),
    /** Send it back with the next change. */
    version: z.int(),
    updatedAt: Time,
  })
  .openapi("Draft");

export const Webhook = z
  .object({
    id: z.string().openapi({ example: "whk_1" }),
    url: z.string(),
    types: z.array(z.string()),
    state: z.enum(["active", "disabled"]),
    /** Why it is disabled: the receiver said that it is gone, or took nothing for three days. */
    reason: z.enum(["gone", "failing", "by-person"]).nullable(),
    /** Number of the last event that it was told, or has waiting. */
    seq: z.int(),
    lastSentAt: TimeOrNull,
    lastErrorAt: TimeOrNull,
    /** Stable code: http-500, timeout, unreachable, address-not-public. */
    lastError: z.string().nullable(),
    /** Until when the secret before this one signs too; null: it does not. */
    previousSecretUntil: TimeOrNull,
    /** At most 20, newest first; `code` is `taken`, or why it was not. */
    recent: z.array(
      z.object({
        seq: z.int(),
        type: z.string(),
        at: Time,
        attempt: z.int(),
        code: z.string(),
        tookMs: z.int(),
      }),
    ),
    createdAt: Time,
  })
  .openapi("Webhook");

export const PoisonView = z
  .object({ id: z.string(), accountId: z.string(), at: Time, reason: z.string(), raw: z.string() })
  .openapi("Poison");
