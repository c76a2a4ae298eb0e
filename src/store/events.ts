/** The append-only, hash-chained log of what happened; audit, live updates and webhooks read it. */
import { createHash, randomBytes } from "node:crypto";
import { asc, eq, gt } from "drizzle-orm";
import type { EpochMs } from "../domain/time.ts";
import type { Store } from "./db.ts";
import { event, eventContent } from "./schema.ts";

/** What every event says, with ids and enums only in `data`. */
export interface NewEvent {
  type: EventType;
  actor: string;
  accountId?: number | null;
  conversationId?: number | null;
  messageId?: number | null;
  data?: Record<string, string | number | boolean | null>;
  /** Personal words that the event needs: kept beside the log, where they can be deleted. */
  content?: Record<string, string | null>;
}

export const EVENT_TYPES = [
  "account.added",
  "account.changed",
  "account.removed",
  "answer.changed",
  "audit.exported",
  "bridge.secret-made",
  "comment.decided",
  "comment.received",
  "contact.erased",
  "contact.erasing",
  "contact.exported",
  "contact.merged",
  "contact.unmerged",
  "conversation.assigned",
  "conversation.created",
  "conversation.erased",
  "conversation.labelled",
  "conversation.priority",
  "conversation.read",
  "conversation.status",
  "conversation.topic",
  "delivery.approved",
  "delivery.changed",
  "delivery.rejected",
  "factor.codes",
  "factor.enrolled",
  "factor.removed",
  "gap.found",
  "identity.blocked",
  "identity.changed",
  "invitation.created",
  "job.changed",
  "label.changed",
  "link.ended",
  "key.rotated",
  "macro.changed",
  "media.changed",
  "message.bound",
  "message.created",
  "message.deleted",
  "message.edited",
  "message.hidden",
  "message.masked",
  "note.created",
  "note.deleted",
  "note.edited",
  "official-contact.changed",
  "password.changed",
  "password.link",
  "person.availability",
  "person.capacity",
  "person.changed",
  "person.deactivated",
  "person.joined",
  "person.restored",
  "place.changed",
  "poison.dismissed",
  "poison.found",
  "publication.consent",
  "publication.created",
  "publication.discarded",
  "publication.edited",
  "publication.post",
  "publication.published",
  "publication.reopened",
  "publication.returned",
  "publication.source",
  "publication.submitted",
  "publication.withdrawn",
  "reaction.changed",
  "reply.refused",
  "satisfaction.given",
  "satisfaction.requested",
  "rule.changed",
  "secret.revealed",
  "settings.changed",
  "session.ended",
  "session.started",
  "sign-in.throttled",
  "sla.missed",
  "sla.warned",
  "system.paused",
  "system.resumed",
  "token.created",
  "token.revoked",
  "topic.added",
  "topic.changed",
  "view.removed",
  "view.saved",
  "webhook.added",
  "webhook.changed",
  "webhook.disabled",
  "webhook.removed",
  "webhook.replayed",
  "webhook.secret-replaced",
  "webhook.tested",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** An event as its followers see it. */
export interface Recorded extends NewEvent {
  seq: number;
}

const EVENT_VERSION = 1;
const GENESIS = "0".repeat(64);

/** Appends an event to the running transaction and gives its number. */
export function appendEvent(store: Store, now: EpochMs, input: NewEvent): number {
  const last = store.q.lastEvent.get();
  const seq = (last?.seq ?? 0) + 1;
  let contentHash = "";
  let salt = "";
  const content = input.content ? JSON.stringify(input.content) : "";
  if (content) {
    salt = randomBytes(16).toString("hex");
    contentHash = hashContent(salt, content);
  }
  const row = {
    seq,
    at: now,
    type: input.type,
    version: EVENT_VERSION,
    actor: input.actor,
    accountId: input.accountId ?? null,
    conversationId: input.conversationId ?? null,
    messageId: input.messageId ?? null,
    data: input.data ? JSON.stringify(input.data) : "{}",
    contentHash,
    prevHash: last?.hash ?? GENESIS,
  };
  store.q.insertEvent.run({ ...row, hash: hashEvent(row) });
  if (content) store.db.insert(eventContent).values({ seq, salt, content }).run();
  for (const follow of store.followers) follow(store, now, { ...input, seq });
  return seq;
}

interface ChainRow {
  seq: number;
  at: number;
  type: string;
  version: number;
  actor: string;
  accountId: number | null;
  conversationId: number | null;
  messageId: number | null;
  data: string;
  contentHash: string;
  prevHash: string;
}

function hashEvent(row: ChainRow): string {
  const { seq, at, type, version, actor, accountId, conversationId, messageId, data, contentHash, prevHash } = row;
  const line = JSON.stringify([
    seq,
    at,
    type,
    version,
    actor,
    accountId,
    conversationId,
    messageId,
    data,
    contentHash,
    prevHash,
  ]);
  return createHash("sha256").update(line).digest("hex");
}

function hashContent(salt: string, content: string): string {
  return createHash("sha256").update(salt).update(content).digest("hex");
}

/** Where a walk along the chain stands: the last event that fits. */
export interface ChainPlace {
  seq: number;
  hash: string;
}

export const CHAIN_START: ChainPlace = { seq: 0, hash: GENESIS };

interface Broken {
  seq: number;
  why: string;
}

const PAGE = 5_000;

/** Walks the whole chain; gives the first event that does not fit, null if all do. Deleted content is fine, changed content is not. */
export function verifyChain(store: Store): { events: number; broken: Broken | null } {
  let place = CHAIN_START;
  for (;;) {
    const walked = verifyNextEvents(store, place, PAGE);
    if (walked.broken || walked.place.seq === place.seq) return { events: walked.place.seq, broken: walked.broken };
    ({ place } = walked);
  }
}

/** Walks on from a place, at most `limit` events; at the end of the chain the place stays. */
export function verifyNextEvents(
  store: Store,
  from: ChainPlace,
  limit: number,
): { place: ChainPlace; broken: Broken | null } {
  let place = from;
  const rows = store.db
    .select({ event, content: eventContent })
    .from(event)
    .leftJoin(eventContent, eq(eventContent.seq, event.seq))
    .where(gt(event.seq, from.seq))
    .orderBy(asc(event.seq))
    .limit(limit)
    .all();
  for (const { event: row, content } of rows) {
    const why = whyBroken(place, row, content);
    if (why !== null) return { place, broken: { seq: row.seq, why } };
    place = { seq: row.seq, hash: row.hash };
  }
  return { place, broken: null };
}

function whyBroken(
  before: ChainPlace,
  row: ChainRow & { hash: string },
  content: { salt: string; content: string } | null,
): string | null {
  if (row.seq !== before.seq + 1) return `event ${before.seq + 1} is missing`;
  if (row.prevHash !== before.hash) return "it does not follow the event before it";
  if (hashEvent(row) !== row.hash) return "its content does not match its hash";
  if (content && hashContent(content.salt, content.content) !== row.contentHash)
    return "its personal content was changed";
  return null;
}
