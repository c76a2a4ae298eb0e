/** Takes a batch of events into the store: all of them and the cursor behind them in one transaction. */
import { eq } from "drizzle-orm";
import type { ConnectorEvent, Cursor } from "../../../connectors/connector.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { EpochMs } from "../../domain/time.ts";
import { SYSTEM } from "../../domain/actor.ts";
import type { Context } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { refreshConversation } from "../../store/refresh.ts";
import { account } from "../../store/schema.ts";
import { applyDeletion, applyGap, applyReaction, setAside } from "./changes.ts";
import { applyMessage } from "./messages.ts";
import { ensureIdentity } from "./people.ts";
import { applyPlaceChange, applyPlacesChange } from "./places.ts";
import { type MaskedEvent, maskEvent } from "./mask-event.ts";
import type { Run } from "./run.ts";

export interface IncomingBatch {
  accountId: number;
  events: readonly ConnectorEvent[];
  /** Where the account's reading goes on; absent for sources without one (webhooks, imports). */
  cursor?: Cursor | null;
}

/**
 * Stores batches, in order, in one transaction. An event that cannot be stored is set aside as poison and blocks nothing. Throws ProblemError
 * `not-found` for an account that is gone, and whatever the database throws when it cannot be written: then nothing of it is stored.
 */
export function ingest(store: Store, batches: readonly IncomingBatch[]): void {
  store.transaction((now) => {
    try {
      // A savepoint: the caller may have a transaction open, and half a batch must not stay in it.
      store.db.transaction(() => batches.forEach((batch) => applyBatch(store, now, batch, applyEvent)));
    } catch (error) {
      if (!isAboutData(error)) throw error;
      // Once more, each event in a savepoint of its own, so that only the one at fault is set aside.
      batches.forEach((batch) => applyBatch(store, now, batch, applySafely));
    }
  });
}

type Apply = (run: Run, event: MaskedEvent) => void;

function applyBatch(store: Store, now: EpochMs, batch: IncomingBatch, apply: Apply): void {
  const ctx: Context = { store, actor: SYSTEM };
  const row = store.q.accountById.get({ id: batch.accountId });
  if (!row || row.state === "removed") throw new ProblemError("not-found", "The account has been removed.");
  const run: Run = { ctx, now, account: row, touched: new Map() };
  for (const event of batch.events) apply(run, maskEvent(event));
  for (const [conversationId, happened] of run.touched) refreshConversation(ctx, now, conversationId, happened);
  const lastEventAt = batch.events.length > 0 ? now : row.lastEventAt;
  if (batch.cursor !== undefined)
    store.db
      .update(account)
      .set({ cursor: batch.cursor, lastEventAt, lastPulledAt: now })
      .where(eq(account.id, row.id))
      .run();
  else if (lastEventAt !== row.lastEventAt) store.q.noteEvents.run({ id: row.id, at: lastEventAt });
}

function applyEvent(run: Run, event: MaskedEvent): void {
  switch (event.type) {
    case "message.created":
    case "message.edited":
      applyMessage(run, event.message);
      break;
    case "message.deleted":
      applyDeletion(run, event);
      break;
    case "reaction.added":
    case "reaction.removed":
      applyReaction(run, event);
      break;
    case "identity.changed":
      ensureIdentity(run, event.identity, event.at);
      break;
    case "place.changed":
      applyPlaceChange(run, event);
      break;
    case "places.changed":
      applyPlacesChange(run, event);
      break;
    case "gap":
      applyGap(run, event);
      break;
    case "poison":
      setAside(run, event.reason, event.raw);
      break;
  }
}

function applySafely(run: Run, event: MaskedEvent): void {
  const touched = new Map(run.touched);
  try {
    run.ctx.store.db.transaction(() => applyEvent(run, event));
  } catch (error) {
    if (!isAboutData(error)) throw error;
    run.touched.clear();
    for (const [id, happened] of touched) run.touched.set(id, happened);
    setAside(run, error instanceof Error ? error.message : String(error), JSON.stringify(event, withoutUndecided));
  }
}

/** What was taken out of a text must not come back beside it. */
function withoutUndecided(key: string, value: unknown): unknown {
  return key === "undecided" ? undefined : value;
}

/** A full disk or a damaged file is nobody's event's fault: then the batch must come again. */
function isAboutData(error: unknown): boolean {
  if (error instanceof ProblemError) return false;
  const cause = error instanceof Error && error.cause ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return !/^SQLITE_(FULL|IOERR|CORRUPT|NOTADB|READONLY|BUSY|CANTOPEN|NOMEM)/.test(code);
}
