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
  contactId: "contact",
  deliveryId: "delivery",
  gapId: "gap",
  identityId: "identity",
  jobId: "job",
  labelId: "label",
  linkId: "invitation",
  macroId: "macro",
  mediaId: "attachment",
  messageId: "message",
  poisonId: "poison",
  ruleId: "rule",
  tokenId: "token",
  viewId: "view",
  webhookId: "webhook",
};

/** Where `from` and `to` are ids. */
const MOVES: Record<string, IdKind> = {
  "conversation.assigned": "agent",
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
    const kind = ID_MEMBERS[name] ?? (name === "from" || name === "to" ? MOVES[type] : undefined);
    return [name, kind !== undefined && typeof value === "number" ? formatId(kind, value) : value];
  });
  return Object.fromEntries(entries);
}
