/** Binds what the platform shows of our own messages to the deliveries that sent them. */
import { and, asc, eq, gt, gte, inArray, isNull, ne, type SQL, sql } from "drizzle-orm";
import { type EpochMs, SECOND_MS } from "../domain/time.ts";
import type { Context } from "../store/context.ts";
import type { MessageRow } from "../store/message-content.ts";
import { perStore } from "../store/prepared.ts";
import { delivery, media, message, messageEdit, post, postPart } from "../store/schema.ts";
import { maskWords } from "../trust/mask.ts";
import type { DeliveryRow } from "./operation.ts";
import type { Landed } from "./bind.ts";
import { settleSent } from "./settle.ts";

/** Platform and host clocks differ a little. */
const CLOCK_SKEW_MS = 30 * SECOND_MS;

/**
 * The message carries the key of one of our deliveries. False: it does not, or that delivery made another message already (sent once more by a person's
 * decision): then this one stands for itself.
 */
export function bindByKey(ctx: Context, now: EpochMs, accountId: number, key: string, landed: Landed): boolean {
  const row = ctx.store.q.deliveryByKey.get({ key });
  if (!row || row.accountId !== accountId) return false;
  settleSent(ctx, now, row, landed);
  return ctx.store.q.messageById.get({ id: row.messageId })?.remoteId === landed.id;
}

/** What a message of ours says, as the platform shows it. */
export interface Shown {
  texts: string[];
  hasMedia: boolean;
  inReplyTo: string | null;
  sentAt: EpochMs;
  receivedAt: EpochMs;
}

/**
 * Looks for the echo of a delivery without an id (in doubt, or marked as sent by a person) among what came in as ours. One message with the same words settles it; none, or two, prove
 * nothing. A delivery that is still being sent is left alone: its response will say.
 */
export function settleByEcho(ctx: Context, now: EpochMs, { accountId, conversationId }: Around): void {
  if (conversationId === null)
    for (const { row } of partsWithoutId(ctx.store).all({ accountId }))
      settleByOneOf(ctx, now, row, storedToNobody(ctx, row));
  else for (const row of withoutId(ctx, conversationId)) settleByOneOf(ctx, now, row, storedOutbound(ctx, row));
}

/** The parts of an account's posts stand in no conversation. */
interface Around {
  accountId: number;
  conversationId: number | null;
}

function settleByOneOf(ctx: Context, now: EpochMs, row: DeliveryRow, stored: Candidate[]): void {
  const [only, ...others] = stored.filter(({ shown }) => mayBeEcho(ctx, row, shown));
  if (!only?.message.remoteId || others.length > 0) return;
  const { remoteId, url, sentAt, placeId } = only.message;
  const where = ctx.store.q.placeById.get({ id: placeId });
  const place = where && { id: where.remoteId, kind: where.kind, title: where.title, url: where.url };
  settleSent(ctx, now, row, { id: remoteId, url, sentAt, ...(place ? { place } : {}) });
}

/** An echo whose deletion came before it is bound while its words are still at hand. False: it is none, or nobody can tell whose. */
export function bindDeletedEcho(
  ctx: Context,
  now: EpochMs,
  conversationId: number,
  shown: Shown,
  landed: Landed,
): boolean {
  const [only, ...others] = withoutId(ctx, conversationId).filter((row) => mayBeEcho(ctx, row, shown));
  if (!only || others.length > 0) return false;
  settleSent(ctx, now, only, landed);
  return true;
}

function withoutId(ctx: Context, conversationId: number): DeliveryRow[] {
  return ctx.store.db
    .select({ row: delivery })
    .from(delivery)
    .innerJoin(message, eq(message.id, delivery.messageId))
    .where(
      and(
        eq(delivery.conversationId, conversationId),
        inArray(delivery.state, ["unknown", "sent"]),
        isNull(message.remoteId),
        inArray(delivery.kind, ["reply", "message"]),
      ),
    )
    .orderBy(asc(delivery.id))
    .all()
    .map(({ row }) => row);
}

