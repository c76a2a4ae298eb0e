/** What waits for a lead, oldest first. */
import { and, asc, eq, gt, sql } from "drizzle-orm";
import { guardFindings } from "../../delivery/guard.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import { agent, conversation, delivery, message } from "../../store/schema.ts";
import { withoutConsentToken } from "../../trust/consent-texts.ts";
import { formatCursor, NEWEST, parseCursor } from "./keyset.ts";
import type { DeliveryShown } from "./delivery-shown.ts";

export interface HeldDelivery {
  row: DeliveryShown;
  conversationId: number;
  /** The words that would leave. */
  text: string;
  author: string | null;
  createdAt: EpochMs;
  place: (typeof conversation.$inferSelect)["kind"];
  /** What the guard stops on by today's rules; none: it would pass now. */
  findings: ReturnType<typeof guardFindings>;
}

/** Throws ProblemError `invalid` for a foreign cursor. */
export function listHeld(
  store: Store,
  page: { cursor?: string | undefined; limit: number },
): { items: HeldDelivery[]; nextCursor: string | null } {
  const { id: after } = parseCursor(page.cursor);
  const rows = store.db
    .select({ row: delivery, text: message.text, author: agent.name, where: conversation })
    .from(delivery)
    .innerJoin(message, eq(message.id, delivery.messageId))
    .innerJoin(conversation, eq(conversation.id, delivery.conversationId))
    .leftJoin(agent, eq(agent.id, delivery.agentId))
    // Written out, so that the partial index of the same words is used.
    .where(and(sql`${delivery.state} = 'held'`, gt(delivery.id, after === NEWEST.id ? 0 : after)))
    .orderBy(asc(delivery.id))
    .limit(page.limit + 1)
    .all();
  const items = rows.slice(0, page.limit).map(({ row, text, author, where }) => {
    const words = withoutConsentToken(row.payload.text ?? text);
    const findings = guardFindings(store, where, words, [row.messageId]);
    return {
      row,
      conversationId: where.id,
      text: words,
      author,
      createdAt: row.createdAt,
      findings,
      place: where.kind,
    };
  });
  const last = items.at(-1);
  const more = rows.length > page.limit && last;
  return { items, nextCursor: more ? formatCursor({ at: last.createdAt, id: last.row.id }) : null };
}
