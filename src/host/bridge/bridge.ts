/** Listens for a brand that runs where no socket stays open: reads its accounts' long-lived sources here and stores what comes over there. */
import { SECOND_MS } from "../../domain/time.ts";
import type { BridgedAccount } from "../../inbox/bridge/protocol.ts";
import { Lanes } from "../../inbox/lanes/lane.ts";
import { forward, type ForwardOptions } from "./forward.ts";
import { BridgeEnded, CallRefused, createRemote, type RemoteOptions } from "./remote.ts";

/** How soon a change of accounts is noticed. */
const LOOK_EVERY_MS = 15 * SECOND_MS;
/** What is on its way when the bridge stops gets that long to be acknowledged. */
const FINISH_MS = 5 * SECOND_MS;

export interface BridgeOptions extends RemoteOptions, ForwardOptions {
  /** Ends the bridge in order: sessions stay resumable, what was not acknowledged comes again. */
  signal: AbortSignal;
  /** Called once the brand has answered for the first time. */
  onBegun(accounts: number): void;
  lookEveryMs?: number;
}

interface Open {
  stop: AbortController;
  /** What it was opened with. */
  opened: string;
}

/** Resolves after the signal. Rejects with BridgeEnded when another bridge took over or the secret counts no more, and at the start with CallRefused. */
export async function runBridge(options: BridgeOptions): Promise<void> {
  const { log, signal, pause, lookEveryMs = LOOK_EVERY_MS } = options;
  const remote = createRemote(options);
  const lanes = new Lanes(log);
  const open = new Map<number, Open>();
  const ended = new AbortController();
  const reading = AbortSignal.any([signal, ended.signal]);
  const writing = new AbortController();

  const listen = (account: BridgedAccount) => {
    const stop = new AbortController();
    open.set(account.id, { stop, opened: openedWith(account) });
    lanes.start(laneOf(account.id), async () => {
      const stopped = AbortSignal.any([stop.signal, reading]);
      try {
        await forward(options, { remote, account, until: stopped, abandon: writing.signal });
      } catch (error) {
        if (error instanceof BridgeEnded) ended.abort(error);
        else if (!stopped.aborted) throw error;
      } finally {
        open.delete(account.id);
      }
    });
  };
  /** True where one has to end before it can begin anew. */
  const follow = (accounts: BridgedAccount[]): boolean => {
    const wanted = new Map(accounts.map((account) => [account.id, account]));
    let waiting = false;
    for (const [id, { stop, opened }] of open) {
      const account = wanted.get(id);
      wanted.delete(id);
      if (account && openedWith(account) === opened) continue;
      stop.abort();
      waiting ||= account !== undefined;
    }
    for (const account of wanted.values()) listen(account);
    return waiting;
  };

  try {
    let begun = false;
    while (!reading.aborted) {
      try {
        const accounts = await remote.accounts({ until: reading, abandon: reading });
        if (!begun) options.onBegun(accounts.length);
        begun = true;
        if (follow(accounts)) await lanes.idle((name) => !isClosing(open, name));
        else await pause(lookEveryMs, reading);
      } catch (error) {
        if (reading.aborted || !begun || error instanceof BridgeEnded) throw error;
        log.error("bridge.refused", { code: error instanceof CallRefused ? error.code : "unexpected-error" });
        await pause(lookEveryMs, reading);
      }
    }
  } catch (error) {
    if (!reading.aborted) throw error;
  } finally {
    ended.abort();
    const tooLong = setTimeout(() => writing.abort(new Error("stopping")), FINISH_MS);
    await lanes.idle();
    clearTimeout(tooLong);
  }
  const { reason }: { reason: unknown } = ended.signal;
  if (reason instanceof BridgeEnded) throw reason;
}

function openedWith({ settings, credentials, remoteId }: BridgedAccount): string {
  return JSON.stringify([settings, credentials, remoteId]);
}

const laneOf = (account: number) => `listen/${account}`;

function isClosing(open: ReadonlyMap<number, Open>, lane: string): boolean {
  return [...open].some(([id, { stop }]) => laneOf(id) === lane && stop.signal.aborted);
}
