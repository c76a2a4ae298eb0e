/** The database as both hosts give it: drizzle's synchronous SQLite. */
import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import type { Clock, EpochMs } from "../domain/time.ts";
import type { Recorded } from "./events.ts";
import { prepareQueries, type Queries } from "./queries.ts";
import type * as schema from "./schema.ts";

export type Db = BaseSQLiteDatabase<"sync", unknown, typeof schema>;

export interface Store {
  readonly db: Db;
  /** Prepared once: an unprepared read is ten times slower. */
  readonly q: Queries;
  readonly clock: Clock;
  /** Seals a text for the row that it names; null where the program runs without a key. */
  readonly seal: Seal | null;
  /** What follows an event within its transaction. */
  readonly followers: readonly Follower[];
  /**
   * Runs a state change. Nothing in it may wait: a callback that returns a promise is refused and rolled back. A transaction inside another joins it.
   */
  transaction<T>(run: (now: EpochMs) => T): T;
  /** Runs `work` once the outermost transaction has committed, at once if there is none; dropped on rollback. */
  afterCommit(work: () => void): void;
  /** Calls back after each commit, and when another process has written; returns the way to stop. */
  watch(changed: () => void): () => void;
  /** Tells the watchers that another process has written. */
  notify(): void;
}

/** `place` is where the sealed text will stand; it opens nowhere else. */
export type Seal = (place: { table: string; column: string; row: string }, text: string) => string;

/** Called for every event, within its transaction: it looks at the type first, and does nothing for nearly all of them. */
export type Follower = (store: Store, now: EpochMs, event: Recorded) => void;

interface Options {
  db: Db;
  clock: Clock;
  seal?: Seal;
  followers?: readonly Follower[];
}

/** Wraps an open, migrated database. */
export function createStore({ db, clock, seal, followers = [] }: Options): Store {
  let depth = 0;
  let waiting: (() => void)[] = [];
  const watchers = new Set<() => void>();
  const notify = () => {
    for (const changed of watchers) changed();
  };

  const transaction = <T>(run: (now: EpochMs) => T): T => {
    if (depth > 0) return run(clock.now());
    depth += 1;
    waiting = [];
    let result: T;
    try {
      result = db.transaction(
        () => {
          const value = run(clock.now());
          if (value instanceof Promise)
            throw new TypeError("A transaction cannot wait: its callback returned a promise.");
          return value;
        },
        { behavior: "immediate" },
      );
    } finally {
      depth -= 1;
    }
    const work = waiting;
    waiting = [];
    for (const task of work) task();
    notify();
    return result;
  };

  return {
    db,
    q: prepareQueries(db),
    clock,
    seal: seal ?? null,
    followers,
    transaction,
    afterCommit(work) {
      if (depth > 0) waiting.push(work);
      else work();
    },
    watch(changed) {
      watchers.add(changed);
      return () => void watchers.delete(changed);
    },
    notify,
  };
}
