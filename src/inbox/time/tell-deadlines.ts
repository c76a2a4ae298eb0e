/** Warns ahead of deadlines and says which were missed: each once. */
import { and, asc, eq, isNotNull, lte, sql } from "drizzle-orm";
import type { EpochMs } from "../../domain/time.ts";
import type { Deadline } from "../../domain/targets.ts";
import { type Context, record } from "../../store/context.ts";
import { changeConversation, type Conversation, findConversation } from "../../store/conversation-state.ts";
import type { Store } from "../../store/db.ts";
import { deadlinesOf } from "../../store/deadlines.ts";
import { policyOf } from "../../store/policies.ts";
import { perStore } from "../../store/prepared.ts";
import { conversation, slaTold } from "../../store/schema.ts";

const queriesOf = perStore((db) => ({
  next: db
    .select({ at: conversation.alarmAt })
    .from(conversation)
    .where(isNotNull(conversation.alarmAt))
    .orderBy(asc(conversation.alarmAt))
    .limit(1)
    .prepare(),
}));

/** When there is next something to tell; null where no clock runs. */
export function nextAlarm(store: Store): EpochMs | null {
  return queriesOf(store).next.get()?.at ?? null;
}

/** Looks at up to `limit` of those that are due, longest first; gives how many. */
export function tellDeadlines(ctx: Context, now: EpochMs, limit: number): number {
  return ctx.store.transaction(() => {
    const due = ctx.store.db
      .select({ id: conversation.id })
      .from(conversation)
      .where(and(isNotNull(conversation.alarmAt), lte(conversation.alarmAt, now)))
      .orderBy(asc(conversation.alarmAt))
      .limit(limit)
      .all();
    for (const { id } of due) {
      const row = findConversation(ctx.store, id);
      if (row) changeConversation(ctx.store, row, { alarmAt: tell(ctx, now, row) });
    }
    return due.length;
  });
}

/** Gives when to look again. */
function tell(ctx: Context, now: EpochMs, row: Conversation): EpochMs | null {
  const { store } = ctx;
  const policy = policyOf(store, row.accountId);
  const current = row.episodeId === null ? undefined : store.q.episodeById.get({ id: row.episodeId });
  if (!policy || !current) return null;
  const { running } = deadlinesOf(store, policy, row, current);
  for (const one of running) tellOne(ctx, now, row, current.id, one);
  const later = running.flatMap((one) => [one.warnAt, one.dueAt]).filter((at) => at > now);
  return later.length > 0 ? Math.min(...later) : null;
}

function tellOne(ctx: Context, now: EpochMs, row: Conversation, episodeId: number, deadline: Deadline): void {
  const { store } = ctx;
  const { target, warnAt, dueAt } = deadline;
  if (now < warnAt) return;
  const missed = now >= dueAt;
  // A wait is known by the answer before it: messages that come late may move its beginning, but not make it another one.
  const since = target === "nextResponse" ? (store.q.facts.lastAnswer.get({ conversationId: row.id })?.sentAt ?? 0) : 0;
  const [told] = store.db
    .insert(slaTold)
    .values({ episodeId, target, since, warnedAt: now, missedAt: missed ? now : null })
    .onConflictDoUpdate({
      target: [slaTold.episodeId, slaTold.target, slaTold.since],
      set: { missedAt: now },
      setWhere: missed ? sql`${slaTold.missedAt} is null` : sql`false`,
    })
    .returning()
    .all();
  if (!told) return;
  record(ctx, now, {
    type: missed ? "sla.missed" : "sla.warned",
    accountId: row.accountId,
    conversationId: row.id,
    data: { target, dueAt, assigneeId: row.assigneeId },
  });
}

/** The targets of an episode that were missed. */
export function missedTargets(store: Store, episodeId: number): Deadline["target"][] {
  const rows = store.db
    .selectDistinct({ target: slaTold.target })
    .from(slaTold)
    .where(and(eq(slaTold.episodeId, episodeId), isNotNull(slaTold.missedAt)))
    .all();
  return rows.map((row) => row.target);
}
