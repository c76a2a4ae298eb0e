/** Conversations and people as they go over the wire. */
import { MOST_UPLOAD_BYTES } from "../limits.ts";
import type { z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { plainName } from "../../domain/visible.ts";
import { toIso } from "../../domain/time.ts";
import type { ConversationDetail as DetailRow } from "../../inbox/views/conversation-detail.ts";
import type { ConversationRow, IdentityRow } from "../../inbox/views/conversation-rows.ts";
import type { ConversationDetail, ConversationItem, Person } from "../schemas.ts";

export function presentPerson(row: IdentityRow): z.infer<typeof Person> {
  return {
    id: formatId("identity", row.id),
    contactId: formatId("contact", row.contactId),
    name: plainName(row.name),
    handle: row.handle === null ? null : plainName(row.handle),
    avatarUrl: row.avatarUrl,
    url: row.url,
    state: row.state,
  };
}

export function presentConversation({
  conversation: row,
  person,
  place,
  labels,
}: ConversationRow): z.infer<typeof ConversationItem> {
  return {
    id: formatId("conversation", row.id),
    accountId: formatId("account", row.accountId),
    platform: row.platform,
    kind: row.kind,
    status: row.status,
    priority: row.priority,
    requester: presentPerson(person),
    place: { title: place.title === null ? null : plainName(place.title), url: place.url },
    excerpt: row.excerpt,
    excerptDirection: row.excerptDirection,
    labels,
    assigneeId: row.assigneeId === null ? null : formatId("agent", row.assigneeId),
    unread: row.unread,
    waitingSince: toIso(row.waitingSince),
    snoozedUntil: toIso(row.snoozedUntil),
    due: dueOf(row),
    lastMessageAt: toIso(row.lastMessageAt),
    needsAttention: row.attention > 0,
  };
}

function dueOf({ dueTarget, dueAt, dueWarnAt }: ConversationRow["conversation"]) {
  if (dueTarget === null || dueAt === null || dueWarnAt === null) return null;
  return { target: dueTarget, at: toIso(dueAt), warnAt: toIso(dueWarnAt) };
}

function satisfactionOf(row: NonNullable<DetailRow["episode"]>) {
  const { satisfactionDueAt: dueAt, satisfactionAskedAt: askedAt } = row;
  if (dueAt === null && askedAt === null) return null;
  const message = (id: number | null) => (id === null ? null : formatId("message", id));
  return {
    dueAt: toIso(dueAt),
    askedAt: toIso(askedAt),
    score: row.satisfaction,
    at: toIso(row.satisfactionAt),
    messageId: message(row.satisfactionMessageId),
    commentId: message(row.satisfactionCommentId),
  };
}

export function presentDetail(row: DetailRow): z.infer<typeof ConversationDetail> {
  const { answerability, capabilities, episode, account } = row;
  const { textLimit, captionLimit, media, operations, reactions } = capabilities;
  return {
    ...presentConversation(row),
    answerability: { ...answerability, until: toIso(answerability.until) },
    limits: {
      textLimit,
      captionLimit,
      media: { ...media, maxBytes: Math.min(media.maxBytes, MOST_UPLOAD_BYTES) },
      operations,
      reactions,
    },
    seq: row.conversation.seq,
    episode: episode && {
      openedAt: toIso(episode.openedAt),
      firstResponseAt: toIso(episode.firstResponseAt),
      closedAt: toIso(episode.closedAt),
      resolvedAt: toIso(episode.resolvedAt),
      firstResponseDueAt: toIso(episode.firstResponseDueAt),
      resolutionDueAt: toIso(episode.resolutionDueAt),
      missed: row.missed,
      topicId: episode.topicId === null ? null : formatId("topic", episode.topicId),
      satisfaction: satisfactionOf(episode),
    },
    account: { name: account.name, handle: account.handle, state: account.state },
  };
}
