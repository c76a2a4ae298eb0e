/** Tells one endpoint what happened: makes rows from the log, sends what is due, and decides what becomes of it. */
import { and, asc, eq, lte, sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { SYSTEM } from "../../domain/actor.ts";
import { withDeadline } from "../../domain/deadline.ts";
import type { Log } from "../../domain/log.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS, toIso } from "../../domain/time.ts";
import { wantsType, webhookWaitMs } from "../../domain/webhook-schedule.ts";
import { record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { event, webhookDelivery, webhookEndpoint } from "../../store/schema.ts";
import type { WebhookAttempt } from "../../store/schema/webhooks.ts";
import type { Keys } from "../../trust/keys.ts";
import { type EndpointRow, secretsOf, TEST_TYPE } from "./endpoints.ts";

/** One POST; resolves with what came back. Follows no redirect. Rejects with PostError. */
export type Post = (
  url: string,
  request: { headers: Record<string, string>; body: string; signal: AbortSignal },
) => Promise<PostAnswer>;

export interface PostAnswer {
  status: number;
  /** From `Retry-After`, where it was given in seconds. */
  retryAfterMs: number | null;
}

/** Nobody answered; `code` is stable: `address-not-public`, `unreachable`. */
export class PostError extends Error {
  override readonly name = "PostError";
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export interface WebhookTeller {
  store: Store;
  keys: Keys;
  post: Post;
  /** What an event says now, with the thing it is about as that is at this moment. */
  render(row: typeof event.$inferSelect): Record<string, unknown>;
  signal: AbortSignal;
  random: () => number;
  log: Log;
}

const EVENTS_AT_ONCE = 200;
/** While so many wait, the log itself is the queue. */
const MOST_WAITING = 1_000;
const SENT_AT_ONCE = 8;
const TIMEOUT_MS = 15 * SECOND_MS;
/** A row that was taken and not settled by then was taken by a process that died. */
const LEASE_MS = MINUTE_MS;
const GONE = 410;
const ATTEMPTS_KEPT = 20;

type DeliveryRow = typeof webhookDelivery.$inferSelect;

/** Sends all that is due, until nothing is. */
export async function tellEndpoint(teller: WebhookTeller, id: number): Promise<void> {
  const { store, signal } = teller;
  while (!signal.aborted) {
    const moved = takeFromLog(store, id);
    const due = claim(store, id);
    if (due.length === 0 && !moved) return;
    const row = endpointOf(store, id);
    if (row) await Promise.all(due.map((one) => sendOne(teller, row, one)));
  }
}

/** When an endpoint next has something to do; null: nothing waits. */
export function nextWebhookAt(store: Store, row: EndpointRow): EpochMs | null {
  if (row.state !== "active") return null;
  if ((store.q.lastEvent.get()?.seq ?? 0) > row.cursor && countWaiting(store, row.id) < MOST_WAITING)
    return store.clock.now();
  const next = store.db
    .select({ at: sql<number | null>`min(${webhookDelivery.nextAt})` })
    .from(webhookDelivery)
    .where(and(eq(webhookDelivery.endpointId, row.id), sql`${webhookDelivery.state} = 'queued'`))
    .get();
  return next?.at ?? null;
}

function endpointOf(store: Store, id: number): EndpointRow | null {
  const row = store.db.select().from(webhookEndpoint).where(eq(webhookEndpoint.id, id)).get();
  return row?.state === "active" ? row : null;
}

function countWaiting(store: Store, id: number): number {
  const rows = store.db.all<{ n: number }>(
    sql`select count(*) as n from (select 1 from webhook_delivery where endpoint_id = ${id} and state = 'queued' limit ${MOST_WAITING})`,
  );
  return rows[0]?.n ?? 0;
}

/** Makes rows of the next events and moves the cursor behind them, in one transaction. False: there is nothing to take. */
function takeFromLog(store: Store, id: number): boolean {
  const row = endpointOf(store, id);
  if (!row || (store.q.lastEvent.get()?.seq ?? 0) <= row.cursor || countWaiting(store, id) >= MOST_WAITING)
    return false;
  return store.transaction((now) => {
    const events = store.q.eventsAfter.all({ seq: row.cursor, limit: EVENTS_AT_ONCE });
    const last = events.at(-1)?.seq;
    if (last === undefined) return false;
    for (const { seq, type } of events)
      if (type !== TEST_TYPE && wantsType(row.types, type))
        store.db
          .insert(webhookDelivery)
          .values({ endpointId: id, seq, state: "queued", nextAt: now, createdAt: now })
          // Asked for once more while the first still waits.
          .onConflictDoUpdate({
            target: [webhookDelivery.endpointId, webhookDelivery.seq],
            set: { state: "queued", attempts: 0, nextAt: now, error: null },
          })
          .run();
    const moved = store.db
      .update(webhookEndpoint)
      .set({ cursor: last })
      .where(and(eq(webhookEndpoint.id, id), eq(webhookEndpoint.cursor, row.cursor)))
      .returning({ id: webhookEndpoint.id })
      .all();
    return moved.length > 0;
  });
}

/** Takes rows for a while: should we die, they are due again after it, under the same id. */
function claim(store: Store, id: number): DeliveryRow[] {
  if (!endpointOf(store, id)) return [];
  const due = store.db
    .select({ id: webhookDelivery.id })
    .from(webhookDelivery)
    .where(
      and(
        eq(webhookDelivery.endpointId, id),
        sql`${webhookDelivery.state} = 'queued'`,
        lte(webhookDelivery.nextAt, store.clock.now()),
      ),
    )
    .orderBy(asc(webhookDelivery.nextAt), asc(webhookDelivery.id))
    .limit(SENT_AT_ONCE)
    .all();
  if (due.length === 0) return [];
  return store.transaction((now) =>
    due.flatMap((one) =>
      store.db
        .update(webhookDelivery)
        .set({ attempts: sql`${webhookDelivery.attempts} + 1`, nextAt: now + LEASE_MS })
        .where(and(eq(webhookDelivery.id, one.id), eq(webhookDelivery.state, "queued")))
        .returning()
        .all(),
    ),
  );
}

async function sendOne(teller: WebhookTeller, endpoint: EndpointRow, row: DeliveryRow): Promise<void> {
  const { store, keys, post, random } = teller;
  const happened = store.db.select().from(event).where(eq(event.seq, row.seq)).get();
  if (!happened) return;
  const body = JSON.stringify({ type: happened.type, timestamp: toIso(happened.at), data: teller.render(happened) });
  // The hash as well: after a restored backup the same number may be another event.
  const id = `evt_${row.seq}_${happened.hash.slice(0, 12)}`;
  const sentAt = new Date(store.clock.now());
  const headers = {
    "content-type": "application/json",
    "user-agent": "Parley",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(sentAt.getTime() / SECOND_MS)),
    // One for each secret that holds, as the standard has it.
    "webhook-signature": secretsOf(keys, endpoint, sentAt.getTime())
      .map((secret) => new Webhook(secret).sign(id, sentAt, body))
      .join(" "),
  };
  const outcome = await outcomeOf(() =>
    withDeadline(TIMEOUT_MS, [teller.signal], (signal) => post(endpoint.url, { headers, body, signal })),
  );
  // Nobody knows whether it arrived: due again after its lease.
  if (outcome.kind === "failed" && teller.signal.aborted) return;
  const attempt: WebhookAttempt = {
    seq: row.seq,
    type: happened.type,
    at: sentAt.getTime(),
    attempt: row.attempts,
    code: outcome.kind === "taken" ? "taken" : outcome.code,
    tookMs: store.clock.now() - sentAt.getTime(),
  };
  if (outcome.kind === "taken") settleTaken(store, row, attempt);
  else settleFailed(teller, row, attempt, outcome, random());
}

type Outcome = { kind: "taken" } | { kind: "failed"; code: string; isGone: boolean; retryAfterMs: number };

async function outcomeOf(send: () => Promise<PostAnswer>): Promise<Outcome> {
  const failed = { kind: "failed", isGone: false, retryAfterMs: 0 } as const;
  try {
    const { status, retryAfterMs } = await send();
    if (status >= 200 && status < 300) return { kind: "taken" };
    return { ...failed, code: `http-${status}`, isGone: status === GONE, retryAfterMs: retryAfterMs ?? 0 };
  } catch (error) {
    return { ...failed, code: error instanceof PostError ? error.code : "timeout" };
  }
}

/** With this attempt before the others. */
function withRecent(store: Store, row: DeliveryRow, attempt: WebhookAttempt): WebhookAttempt[] {
  const before = store.db
    .select({ recent: webhookEndpoint.recent })
    .from(webhookEndpoint)
    .where(eq(webhookEndpoint.id, row.endpointId))
    .get();
  return [attempt, ...(before?.recent ?? [])].slice(0, ATTEMPTS_KEPT);
}

function settleTaken(store: Store, row: DeliveryRow, attempt: WebhookAttempt): void {
  store.transaction((now) => {
    // Asked for once more meanwhile, it has been reset and is sent again.
    const same = and(eq(webhookDelivery.id, row.id), eq(webhookDelivery.attempts, row.attempts));
    store.db.delete(webhookDelivery).where(same).run();
    store.db
      .update(webhookEndpoint)
      .set({ lastSentAt: now, recent: withRecent(store, row, attempt) })
      .where(eq(webhookEndpoint.id, row.endpointId))
      .run();
  });
}

function settleFailed(
  { store, log }: WebhookTeller,
  row: DeliveryRow,
  attempt: WebhookAttempt,
  outcome: Extract<Outcome, { kind: "failed" }>,
  random: number,
): void {
  const waitMs = outcome.isGone ? null : webhookWaitMs(row.attempts, random);
  store.transaction((now) => {
    store.db
      .update(webhookDelivery)
      .set(
        waitMs === null
          ? { state: "failed", nextAt: null, error: outcome.code }
          : { nextAt: now + Math.max(waitMs, outcome.retryAfterMs), error: outcome.code },
      )
      .where(and(eq(webhookDelivery.id, row.id), eq(webhookDelivery.attempts, row.attempts)))
      .run();
    store.db
      .update(webhookEndpoint)
      .set({ lastErrorAt: now, lastError: outcome.code, recent: withRecent(store, row, attempt) })
      .where(eq(webhookEndpoint.id, row.endpointId))
      .run();
    if (waitMs !== null) return;
    const reason = outcome.isGone ? "gone" : "failing";
    const disabled = store.db
      .update(webhookEndpoint)
      .set({ state: "disabled", reason })
      .where(and(eq(webhookEndpoint.id, row.endpointId), eq(webhookEndpoint.state, "active")))
      .returning({ id: webhookEndpoint.id })
      .all();
    if (disabled.length === 0) return;
    record({ store, actor: SYSTEM }, now, { type: "webhook.disabled", data: { webhookId: row.endpointId, reason } });
    log.warn("webhook.disabled", { webhook: row.endpointId, reason: outcome.code });
  });
}
