/** Sends what is queued for one account, and looks up what is in doubt. */
import { and, eq, lte, sql } from "drizzle-orm";
import type { Connector, Operation } from "../../connectors/connector.ts";
import { ConnectorError } from "../../connectors/errors.ts";
import { SYSTEM } from "../domain/actor.ts";
import type { ContentStore } from "../domain/content-store.ts";
import { withDeadline } from "../domain/deadline.ts";
import type { Log } from "../domain/log.ts";
import { type EpochMs, SECOND_MS } from "../domain/time.ts";
import { type Context, record } from "../store/context.ts";
import type { Store } from "../store/db.ts";
import { account, delivery } from "../store/schema.ts";
import { type Claim, claimNext, holdScope } from "./claim.ts";
import { settleByEcho } from "./echo.ts";
import { IS_LIVE } from "./live.ts";
import { buildOperation, type DeliveryRow } from "./operation.ts";
import { afterFailure, nextLook } from "./policy.ts";
import { settleOther, settleSent } from "./settle.ts";

const ATTEMPT_TIMEOUT_MS = 30 * SECOND_MS;
/** Senders of one account, each in a lane of its own: one slow answer must not hold up the others. */
export const PARALLEL_SENDERS = 4;

export interface Sender {
  store: Store;
  content: ContentStore;
  connector: Connector;
  accountId: number;
  /** Turns a connector's scope into one that is unique in the database. */
  scopeName(scope: string): string;
  /** Ends the current attempts, when the program cannot wait for them any longer. */
  signal: AbortSignal;
  /** The program stops: nothing new leaves. */
  stopping: AbortSignal;
  random(): number;
  log: Log;
}

/** Sends one after the other until nothing more may leave now. Several may run beside each other: a row is claimed once. */
export async function dispatch(sender: Sender): Promise<void> {
  while (!sender.stopping.aborted && isActive(sender)) {
    const claim = claimNext({
      store: sender.store,
      accountId: sender.accountId,
      build: (row) => buildOperation(sender.store, sender.content, row),
      scopes: (operation) => scopesOf(sender, operation),
      impossible: (row, now) =>
        settleOther(contextOf(sender), now, row, {
          state: "cancelled",
          code: "nothing-to-send",
          detail: null,
          nextAt: null,
        }),
    });
    if (!claim) return;
    await attempt(sender, claim);
  }
}

function contextOf(sender: Sender): Context {
  return { store: sender.store, actor: SYSTEM };
}

function scopesOf(sender: Sender, operation: Operation): string[] {
  return (sender.connector.limitScopes?.(operation) ?? []).map((scope) => sender.scopeName(scope));
}

function isActive(sender: Sender): boolean {
  return sender.store.q.accountById.get({ id: sender.accountId })?.state === "active";
}

async function attempt(sender: Sender, { row, operation }: Claim): Promise<void> {
  const { store, connector, log } = sender;
  try {
    const performed = await withDeadline(ATTEMPT_TIMEOUT_MS, [sender.signal], (signal) =>
      connector.perform(operation, signal),
    );
    settleSent(contextOf(sender), store.clock.now(), row, performed);
    log.info("delivery.sent", { delivery: row.id, kind: row.kind, attempts: row.attempts });
  } catch (error) {
    recordFailure(sender, row, error);
  }
}

function recordFailure(sender: Sender, row: DeliveryRow, error: unknown): void {
  const { store, log } = sender;
  const now = store.clock.now();
  const failure =
    error instanceof ConnectorError
      ? error
      : new ConnectorError("unknown-outcome", { code: "unexpected-error", cause: error });
  const verdict = afterFailure(failure, row.attempts, now, sender.random());
  log.warn("delivery.failed", { delivery: row.id, kind: failure.kind, code: failure.code, state: verdict.state });
  store.transaction(() => {
    if (failure.kind === "rate-limited" && failure.scope !== null && verdict.state === "queued")
      holdScope(store, sender.scopeName(failure.scope), verdict.nextAt);
    if (failure.kind === "auth") stopForAuth(contextOf(sender), now, sender.accountId, failure);
    const nextAt = verdict.state === "queued" ? verdict.nextAt : verdict.state === "unknown" ? nextLook(0, now) : null;
    settleOther(contextOf(sender), now, row, {
      state: verdict.state,
      code: verdict.code,
      detail: failure.detail,
      nextAt,
    });
    if (verdict.state === "unknown") settleByEcho(contextOf(sender), now, row);
  });
}

