/** Takes the next delivery that may leave: in order within its conversation, past every limit that is held. */
import { and, asc, eq, inArray, isNotNull, lte, or, sql } from "drizzle-orm";
import type { Operation } from "../../connectors/connector.ts";
import { SYSTEM } from "../domain/actor.ts";
import { type EpochMs, SECOND_MS } from "../domain/time.ts";
import type { Store } from "../store/db.ts";
import { perStore } from "../store/prepared.ts";
import { delivery, limitHold } from "../store/schema.ts";
import { IS_LIVE } from "./live.ts";
import type { DeliveryRow } from "./operation.ts";
import { releaseDue } from "./schedule.ts";
import { recordChange } from "./record-change.ts";

/** Longer than any attempt: an attempt past it has died with its process. */
export const LEASE_MS = 90 * SECOND_MS;
/** How far it looks past rows that a limit holds. */
const LOOKAHEAD = 50;

export interface Claim {
  row: DeliveryRow;
  operation: Operation;
}

export interface ClaimOptions {
  store: Store;
  accountId: number;
  build(row: DeliveryRow): Operation | null;
  /** Full names of the scopes an operation falls under. */
  scopes(operation: Operation): string[];
  /** The row can no longer become an operation. */
  impossible(row: DeliveryRow, now: EpochMs): void;
}

/** Commits `sending` before it returns, so that a crash after this point leaves a doubt and never a second send. Null: nothing may leave now. */
export function claimNext(options: ClaimOptions): Claim | null {
  const { store } = options;
  return store.transaction((now) => {
    releaseDue({ store, actor: SYSTEM }, options.accountId, now);
    for (const row of candidates(store, options.accountId, now)) {
      const operation = options.build(row);
      if (operation === null) {
        options.impossible(row, now);
        continue;
      }
      const heldUntil = heldUntilOf(store, options.scopes(operation), now);
      if (heldUntil !== null) {
        waitForLimit(store, now, row, heldUntil);
        continue;
      }
      const claimed = store.db
        .update(delivery)
        .set({
          state: "sending",
          attempts: row.attempts + 1,
          startedAt: now,
          leaseUntil: now + LEASE_MS,
          nextAt: null,
          code: null,
          detail: null,
        })
        .where(and(eq(delivery.id, row.id), eq(delivery.state, "queued")))
        .returning()
        .get();
      return { row: claimed, operation };
    }
    return null;
  });
}

function waitForLimit(store: Store, now: EpochMs, row: DeliveryRow, until: EpochMs): void {
  store.db.update(delivery).set({ nextAt: until, code: "rate-limited" }).where(eq(delivery.id, row.id)).run();
  if (row.code !== "rate-limited") recordChange({ store, actor: SYSTEM }, now, row, "queued", "rate-limited");
}

// What waits for a lead, or can still be taken back, holds later words, not the deletion or hiding of other messages.
const IS_HELD_BY = sql`((earlier.state = 'held' or (earlier.state = 'scheduled' and earlier.code = 'undo')) and (earlier.message_id = ${delivery.messageId}
  or (earlier.kind in ('reply', 'message') and ${delivery.kind} in ('reply', 'message'))))`;

// The parts of a post stand in no conversation: each waits for those before it, and a change of one for what was done to it before.
function nothingOfPostBefore(same: "group_id" | "message_id", order: "part" | "id") {
  const [group, place] = [sql.identifier(same), sql.identifier(order)];
  return sql`not exists (
    select 1 from ${delivery} as earlier
    where earlier.${group} = ${delivery}.${group} and earlier.${place} < ${delivery}.${place}
      and earlier.state in ('queued', 'sending', 'unknown'))`;
}

/** Nothing leaves before an earlier row of its conversation that is on its way, in doubt or held. What waits for a chosen hour holds up nobody. */
const NOTHING_BEFORE = sql`not exists (
  select 1 from ${delivery} as earlier
  where earlier.conversation_id = ${delivery.conversationId} and earlier.id < ${delivery.id}
    and (earlier.state in ('queued', 'sending', 'unknown') or ${IS_HELD_BY}))
  and (${delivery.conversationId} is not null or (${nothingOfPostBefore("group_id", "part")} and ${nothingOfPostBefore("message_id", "id")}))`;

function candidates(store: Store, accountId: number, now: EpochMs): DeliveryRow[] {
  return store.db
    .select()
    .from(delivery)
    .where(
      and(
        IS_LIVE,
        eq(delivery.accountId, accountId),
        eq(delivery.state, "queued"),
        lte(delivery.nextAt, now),
        NOTHING_BEFORE,
      ),
    )
    .orderBy(asc(delivery.nextAt), asc(delivery.id))
    .limit(LOOKAHEAD)
    .all();
}

function heldUntilOf(store: Store, scopes: string[], now: EpochMs): EpochMs | null {
  const untils = scopes.flatMap((scope) => store.q.holdOf.get({ scope })?.until ?? []);
  const until = Math.max(0, ...untils);
  return until > now ? until : null;
}

/** Holds a scope until then; a longer hold stays. */
export function holdScope(store: Store, scope: string, until: EpochMs): void {
  store.db
    .insert(limitHold)
    .values({ scope, until })
    .onConflictDoUpdate({ target: limitHold.scope, set: { until: sql`max(until, excluded.until)` } })
    .run();
}

/** When an account's outbox next has something to do; null: nothing waits. */
export function nextDeliveryAt(store: Store, accountId: number): EpochMs | null {
  return nextAt(store).get({ accountId })?.at ?? null;
}

const nextAt = perStore((db) =>
  db
    .select({ at: sql<number | null>`min(${delivery.nextAt})` })
    .from(delivery)
    .where(
      and(
        IS_LIVE,
        eq(delivery.accountId, sql.placeholder("accountId")),
        isNotNull(delivery.nextAt),
        or(and(eq(delivery.state, "queued"), NOTHING_BEFORE), inArray(delivery.state, ["scheduled", "unknown"])),
      ),
    )
    .prepare(),
);
