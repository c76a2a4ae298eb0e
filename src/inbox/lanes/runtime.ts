/** Starts what is due, in lanes of its own, and says when something is next due. */
import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Connector, FetchFile } from "../../../connectors/connector.ts";
import { ConnectorError } from "../../../connectors/errors.ts";
import { nextDeliveryAt } from "../../delivery/claim.ts";
import { dispatch, expireLeases, lookUpUnknown, PARALLEL_SENDERS, type Sender } from "../../delivery/dispatch.ts";
import { IS_LIVE } from "../../delivery/live.ts";
import type { PlatformLookup } from "../../delivery/platforms.ts";
import { SYSTEM } from "../../domain/actor.ts";
import type { ContentStore } from "../../domain/content-store.ts";
import type { Log } from "../../domain/log.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { hasUncounted } from "../../store/reports/count.ts";
import { account, app, delivery } from "../../store/schema.ts";
import { missBridge } from "../bridge/presence.ts";
import { createErasures, type Scrub } from "../erase/run.ts";
import { closeAnswered } from "../close-answered.ts";
import { nextImportAt, runImports } from "../jobs/import.ts";
import { nextDeadlinesAt, runDeadlines } from "../jobs/deadlines.ts";
import { copyMedia, nextMediaAt } from "../jobs/media.ts";
import { countForReports, ReportPace } from "../jobs/reports.ts";
import { sweep, SWEEP_EVERY_MS } from "../jobs/sweep.ts";
import { forgetUploads } from "../uploads.ts";
import type { Keys } from "../../trust/keys.ts";
import { hasEnded, moveEnded } from "../labels/move-ended.ts";
import { nextRulesAt, runRules } from "../rules/engine.ts";
import { listEndpoints } from "../webhooks/endpoints.ts";
import { nextWebhookAt, type Post, tellEndpoint, type WebhookTeller } from "../webhooks/send.ts";
import { owesAny, tellOwed } from "../safety-text.ts";
import { askDue, nextAsking } from "../satisfaction/ask.ts";
import { nextAlarm, tellDeadlines } from "../time/tell-deadlines.ts";
import { followLog, teamDue } from "../together/follow.ts";
import { nextSnooze, wakeSnoozed } from "../wake-snoozed.ts";
import { recordReadFailure } from "./health.ts";
import { Lanes } from "./lane.ts";
import { listenForever, localKeeper } from "./listen.ts";
import { isPaused } from "../pause.ts";
import { type AccountRow, type ConnectorPool, scopeName } from "./pool.ts";
import { pullOnce } from "./pull.ts";

export interface WorkParts {
  store: Store;
  /** Null where the account is not active, or its connector cannot be opened. */
  connectorOf: (accountId: number) => Connector | null;
  signal: AbortSignal;
}

/** Work of a layer above, in a lane of its own. */
export interface Work {
  name: string;
  /** When there is next something to do; null: nothing. */
  nextAt: (store: Store) => EpochMs | null;
  run: (parts: WorkParts) => Promise<void>;
}

export interface RuntimeOptions {
  store: Store;
  work: readonly Work[];
  pool: ConnectorPool;
  lookup: PlatformLookup;
  content: ContentStore;
  /** How files of messages are fetched. */
  fetchFile: FetchFile;
  random: () => number;
  log: Log;
  /** How long a poll may wait at the platform; 0 where nothing may wait (tests, Workers). */
  longPollMs: number;
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Absent where the host keeps no files of its own. */
  scrub?: Scrub | undefined;
  keys: Keys;
  /** Absent: nobody is told anything. */
  post?: Post | undefined;
  render: WebhookTeller["render"];
}

export interface Runtime {
  /** Starts what is due and returns at once. Overlapping calls are safe. */
  tick(): { nextAt: EpochMs | null };
  /** Says who keeps a long-lived source open for each account that has one, from the next tick on: this process, or a bridge. */
  listen(where: "here" | "bridge"): void;
  /** Resolves once nothing runs but listeners. */
  idle(): Promise<void>;
  /** Ends listeners and polls, lets writes in flight finish, closes connectors. */
  stop(): Promise<void>;
}

const SNOOZES_AT_ONCE = 200;
const DEADLINES_AT_ONCE = 100;
const TOLD_AT_ONCE = 20;

