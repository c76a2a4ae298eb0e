/** Puts the parts of a brand's inbox together, for whatever host runs it. */
import type { FetchFile, Platform, Received, WebhookRequest } from "../connectors/connector.ts";
import { renderWebhook } from "./api/present/webhook.ts";
import { expireLeases } from "./delivery/dispatch.ts";
import type { PlatformLookup } from "./delivery/platforms.ts";
import type { ContentStore } from "./domain/content-store.ts";
import type { Log } from "./domain/log.ts";
import type { PlatformName } from "./domain/platform.ts";
import type { Clock } from "./domain/time.ts";
import { credentialsOf } from "./inbox/accounts/credentials.ts";
import { type BridgeDesk, createBridgeDesk } from "./inbox/bridge/desk.ts";
import { ConnectorPool } from "./inbox/lanes/pool.ts";
import { createReceiver } from "./inbox/lanes/receive.ts";
import { createRuntime, type Runtime, type RuntimeOptions } from "./inbox/lanes/runtime.ts";
import type { Post } from "./inbox/webhooks/send.ts";
import { followSources } from "./qa/publications/follow-sources.ts";
import { lookAgain } from "./qa/publications/look-again.ts";
import { createStore, type Db, type Store } from "./store/db.ts";
import type { Keys } from "./trust/keys.ts";
import { seal } from "./trust/seal.ts";

export interface InboxOptions {
  /** Open and migrated. */
  db: Db;
  platforms: Record<PlatformName, Platform>;
  clock: Clock;
  keys: Keys;
  content: ContentStore;
  /** How files of messages are fetched from where a platform has them. */
  fetchFile: FetchFile;
  log: Log;
  /** In [0, 1); spreads retries. */
  random: () => number;
  longPollMs: number;
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Rewrites the host's files after an erasure; absent where it keeps none of its own. */
  scrub?: RuntimeOptions["scrub"];
  /** Sends outgoing webhooks; absent: nobody is told anything. */
  post?: Post;
}

export interface Inbox extends Runtime {
  store: Store;
  lookup: PlatformLookup;
  receive(appId: number, request: WebhookRequest): Promise<Received["response"]>;
  /** Where a bridge calls, on a host that cannot keep sockets open. */
  bridge: BridgeDesk;
}

/** Call once for a database: what an earlier process left in flight is in doubt from here on. */
export function createInbox(options: InboxOptions): Inbox {
  const { db, platforms, clock, keys, log, random } = options;
  const store = createStore({
    db,
    clock,
    seal: (place, text) => seal(keys, place, text),
    followers: [followSources],
  });
  const interrupted = expireLeases(store, { all: true });
  if (interrupted > 0) log.warn("delivery.interrupted", { count: interrupted });
  const lookup = createLookup(platforms, () => pool, store);
  const pool = new ConnectorPool({
    store,
    platform: lookup.platform,
    credentials: (accountId) => credentialsOf(store, keys, accountId),
    log,
  });
  return {
    store,
    lookup,
    bridge: createBridgeDesk({ store, keys, random, connectorOf: (row) => pool.get(row) }),
    ...createReceiver(store, (row) => pool.get(row)),
    ...createRuntime({
      ...options,
      store,
      pool,
      lookup,
      work: [lookAgain],
      render: (row) => renderWebhook(store, row),
    }),
  };
}

function createLookup(
  platforms: Record<PlatformName, Platform>,
  pool: () => ConnectorPool,
  store: Store,
): PlatformLookup {
  const always = { state: "open", until: null, reason: null, url: null, toPrivateUrl: null } as const;
  const nobody = { ...always, state: "unknown" } as const;
  return {
    platform: (name) => platforms[name],
    capabilities(name, place) {
      const platform = platforms[name];
      return platform.capabilitiesAt?.(place) ?? platform.capabilities[place.kind];
    },
    answerability(accountId, target, now) {
      const row = store.q.accountById.get({ id: accountId });
      if (!row || row.state === "removed") return { ...nobody, state: "closed", reason: "account-removed" };
      try {
        return pool().get(row).answerability?.(target, now) ?? always;
      } catch {
        // Settings or credentials that cannot be used are shown with the account; here the answer is that nobody knows.
        return nobody;
      }
    },
  };
}