/** The credentials no longer work: the account stops, its queue stays. */
export function stopForAuth(ctx: Context, now: EpochMs, accountId: number, failure: ConnectorError): void {
  const changed = ctx.store.db
    .update(account)
    .set({ state: "auth", problem: failure.code, problemDetail: failure.detail })
    .where(and(eq(account.id, accountId), eq(account.state, "active")))
    .returning({ id: account.id })
    .all();
  if (changed.length > 0)
    record(ctx, now, { type: "account.changed", accountId, data: { state: "auth", code: failure.code } });
}

/** Attempts whose process died, or that outlived their lease, are in doubt from now on. `all`: at start, when none can be running. */
export function expireLeases(store: Store, options: { all: boolean }): number {
  const ctx: Context = { store, actor: SYSTEM };
  return store.transaction((now) => {
    const rows = store.db
      .select()
      .from(delivery)
      .where(and(IS_LIVE, eq(delivery.state, "sending"), options.all ? sql`1` : lte(delivery.leaseUntil, now)))
      .all();
    for (const row of rows) {
      settleOther(ctx, now, row, { state: "unknown", code: "interrupted", detail: null, nextAt: nextLook(0, now) });
      settleByEcho(ctx, now, row);
    }
    return rows.length;
  });
}

/** Asks the platform what became of attempts in doubt; only a certain "not there" sends again. */
export async function lookUpUnknown(sender: Sender): Promise<void> {
  const { store, connector, log } = sender;
  const due = store.db
    .select()
    .from(delivery)
    .where(
      and(
        IS_LIVE,
        eq(delivery.accountId, sender.accountId),
        eq(delivery.state, "unknown"),
        lte(delivery.nextAt, store.clock.now()),
      ),
    )
    .all();
  for (const row of due) {
    if (sender.stopping.aborted) return;
    const operation = buildOperation(store, sender.content, row);
    const find = connector.findSent?.bind(connector);
    if (!find || !operation) {
      if (operation && isHarmlessTwice(row)) sendAgain(sender, store.clock.now(), row);
      else lookAgain(store, row, null);
      continue;
    }
    const window = { since: row.startedAt ?? row.createdAt, until: store.clock.now() };
    const found = await withDeadline(ATTEMPT_TIMEOUT_MS, [sender.signal], (signal) =>
      find(operation, window, signal),
    ).catch(() => ({ state: "cannotTell" as const }));
    const now = store.clock.now();
    log.info("delivery.looked-up", { delivery: row.id, found: found.state });
    if (found.state === "found") settleSent(contextOf(sender), now, row, found);
    else if (found.state === "absent" || isHarmlessTwice(row)) sendAgain(sender, now, row);
    else lookAgain(store, row, laterLook(row, now));
  }
}

/** What a post says is ours alone to change: the same words again, or the removal of what is gone already, change nothing. */
function isHarmlessTwice({ conversationId, kind }: DeliveryRow): boolean {
  return conversationId === null && (kind === "edit" || kind === "delete");
}

/** Certainly not there: as after any attempt that was not applied, later each time, and not for ever. */
function sendAgain(sender: Sender, now: EpochMs, row: DeliveryRow): void {
  const failure = { kind: "retryable", code: "not-sent", retryAt: null } as const;
  const verdict = afterFailure(failure, row.attempts, now, sender.random());
  const nextAt = verdict.state === "queued" ? verdict.nextAt : null;
  settleOther(contextOf(sender), now, row, { state: verdict.state, code: verdict.code, detail: null, nextAt });
}

function lookAgain(store: Store, row: DeliveryRow, nextAt: EpochMs | null): void {
  store.transaction(() =>
    store.db
      .update(delivery)
      .set({ nextAt })
      .where(and(eq(delivery.id, row.id), eq(delivery.state, "unknown")))
      .run(),
  );
}

/** The time since the attempt tells how many looks there were. */
function laterLook(row: DeliveryRow, now: EpochMs): EpochMs | null {
  const startedAt = row.startedAt ?? row.createdAt;
  for (let looks = 1; ; looks += 1) {
    const at = nextLook(looks, startedAt);
    if (at === null || at > now) return at;
  }
}
