/** Runs the inbox's tick when something is due: at the time it asked for, after each commit, and when another process has written. */
import type Database from "better-sqlite3";
import type { Log } from "../domain/log.ts";
import type { EpochMs } from "../domain/time.ts";
import type { Store } from "../store/db.ts";

/** Commits that come together are looked at together. */
const COALESCE_MS = 10;
/** Where one commit follows the other, looking after each would take the time of the next: what a tick finds to note is a commit of its own. */
const BETWEEN_MS = 50;
const OTHER_PROCESS_MS = 500;
/** What failed without a commit (a full disk, a clock set back) is looked at again after that. */
const LONGEST_MS = 10_000;
const AFTER_FAULT_MS = 5_000;

interface Options {
  store: Store;
  sqlite: Database.Database;
  log: Log;
  tick: () => { nextAt: EpochMs | null };
}

/** Starts at once; gives the way to stop, after which no new tick begins. */
export function startTimer({ store, sqlite, log, tick }: Options): () => void {
  let stopped = false;
  let ticking = false;
  let timer: NodeJS.Timeout | null = null;
  let firesAt = Number.POSITIVE_INFINITY;
  let tickedAt = 0;

  const arm = (at: EpochMs) => {
    const now = store.clock.now();
    const wanted = Math.min(Math.max(at, now + COALESCE_MS), now + LONGEST_MS);
    if (stopped || firesAt <= wanted) return;
    if (timer) clearTimeout(timer);
    firesAt = wanted;
    timer = setTimeout(run, wanted - now);
  };
  const run = () => {
    timer = null;
    firesAt = Number.POSITIVE_INFINITY;
    ticking = true;
    tickedAt = store.clock.now();
    try {
      const { nextAt } = tick();
      arm(nextAt ?? store.clock.now() + LONGEST_MS);
    } catch (error) {
      // A full disk, for one: what is due stays due.
      log.error("tick.failed", { reason: error instanceof Error ? error.message : String(error) });
      arm(store.clock.now() + AFTER_FAULT_MS);
    } finally {
      ticking = false;
    }
  };
  const unwatch = store.watch(() => {
    // What a tick itself commits is in its answer; waking for that would never end.
    if (!ticking) arm(tickedAt + BETWEEN_MS);
  });
  const stopWatching = watchOtherProcesses(store, sqlite);
  arm(0);
  return () => {
    stopped = true;
    unwatch();
    stopWatching();
    if (timer) clearTimeout(timer);
  };
}

// The command line writes beside a running server; SQLite tells only by a number that must be looked at.
function watchOtherProcesses(store: Store, sqlite: Database.Database): () => void {
  const version = () => sqlite.pragma("data_version", { simple: true });
  let seen = version();
  const timer = setInterval(() => {
    const now = version();
    if (now === seen) return;
    seen = now;
    store.notify();
  }, OTHER_PROCESS_MS);
  return () => clearInterval(timer);
}
