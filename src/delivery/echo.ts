/** Binds what the platform shows of our own messages to the deliveries that sent them. */
import { and, eq, gte, inArray, isNull } from "drizzle-orm";
import { type EpochMs, SECOND_MS } from "../domain/time.ts";
import type { Context } from "../store/context.ts";
import { delivery, message } from "../store/schema.ts";
import type { DeliveryRow } from "./operation.ts";
import { type Landed, settleSent } from "./settle.ts";

/** Platform and host clocks differ a little. */
const CLOCK_SKEW_MS = 30 * SECOND_MS;

/** The message carries the key of one of our deliveries. False: it is not one of ours. */
export function bindByKey(ctx: Context, now: EpochMs, accountId: number, key: string, landed: Landed): boolean {
  const row = ctx.store.q.deliveryByKey.get({ key });
  if (!row || row.accountId !== accountId) return false;
  if (row.state !== "sent") settleSent(ctx, now, row, landed);
  return true;
}

/**
 * Looks for the echo of a delivery without an id (in doubt, or marked as sent by a person) among what came in as ours. One message with the same words settles it; none, or two, prove
 * nothing. A delivery that is still being sent is left alone: its response will say.
 */
export function settleByEcho(ctx: Context, now: EpochMs, conversationId: number): void {
  const { db, q } = ctx.store;
  const withoutId = db
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
    .all();
  for (const { row } of withoutId) {
    const ours = q.messageById.get({ id: row.messageId });
    const candidates = ours ? candidatesFor(ctx, row, ours) : [];
    const [only, ...others] = candidates;
    if (only?.remoteId && others.length === 0)
      settleSent(ctx, now, row, { id: only.remoteId, url: only.url, sentAt: only.sentAt });
  }
}

function candidatesFor(
  ctx: Context,
  row: DeliveryRow,
  ours: typeof message.$inferSelect,
): (typeof message.$inferSelect)[] {
  const since = (row.startedAt ?? row.createdAt) - CLOCK_SKEW_MS;
  return ctx.store.db
    .select()
    .from(message)
    .where(
      and(
        eq(message.conversationId, row.conversationId),
        eq(message.direction, "outbound"),
        inArray(message.origin, ["native", "otherApp"]),
        isNull(message.deletedAt),
        gte(message.sentAt, since),
      ),
    )
    .all()
    .filter(
      (other) => sameWords(other.text, ours.text) && (ours.inReplyTo === null || other.inReplyTo === ours.inReplyTo),
    );
}

/** Platforms trim and fold white space. */
function sameWords(a: string, b: string): boolean {
  const fold = (text: string) => text.normalize("NFC").replaceAll(/\s+/gu, " ").trim();
  return fold(a) === fold(b);
}
