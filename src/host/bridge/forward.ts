/** One account of a brand elsewhere: its long-lived source is read here, and what comes counts once it is stored there. */
import type { Connector, Cursor, Platform } from "../../../connectors/connector.ts";
import type { Log } from "../../domain/log.ts";
import type { PlatformName } from "../../domain/platform.ts";
import type { Clock } from "../../domain/time.ts";
import type { BridgedAccount } from "../../inbox/bridge/protocol.ts";
import { type Keeper, listenForever } from "../../inbox/lanes/listen.ts";
import { BridgeEnded, type Remote } from "./remote.ts";

export interface ForwardOptions {
  platforms: Record<PlatformName, Platform>;
  clock: Clock;
  log: Log;
  random: () => number;
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

interface Forwarding {
  remote: Remote;
  account: BridgedAccount;
  /** Ends listening; the remote session stays resumable. */
  until: AbortSignal;
  /** Ends a call that is under way. */
  abandon: AbortSignal;
}

/** Resolves when listening has ended. Rejects with BridgeEnded, CallRefused, or the signal's reason. */
export async function forward(options: ForwardOptions, forwarding: Forwarding): Promise<void> {
  const { log, random, pause } = options;
  const { account, until } = forwarding;
  const { id, platform } = account;
  const keeper = remoteKeeper(forwarding);
  let connector: Connector;
  try {
    connector = openConnector(options, account);
  } catch (error) {
    log.error("connector.unusable", { account: id, reason: error instanceof Error ? error.message : String(error) });
    await keeper.failed(error, 1);
    return;
  }
  log.info("bridge.listening", { account: id, platform });
  try {
    await listenForever({ accountId: id, connector, keeper, signal: until, random, pause, log });
  } finally {
    await connector.close?.();
    log.info("bridge.let-go", { account: id, platform });
  }
}

/** A batch that is not acknowledged is not repeated once listening ends: it comes again from its source. */
function remoteKeeper({ remote, account, until, abandon }: Forwarding): Keeper {
  let { cursor }: { cursor: Cursor | null } = account;
  return {
    cursor: () => cursor,
    async store(batch) {
      const outcome = await remote.batch(account.id, cursor, batch, { until, abandon });
      if (outcome === "stored") ({ cursor } = batch);
      return outcome === "stored";
    },
    async failed(error, failures) {
      if (error instanceof BridgeEnded) throw error;
      return remote.failure(account.id, error, failures, { until, abandon: until });
    },
  };
}

function openConnector({ platforms, clock, log }: ForwardOptions, account: BridgedAccount): Connector {
  const { platform, settings, credentials, remoteId } = account;
  const module = platforms[platform];
  return module.open({
    settings: module.parseSettings(settings),
    credentials: {
      read: () => structuredClone(credentials),
      swap() {
        // Committed when it returns, says the port, and the database is elsewhere.
        throw new Error("A source that spends single-use tokens cannot be read over a bridge.");
      },
    },
    self: remoteId,
    clock,
    log,
    // What leaves, leaves over there, and learns of limits there.
    onLimit() {},
  });
}