const partsWithoutId = perStore((db) =>
  db
    .select({ row: delivery })
    .from(post)
    .innerJoin(postPart, eq(postPart.postId, post.id))
    .innerJoin(delivery, eq(delivery.id, postPart.deliveryId))
    .innerJoin(message, eq(message.id, postPart.messageId))
    .where(
      and(
        eq(post.accountId, sql.placeholder("accountId")),
        inArray(delivery.state, ["unknown", "sent"]),
        isNull(message.remoteId),
        isNull(message.deletedAt),
        ne(message.text, ""),
      ),
    )
    .orderBy(asc(delivery.id))
    .prepare(),
);

interface Candidate {
  message: MessageRow;
  shown: Shown;
}

function storedOutbound(ctx: Context, row: DeliveryRow): Candidate[] {
  if (row.conversationId === null) return [];
  return candidates(ctx, row, eq(message.conversationId, row.conversationId));
}

/** What we said to nobody in particular. Where some of it stands where the part does, the rest (copies that a platform makes elsewhere) is not asked. */
function storedToNobody(ctx: Context, row: DeliveryRow): Candidate[] {
  const toNobody = and(isNull(message.conversationId), isNull(message.personId), gt(message.id, row.messageId));
  const placeId = ctx.store.q.messageById.get({ id: row.messageId })?.placeId;
  const found = candidates(ctx, row, and(toNobody, eq(message.accountId, row.accountId)))
    // What begins a post answers nothing.
    .filter(({ shown }) => row.kind !== "createThread" || shown.inReplyTo === null)
    .filter(({ shown }) => mayBeEcho(ctx, row, shown));
  const there = found.filter(({ message: { placeId: other } }) => other === placeId);
  return there.length > 0 ? there : found;
}

function candidates(ctx: Context, row: DeliveryRow, where: SQL | undefined): Candidate[] {
  const { db } = ctx.store;
  return db
    .select()
    .from(message)
    .where(
      and(
        where,
        eq(message.direction, "outbound"),
        inArray(message.origin, ["native", "otherApp"]),
        isNull(message.deletedAt),
        gte(message.sentAt, startOf(row) - CLOCK_SKEW_MS),
      ),
    )
    .all()
    .map((found) => {
      const earlier = db.select().from(messageEdit).where(eq(messageEdit.messageId, found.id)).all();
      const files = db.select({ id: media.id }).from(media).where(eq(media.messageId, found.id)).limit(1).all();
      const shown = {
        // An edit may come before the message as first sent.
        texts: [found.text, ...earlier.map((one) => one.text)],
        hasMedia: files.length > 0,
        inReplyTo: found.inReplyTo,
        sentAt: found.sentAt,
        receivedAt: found.receivedAt,
      };
      return { message: found, shown };
    });
}

function mayBeEcho(ctx: Context, row: DeliveryRow, shown: Shown): boolean {
  const ours = ctx.store.q.messageById.get({ id: row.messageId });
  if (!ours) return false;
  const startedAt = startOf(row);
  // The echo came in masked.
  const echoed = maskWords(ours, "leaveUndecided").text;
  return (
    // What we had before the attempt began is not its echo; the platform's clock may differ from ours.
    shown.receivedAt >= startedAt &&
    shown.sentAt >= startedAt - CLOCK_SKEW_MS &&
    shown.hasMedia === (row.payload.uploads ?? []).length > 0 &&
    (ours.inReplyTo === null || shown.inReplyTo === ours.inReplyTo || (isPart(row) && shown.inReplyTo === null)) &&
    shown.texts.some((text) => sameWords(text, echoed))
  );
}

/** A platform may show a later part of a post without what it answers. */
function isPart({ conversationId }: DeliveryRow): boolean {
  return conversationId === null;
}

function startOf(row: DeliveryRow): EpochMs {
  return row.startedAt ?? row.createdAt;
}

/** Platforms trim and fold white space. */
function sameWords(a: string, b: string): boolean {
  const fold = (text: string) => text.normalize("NFC").replaceAll(/\s+/gu, " ").trim();
  return fold(a) === fold(b);
}
