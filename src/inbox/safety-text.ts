/** Sends the fixed safety text to those who pasted a secret in private, where the account has it switched on. */
import { and, eq, isNotNull, sql } from "drizzle-orm";
import { enqueueReply } from "../delivery/enqueue.ts";
import type { Log } from "../domain/log.ts";
import { ProblemError } from "../domain/problem.ts";
import { type EpochMs, HOUR_MS } from "../domain/time.ts";
import type { Store } from "../store/db.ts";
import { perStore } from "../store/prepared.ts";
import { account, conversation, safetyText } from "../store/schema.ts";
import { safetyTextFor } from "../trust/safety-texts.ts";
import { capabilitiesOf, type Desk } from "./desk.ts";
import { languageOf } from "./language-of.ts";
import { answerabilityOf } from "./views/conversation-detail.ts";
import { conversationRows } from "./views/conversation-rows.ts";

/** Where the account rested for longer, the moment has passed. */
const LATEST_MS = HOUR_MS;

type Owed = typeof safetyText.$inferSelect;

/** Whether anybody is owed the text by an account that sends. */
export function owesAny(store: Store): boolean {
  return owed(store, 1).length > 0;
}

/** Queues the text for up to `limit` people, each in one transaction with the note that they were told. Who can no longer be told is owed nothing. */
export function tellOwed(desk: Desk, limit: number, log: Log): void {
  const { store } = desk;
  for (const row of owed(store, limit))
    store.transaction((now) => {
      const { conversationId } = row;
      const here = eq(safetyText.conversationId, conversationId);
      try {
        if (tell(desk, now, row)) store.db.update(safetyText).set({ dueAt: null, writtenAt: now }).where(here).run();
        else forget(store, row);
      } catch (error) {
        // Only with what we have said before it can the guard refuse it; it does so before anything is written.
        if (!(error instanceof ProblemError)) throw error;
        forget(store, row);
        log.warn("safety-text.refused", { conversation: conversationId, code: error.code });
      }
    });
}

function owed(store: Store, limit: number): Owed[] {
  return owedFirst(store).all({ limit });
}

const owedFirst = perStore((db) =>
  db
    .select({
      conversationId: safetyText.conversationId,
      kind: safetyText.kind,
      dueAt: safetyText.dueAt,
      writtenAt: safetyText.writtenAt,
    })
    .from(safetyText)
    .innerJoin(conversation, eq(conversation.id, safetyText.conversationId))
    .innerJoin(account, eq(account.id, conversation.accountId))
    .where(and(isNotNull(safetyText.dueAt), eq(account.state, "active")))
    .limit(sql.placeholder("limit"))
    .prepare(),
);

/** The time at which they were told before stays. */
function forget(store: Store, { conversationId, writtenAt }: Owed): void {
  const here = eq(safetyText.conversationId, conversationId);
  if (writtenAt === null) store.db.delete(safetyText).where(here).run();
  else store.db.update(safetyText).set({ dueAt: null }).where(here).run();
}

/** False where it may not be sent (any more). */
function tell(desk: Desk, now: EpochMs, { conversationId, kind, dueAt }: Owed): boolean {
  const { store, platforms } = desk;
  const row = conversationRows(store, [conversationId])[0];
  const sender = row && store.q.accountById.get({ id: row.conversation.accountId });
  if (!row || !sender?.safetyText || dueAt === null || dueAt < now - LATEST_MS) return false;
  if (row.conversation.status === "spam" || row.conversation.kind !== "direct") return false;
  if (row.person.state !== "active") return false;
  if (answerabilityOf(store, platforms, row, sender.state).state === "closed") return false;
  const text = safetyTextFor(kind, languageOf(store, conversationId));
  const place = capabilitiesOf(desk, row.conversation);
  if (text === null || !place.operations.includes("message")) return false;
  enqueueReply(desk, {
    conversation: row.conversation,
    text,
    uploads: [],
    inReplyTo: null,
    place,
    automatic: "safetyText",
  });
  return true;
}
