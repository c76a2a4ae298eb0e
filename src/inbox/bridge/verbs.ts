/** What a bridge may ask for: its accounts, to store a batch, to note a failure. Each inside the transaction of the call. */
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Connector, ConnectorEvent } from "../../../connectors/connector.ts";
import { ConnectorError } from "../../../connectors/errors.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import { account, bridge } from "../../store/schema.ts";
import type { Keys } from "../../trust/keys.ts";
import { seal } from "../../trust/seal.ts";
import type { SharedKeys } from "../../trust/signed-call.ts";
import { credentialsOf } from "../accounts/credentials.ts";
import { ingest } from "../ingest/ingest.ts";
import { recordReadFailure, recordSuccess } from "../lanes/health.ts";
import type { AccountRow } from "../lanes/pool.ts";
import { isPaused } from "../pause.ts";
import { EventOnTheWire } from "./events.ts";
import {
  type AccountsAnswer,
  type AccountsCall,
  type BatchAnswer,
  type BatchCall,
  type BridgedAccount,
  type FailureAnswer,
  type FailureCall,
  markOf,
  sealedListPlace,
} from "./protocol.ts";

export interface BridgeServices {
  store: Store;
  keys: Keys;
  connectorOf: (row: AccountRow) => Connector;
  random: () => number;
}

/** The nonce of the call, and the keys for what goes back. */
export interface Taken {
  now: EpochMs;
  nonce: string;
  shared: SharedKeys;
}

/** Throws ProblemError `bridge-replaced` for a bridge that another has followed. */
function requireLast(store: Store, generation: number): void {
  const last = store.db.select({ at: bridge.generation }).from(bridge).get()?.at ?? 0;
  if (generation < last)
    throw new ProblemError("bridge-replaced", "Another bridge has begun for this brand and has taken over.");
  // The database was set back to an earlier day: the next bridge must still be the newer one.
  if (generation > last) store.db.update(bridge).set({ generation }).run();
}

/** The accounts to listen for, with what that takes. A bridge that begins takes over here. */
export function giveAccounts(
  services: BridgeServices,
  { nonce, shared }: Taken,
  call: z.infer<typeof AccountsCall>,
): z.infer<typeof AccountsAnswer> {
  const { store } = services;
  let { generation } = call;
  if (generation === null) {
    generation = (store.db.select({ last: bridge.generation }).from(bridge).get()?.last ?? 0) + 1;
    store.db.update(bridge).set({ generation }).run();
  } else requireLast(store, generation);
  const active = store.db.select().from(account).where(eq(account.state, "active")).all();
  const accounts = isPaused(store) ? [] : active.flatMap((row) => bridged(services, row));
  return { generation, sealed: seal(shared, sealedListPlace(nonce), JSON.stringify(accounts)) };
}

function bridged({ store, keys, connectorOf }: BridgeServices, row: AccountRow): BridgedAccount[] {
  const { id, platform, remoteId, settings, cursor } = row;
  try {
    if (!connectorOf(row).listen) return [];
    return [{ id, platform, remoteId, settings, cursor, credentials: credentialsOf(store, keys, id).read() }];
  } catch {
    // Settings or credentials that cannot be used are shown with the account, and keep no other from being read.
    return [];
  }
}

function wantedAccount(store: Store, id: number): AccountRow | undefined {
  if (isPaused(store)) return undefined;
  return store.db
    .select()
    .from(account)
    .where(and(eq(account.id, id), eq(account.state, "active")))
    .get();
}

/** Stores a batch with its cursor if it follows what is stored; one that came before changes nothing. */
export function takeBatch({ store }: BridgeServices, call: z.infer<typeof BatchCall>): z.infer<typeof BatchAnswer> {
  requireLast(store, call.generation);
  const row = wantedAccount(store, call.account);
  if (!row) return { outcome: "not-wanted" };
  const stored = markOf(row.cursor);
  if (stored !== call.after)
    // The answer was lost on the way back: what came then is here.
    return { outcome: stored === markOf(call.cursor) ? "stored" : "elsewhere" };
  const events = call.events.map((event) => readEvent(event, store.clock.now()));
  ingest(store, [{ accountId: row.id, events, cursor: call.cursor }]);
  recordSuccess(store, row.id);
  return { outcome: "stored" };
}

const RAW_LIMIT = 8_000;

function readEvent(event: unknown, at: EpochMs): ConnectorEvent {
  const parsed = EventOnTheWire.safeParse(event);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const reason = `bridge: ${issue?.path.join(".") ?? ""} ${issue?.code ?? ""}`;
  return { type: "poison", reason, raw: JSON.stringify(event).slice(0, RAW_LIMIT), at };
}

/** Shows with the account that it cannot be read. */
export function takeFailure(
  { store, random }: BridgeServices,
  now: EpochMs,
  call: z.infer<typeof FailureCall>,
): z.infer<typeof FailureAnswer> {
  requireLast(store, call.generation);
  const row = wantedAccount(store, call.account);
  if (!row) return { waitMs: null };
  const { kind, code, detail, retryAt, failures } = call;
  const error = new ConnectorError(kind, {
    code,
    ...(detail === null ? {} : { detail }),
    ...(retryAt === null ? {} : { retryAt }),
  });
  const at = recordReadFailure(store, row.id, error, failures, random());
  return { waitMs: at === null ? null : Math.max(0, at - now) };
}
