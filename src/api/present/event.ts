/** Events of the log as they go over the wire: ids get their prefixes. */
import type { z } from "@hono/zod-openapi";
import { formatId, type IdKind } from "../../domain/ids.ts";
import { toIso } from "../../domain/time.ts";
import type { event } from "../../store/schema.ts";
import type { LiveEvent } from "../schemas.ts";

const ID_MEMBERS: Record<string, IdKind> = {
  accountId: "account",
  agentId: "agent",
  answerId: "answer",
  assigneeId: "agent",
  commentId: "comment",
  contactId: "contact",
  deliveryId: "delivery",
  gapId: "gap",
  identityId: "identity",
  into: "label",
  jobId: "job",
  labelId: "label",
  linkId: "invitation",
  macroId: "macro",
  mediaId: "attachment",
  messageId: "message",
  parentId: "topic",
  poisonId: "poison",
  postId: "post",
  publicationId: "publication",
  ruleId: "rule",
  tokenId: "token",
  topicId: "topic",
  viewId: "view",
  webhookId: "webhook",
};

/** Where `from` and `to` are ids. */
const MOVES: Record<string, IdKind> = {
  "conversation.assigned": "agent",
  "conversation.topic": "topic",
  "contact.merged": "contact",
  "contact.unmerged": "contact",
};

const maybeId = (kind: IdKind, id: number | null) => (id === null ? null : formatId(kind, id));

export function presentEvent(row: typeof event.$inferSelect): z.infer<typeof LiveEvent> {
  return {
    seq: row.seq,
    at: toIso(row.at),
    type: row.type,
    actor: row.actor,
    accountId: maybeId("account", row.accountId),
    conversationId: maybeId("conversation", row.conversationId),
    messageId: maybeId("message", row.messageId),
    data: presentData(row.type, JSON.parse(row.data) as Record<string, unknown>),
  };
}

function presentData(type: string, data: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(data).map(([name, value]) => {
    if (type === "conversation.labelled" && typeof value === "string") return [name, labelList(value)];
    const kind = ID_MEMBERS[name] ?? (name === "from" || name === "to" ? MOVES[type] : undefined);
    return [name, kind !== undefined && typeof value === "number" ? formatId(kind, value) : value];
  });
  return Object.fromEntries(entries);
}

/** Several ids stand joined in one text. */
function labelList(joined: string): string {
  const ids = joined === "" ? [] : joined.split(",");
  return ids.map((id) => formatId("label", Number(id))).join(",");
}
