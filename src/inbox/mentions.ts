/** Keeps who is mentioned in the notes of which conversation, and whether they have looked since. */
import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { formatId } from "../domain/ids.ts";
import { findMentions, type Mention } from "../domain/mentions.ts";
import type { EpochMs } from "../domain/time.ts";
import type { Store } from "../store/db.ts";
import { agent, mention } from "../store/schema.ts";
import { perStore } from "../store/prepared.ts";

/** More are not counted: the number is shown as "99+" long before. */
const MOST_UNREAD = 1_000;
const p = sql.placeholder;

const queriesOf = perStore((db) => ({
  unread: db
    .select({ id: mention.conversationId })
    .from(mention)
    .where(and(eq(mention.agentId, p("agentId")), gt(mention.unread, 0)))
    .limit(MOST_UNREAD)
    .prepare(),
  newest: db
    .select({ id: mention.conversationId, unread: mention.unread })
    .from(mention)
    .where(eq(mention.agentId, p("agentId")))
    .orderBy(desc(mention.at))
    .limit(p("limit"))
    .prepare(),
}));

/** The colleagues whom a text names; those who left cannot be. */
export function mentionsIn(store: Store, text: string): Mention[] {
  if (!/[@＠]/u.test(text)) return [];
  const team = store.db.select({ id: agent.id, name: agent.name }).from(agent).where(isNull(agent.deactivatedAt)).all();
  return findMentions(text, team);
}

/** Notes that they are named there. Call inside the transaction of the note. */
export function keepMentions(
  store: Store,
  now: EpochMs,
  note: { conversationId: number; messageId: number },
  agentIds: readonly number[],
): void {
  for (const agentId of agentIds)
    store.db
      .insert(mention)
      .values({ agentId, ...note, at: now, unread: 1 })
      .onConflictDoUpdate({
        target: [mention.agentId, mention.conversationId],
        set: { messageId: note.messageId, at: now, unread: sql`${mention.unread} + 1` },
      })
      .run();
}

/** What the event of a note says of whom it mentions. */
export function mentionsData(agentIds: readonly number[]): { mentions?: string } {
  return agentIds.length === 0 ? {} : { mentions: agentIds.map((id) => formatId("agent", id)).join(" ") };
}

/** In how many conversations somebody is mentioned and has not looked since. */
export function unreadMentions(store: Store, agentId: number): number {
  return queriesOf(store).unread.all({ agentId }).length;
}

/** The conversations in whose notes somebody is mentioned, by the newest mention first, at most `limit`. */
export function mentionedIn(store: Store, agentId: number, limit: number): { id: number; unread: number }[] {
  return queriesOf(store).newest.all({ agentId, limit });
}
