/** Asks those who wrote in private how it went, once for each piece of work, where the account has it switched on. */
import { and, asc, eq, isNotNull, lte, sql } from "drizzle-orm";
import { enqueueReply } from "../../delivery/enqueue.ts";
import type { Log } from "../../domain/log.ts";
import { ProblemError } from "../../domain/problem.ts";
import { DAY_MS, type EpochMs } from "../../domain/time.ts";
import { record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { account, conversation, episode } from "../../store/schema.ts";
import { satisfactionTextFor } from "../../trust/satisfaction-texts.ts";
import { capabilitiesOf, type Desk } from "../desk.ts";
import { languageOf } from "../language-of.ts";
import { answerabilityOf } from "../views/conversation-detail.ts";
import { conversationRows } from "../views/conversation-rows.ts";

/** Where the account rested for longer, the moment has passed. */
const LATEST_MS = DAY_MS;

const queriesOf = perStore((db) => {
  const due = () =>
    db
      .select({ id: episode.id, conversationId: episode.conversationId, at: episode.satisfactionDueAt })
      .from(episode)
      .innerJoin(conversation, eq(conversation.id, episode.conversationId))
      .innerJoin(account, eq(account.id, conversation.accountId))
      .orderBy(asc(episode.satisfactionDueAt));
  const asks = and(isNotNull(episode.satisfactionDueAt), eq(account.state, "active"));
  return {
    next: due().where(asks).limit(1).prepare(),
    due: due()
      .where(and(asks, lte(episode.satisfactionDueAt, sql.placeholder("now"))))
      .limit(sql.placeholder("limit"))
      .prepare(),
  };
});

/** When somebody is next to be asked by an account that sends. */
export function nextAsking(store: Store): EpochMs | null {
  return queriesOf(store).next.get()?.at ?? null;
}

/** Queues the question for up to `limit` people, each in one transaction with the note that they were asked. Who can no longer be asked is not asked later. */
export function askDue(desk: Desk, now: EpochMs, limit: number, log: Log): void {
  for (const { id, conversationId } of queriesOf(desk.store).due.all({ now, limit }))
    desk.store.transaction((at) => {
      const settle = (askedAt: EpochMs | null) =>
        desk.store.db
          .update(episode)
          .set({ satisfactionDueAt: null, ...(askedAt === null ? {} : { satisfactionAskedAt: askedAt }) })
          .where(eq(episode.id, id))
          .run();
      try {
        settle(ask(desk, at, conversationId, id) ? at : null);
      } catch (error) {
        // Only with what we have said before it can the guard refuse it; it does so before anything is written.
        if (!(error instanceof ProblemError)) throw error;
        settle(null);
        log.warn("satisfaction.refused", { conversation: conversationId, code: error.code });
      }
    });
}

/** False where it may not be sent (any more): they wrote again, cannot be reached, or nobody wants to know now. */
function ask(desk: Desk, now: EpochMs, conversationId: number, episodeId: number): boolean {
  const { store, platforms } = desk;
  const row = conversationRows(store, [conversationId])[0];
  const sender = row && store.q.accountById.get({ id: row.conversation.accountId });
  const current = store.q.episodeById.get({ id: episodeId });
  // Taking a change of many back may have made it due again.
  const dueAt = current?.satisfactionAskedAt === null ? current.satisfactionDueAt : null;
  if (!row || !sender || sender.satisfactionAfterMs === null || dueAt === null || dueAt < now - LATEST_MS) return false;
  const { conversation: where, person } = row;
  if (where.status !== "closed" || where.episodeId !== episodeId || person.state !== "active") return false;
  if (answerabilityOf(store, platforms, row, sender.state).state !== "open") return false;
  const place = capabilitiesOf(desk, where);
  if (!place.operations.includes("message")) return false;
  const text = satisfactionTextFor(store, languageOf(store, conversationId));
  enqueueReply(desk, { conversation: where, text, uploads: [], inReplyTo: null, place, automatic: "satisfaction" });
  record(desk, now, {
    type: "satisfaction.requested",
    accountId: where.accountId,
    conversationId,
    data: { episodeId },
  });
  return true;
}
