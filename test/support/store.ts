/** A migrated store in memory with a clock that the test owns. */
import { followSources } from "../../src/qa/publications/follow-sources.ts";
import { createStore, type Store } from "../../src/store/db.ts";
import { deriveKeys } from "../../src/trust/keys.ts";
import { seal } from "../../src/trust/seal.ts";
import { testDatabase } from "./test-database.ts";

export const TEST_KEYS = deriveKeys(new Uint8Array(32));

export interface TestClock {
  now(): number;
  set(at: number): void;
  advance(ms: number): void;
}

/** Starts at a fixed time and moves only when told. */
export function testClock(start = Date.parse("2026-11-22T08:00:00Z")): TestClock {
  let now = start;
  return { now: () => now, set: (at) => void (now = at), advance: (ms) => void (now += ms) };
}

export function testStore(clock: TestClock = testClock()): { store: Store; clock: TestClock; close: () => void } {
  const database = testDatabase();
  return {
    store: createStore({
      db: database.db,
      clock,
      seal: (place, text) => seal(TEST_KEYS, place, text),
      followers: [followSources],
    }),
    clock,
    close: () => database.close(),
  };
}