export function createRuntime(options: RuntimeOptions): Runtime {
  const { store, pool, lookup, content, fetchFile, random, log, keys, post, render } = options;
  const lanes = new Lanes(log);
  const reading = new AbortController();
  const writing = new AbortController();
  const failures = new Map<number, number>();
  const open = new Map<number, { stop: AbortController; opened: string }>();
  const broken = new Set<string>();
  let listeners: "nowhere" | "here" | "bridge" = "nowhere";
  let sweepAt = 0;
  const reports = new ReportPace();

  const erasures = createErasures({ store, content, scrub: options.scrub, signal: reading.signal });

  const connectorOf = (row: AccountRow): Connector | null => {
    try {
      return pool.get(row);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (broken.has(`${row.id}/${why}`)) return null;
      broken.add(`${row.id}/${why}`);
      log.error("connector.unusable", { account: row.id, error: why });
      // Nothing would come in or go out, and nobody would know.
      const failure = new ConnectorError("unknown-outcome", { code: "unexpected-error", detail: why });
      recordReadFailure(store, row.id, failure, 1, random());
      return null;
    }
  };
  const activeConnector = (accountId: number): Connector | null => {
    const row = store.q.accountById.get({ id: accountId });
    return row?.state === "active" ? connectorOf(row) : null;
  };

  const sender = (row: AccountRow, connector: Connector): Sender => ({
    store,
    content,
    connector,
    accountId: row.id,
    scopeName: (scope) => scopeName(row, scope),
    signal: writing.signal,
    stopping: reading.signal,
    random,
    log,
  });

  const startAccount = (row: AccountRow, now: EpochMs): EpochMs | null => {
    const connector = connectorOf(row);
    if (!connector) return null;
    const due: (number | null)[] = [];
    if (connector.listen) {
      if (listeners === "here") keepListening(row, connector);
      else if (listeners === "bridge") due.push(missBridge(store, row, now));
    } else if (connector.pull) {
      const at = row.nextPullAt ?? now;
      const lane = `pull/${row.id}`;
      if (at <= now) {
        if (!lanes.has(lane))
          lanes.start(lane, () =>
            pullOnce({
              store,
              accountId: row.id,
              connector,
              signal: reading.signal,
              waitMs: options.longPollMs,
              random,
              failures,
            }),
          );
      } else due.push(at);
    }
    const deliverAt = nextDeliveryAt(store, row.id);
    if (isDue(deliverAt, now)) {
      for (let n = 1; n <= PARALLEL_SENDERS; n += 1)
        lanes.start(`deliver/${row.id}/${n}`, () => dispatch(sender(row, connector)));
      lanes.start(`look-up/${row.id}`, () => lookUpUnknown(sender(row, connector)));
    } else due.push(deliverAt);
    return earliest(due);
  };

  /** Opens the source of an account, anew where its settings or credentials are others than those it was opened with. */
  const keepListening = (row: AccountRow, connector: Connector) => {
    const sealed = store.db.select({ by: app.credentials }).from(app).where(eq(app.id, row.appId)).get();
    const opened = JSON.stringify([row.settings, row.credentials, sealed?.by]);
    const current = open.get(row.id);
    if (current) {
      if (current.opened !== opened) current.stop.abort();
      return;
    }
    const stop = new AbortController();
    open.set(row.id, { stop, opened });
    lanes.start(`listen/${row.id}`, async () => {
      const signal = AbortSignal.any([stop.signal, reading.signal]);
      try {
        const keeper = localKeeper(store, row.id, random);
        await listenForever({ accountId: row.id, connector, keeper, signal, random, pause: options.pause, log });
      } finally {
        open.delete(row.id);
        // The account may have been resumed or changed while this one was closing: the next tick opens it again.
        store.notify();
      }
    });
  };

  return {
    tick() {
      if (reading.signal.aborted || isPaused(store)) return { nextAt: null };
      const now = store.clock.now();
      const due: (number | null)[] = [];
      // Looked at first: a transaction that changes nothing still locks the file and wakes every watcher.
      if (isDue(nextLease(store), now)) expireLeases(store, { all: false });
      if (isDue(nextSnooze(store), now)) wakeSnoozed({ store, actor: SYSTEM }, now, SNOOZES_AT_ONCE);
      if (isDue(nextAlarm(store), now)) tellDeadlines({ store, actor: SYSTEM }, now, DEADLINES_AT_ONCE);
      if (owesAny(store)) tellOwed({ store, actor: SYSTEM, platforms: lookup }, TOLD_AT_ONCE, log);
      closeAnswered(store);
      if (isDue(nextAsking(store), now)) askDue({ store, actor: SYSTEM, platforms: lookup }, now, TOLD_AT_ONCE, log);
      if (teamDue(store)) lanes.start("team", async () => followLog(store));
      if (teamDue(store)) due.push(now);
      const active = queries(store).active.all();
      for (const [id, { stop }] of open) if (!active.some((row) => row.id === id)) stop.abort();
      for (const row of active) due.push(startAccount(row, now));
      const mediaAt = nextMediaAt(store);
      if (isDue(mediaAt, now))
        lanes.start("media", () =>
          copyMedia({ store, content, connectorOf: activeConnector, fetchFile, signal: reading.signal, random }),
        );
      else due.push(mediaAt);
      const importAt = nextImportAt(store);
      if (isDue(importAt, now))
        lanes.start("import", () =>
          runImports({ store, connectorOf: activeConnector, signal: reading.signal, random }),
        );
      else due.push(importAt);
      for (const endpoint of post ? listEndpoints(store) : []) {
        const at = nextWebhookAt(store, endpoint);
        if (post && isDue(at, now))
          lanes.start(`webhook/${endpoint.id}`, () =>
            tellEndpoint({ store, keys, post, render, signal: reading.signal, random, log }, endpoint.id),
          );
        else due.push(at);
      }
      for (const { name, nextAt, run } of options.work) {
        const at = nextAt(store);
        if (isDue(at, now))
          lanes.start(name, () => run({ store, connectorOf: activeConnector, signal: reading.signal }));
        else due.push(at);
      }
      if (isDue(nextDeadlinesAt(store), now)) lanes.start("deadlines", () => runDeadlines(store, reading.signal));
      const rulesAt = nextRulesAt(store);
      if (isDue(rulesAt, now)) lanes.start("rules", () => runRules(store, lookup, reading.signal));
      else due.push(rulesAt);
      if (hasEnded(store)) {
        moveEnded(store);
        due.push(now);
      }
      const eraseAt = erasures.nextAt();
      if (isDue(eraseAt, now)) lanes.start("erase", () => erasures.run());
      else due.push(eraseAt);
      if (hasUncounted(store)) {
        if (isDue(reports.dueAt, now)) {
          reports.counts(now);
          lanes.start("reports", () => countForReports(store, reading.signal));
        } else due.push(reports.dueAt);
      }
      if (now >= sweepAt) {
        sweepAt = now + SWEEP_EVERY_MS;
        sweep(store);
        lanes.start("uploads", () => forgetUploads(store, content, reading.signal));
      }
      due.push(nextSnooze(store), nextAlarm(store), nextAsking(store), nextLease(store));
      return { nextAt: earliest(due) };
    },
    listen(where) {
      listeners = where;
    },
    idle: () => lanes.idle((name) => name.startsWith("listen/")),
    async stop() {
      reading.abort(new Error("stopping"));
      const tooLong = setTimeout(() => writing.abort(new Error("stopping")), 8_000);
      await lanes.idle();
      clearTimeout(tooLong);
      await pool.close();
    },
  };
}

function isDue(at: EpochMs | null, now: EpochMs): boolean {
  return at !== null && at <= now;
}

function earliest(times: (number | null)[]): number | null {
  const known = times.filter((at) => at !== null);
  return known.length > 0 ? Math.min(...known) : null;
}

const queries = perStore((db) => ({
  active: db.select().from(account).where(eq(account.state, "active")).prepare(),
  lease: db
    .select({ at: sql<number | null>`min(${delivery.leaseUntil})` })
    .from(delivery)
    .where(and(IS_LIVE, eq(delivery.state, "sending"), isNotNull(delivery.leaseUntil)))
    .prepare(),
}));

function nextLease(store: Store): EpochMs | null {
  return queries(store).lease.get()?.at ?? null;
}
