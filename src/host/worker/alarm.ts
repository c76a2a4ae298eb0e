/** Drives the inbox's tick by the object's one alarm: at the time it asked for, and after each commit. */
import type { Log } from "../../domain/log.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";

const AFTER_FAULT_MS = 5_000;

interface Options {
  store: Store;
  storage: DurableObjectStorage;
  log: Log;
  tick: () => { nextAt: EpochMs | null };
}

export interface Alarm {
  /** What the object's `alarm()` calls. Never throws: the platform gives up on an alarm that fails too often. */
  ring(): void;
}

/** Rings at once: whatever woke the object, what is due is looked at. */
export function setUpAlarm({ store, storage, log, tick }: Options): Alarm {
  let ticking = false;
  let ringsAt = Number.POSITIVE_INFINITY;

  const arm = (at: EpochMs) => {
    const wanted = Math.max(at, store.clock.now());
    if (ringsAt <= wanted) return;
    ringsAt = wanted;
    // In one turn with the commit that asked for it, so both are stored or neither.
    void storage.setAlarm(wanted);
  };
  store.watch(() => {
    // What a tick itself commits is in its answer; ringing for that would never end.
    if (!ticking) arm(0);
  });
  arm(0);
  return {
    ring() {
      ringsAt = Number.POSITIVE_INFINITY;
      ticking = true;
      try {
        const { nextAt } = tick();
        if (nextAt !== null) arm(nextAt);
      } catch (error) {
        log.error("tick.failed", { reason: error instanceof Error ? error.message : String(error) });
        arm(store.clock.now() + AFTER_FAULT_MS);
      } finally {
        ticking = false;
      }
    },
  };
}
