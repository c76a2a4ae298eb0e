/** Runs erasures and what follows them, slice by slice, letting others in between. */
import { setImmediate } from "node:timers";
import { and, asc, eq, isNotNull } from "drizzle-orm";
import { SYSTEM } from "../../domain/actor.ts";
import type { ContentStore } from "../../domain/content-store.ts";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../domain/time.ts";
import type { Context } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { job } from "../../store/schema.ts";
import { staleWords, staleWordsAreGone } from "../../store/search.ts";
import { IS_WAITING } from "../jobs/waiting.ts";
import { dropContent } from "../jobs/drop-content.ts";
import { eraseNext, finishPurged } from "./person.ts";
import { isPurgeDue, mergeSearch, purgeIsDone } from "./purge.ts";
import { eraseRested, hasRetention } from "./retention.ts";

/** Rewrites the host's files so that nothing erased stays between the rows; says when to ask again, null once it is done. */
export type Scrub = (now: EpochMs) => EpochMs | null;

export interface Eraser {
  store: Store;
  content: ContentStore;
  /** Absent where the host keeps no files of its own. */
  scrub: Scrub | undefined;
  signal: AbortSignal;
}

const AGAIN_MS = MINUTE_MS;
const RETENTION_EVERY_MS = DAY_MS;
/** A whole index is a lot to write; deletions wait for each other. */
const MERGE_EVERY_MS = 6 * HOUR_MS;

const waitingJob = perStore((db) =>
  db
    .select({ id: job.id, at: job.nextAt })
    .from(job)
    .where(and(IS_WAITING, eq(job.kind, "erase"), isNotNull(job.nextAt)))
    .orderBy(asc(job.nextAt))
    .limit(1)
    .prepare(),
);

export interface ErasureRuns {
  /** When there is next something to erase or purge. */
  nextAt(): EpochMs | null;
  run(): Promise<void>;
}

export function createErasures({ store, content, scrub, signal }: Eraser): ErasureRuns {
  const ctx: Context = { store, actor: SYSTEM };
  let purgeAt = 0;
  let retentionAt = 0;
  let mergeAt = 0;

  const nextJob = () => waitingJob(store).get();

  const merge = async () => {
    for (let first = true; mergeSearch(store, first) && !signal.aborted; first = false) await turn();
  };

  /** What single deletions left in the index. */
  const mergeStale = async (since: string) => {
    mergeAt = store.clock.now() + MERGE_EVERY_MS;
    await merge();
    if (!signal.aborted) store.transaction(() => staleWordsAreGone(store, since));
  };

  const purge = async () => {
    // A full disk, for one, throws: then it is tried again.
    purgeAt = store.clock.now() + AGAIN_MS;
    await dropContent(store, content);
    await merge();
    if (signal.aborted) return;
    const again = scrub?.(store.clock.now()) ?? null;
    if (again !== null) {
      purgeAt = again;
      return;
    }
    store.transaction(() => {
      purgeIsDone(store);
      finishPurged(ctx);
    });
  };

  return {
    nextAt() {
      const due = [nextJob()?.at ?? null];
      if (isPurgeDue(store)) due.push(purgeAt);
      if (hasRetention(store)) due.push(retentionAt);
      if (staleWords(store) !== null) due.push(mergeAt);
      const known = due.filter((at) => at !== null);
      return known.length > 0 ? Math.min(...known) : null;
    },
    async run() {
      if (retentionAt <= store.clock.now() && hasRetention(store)) {
        retentionAt = store.clock.now() + RETENTION_EVERY_MS;
        for (const _ of eraseRested(ctx)) {
          await turn();
          if (signal.aborted) return;
        }
      }
      for (let next = nextJob(); isDue(next, store) && !signal.aborted; next = nextJob()) {
        eraseNext(ctx, next.id);
        await turn();
      }
      if (!signal.aborted && isPurgeDue(store) && purgeAt <= store.clock.now()) await purge();
      const stale = staleWords(store);
      if (!signal.aborted && stale !== null && mergeAt <= store.clock.now()) await mergeStale(stale);
    },
  };
}

function isDue<T extends { at: EpochMs | null }>(next: T | undefined, store: Store): next is T {
  return next !== undefined && next.at !== null && next.at <= store.clock.now();
}

/** Lets requests and other lanes have their turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
