/** `parley doctor` for a brand in an object: a bounded piece of work a call, so that nobody waits for it and no limit of time comes near. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import { formatId } from "../domain/ids.ts";
import type { Store } from "../store/db.ts";
import { CHAIN_START, verifyNextEvents } from "../store/events.ts";
import { indexNextMessages, rebuildCounters, strayRows, unindexStrays } from "../store/projections.ts";
import { indexNextPublications, unindexStrayPublications } from "../store/publication-index.ts";
import { forgetCounts } from "../store/reports/count.ts";
import { event } from "../store/schema.ts";
import {
  chainHolds,
  check,
  Check,
  countersAgree,
  credentialsOpen,
  doubts,
  type Examined,
  gaps,
  postsHold,
  poisonEvents,
  publicSearchAgrees,
  SHOWN,
} from "./checks.ts";

const EVENTS_A_STEP = 5_000;
const MESSAGES_A_STEP = 500;
const PAGES_A_STEP = 50;
const IDS_A_STEP = 20_000;

const PARTS = [
  "rebuild-counters",
  "rebuild-strays",
  "rebuild-search",
  "rebuild-public-strays",
  "rebuild-public-search",
  "rebuild-reports",
  "chain",
  "counters",
  "search",
  "public-search",
  "credentials",
  "poison",
  "gaps",
  "doubts",
  "posts",
] as const;

/** Where to go on: a part, and the last number that is done of it. */
export const Step = z.strictObject({ part: z.enum(PARTS), after: z.int().min(0) });
export type Step = z.infer<typeof Step>;

/** `check` is null while a part is not at its end. */
export const Taken = z.object({ check: Check.nullable(), next: Step.nullable() });
type Taken = z.infer<typeof Taken>;

/** Begins with an examination, or with making counters, search index and the counts of reports again before it. */
export function firstStep(options: { rebuild: boolean }): Step {
  return { part: options.rebuild ? "rebuild-counters" : "chain", after: 0 };
}

export function takeStep(data: Examined, { part, after }: Step): Taken {
  const { store } = data;
  switch (part) {
    case "rebuild-counters":
      rebuildCounters(store);
      return ended(null, "rebuild-strays");
    case "rebuild-strays":
      unindexStrays(store);
      return ended(null, "rebuild-search");
    case "rebuild-search": {
      const last = indexNextMessages(store, after, MESSAGES_A_STEP);
      return last === null ? ended(null, "rebuild-public-strays") : { check: null, next: { part, after: last } };
    }
    case "rebuild-public-strays":
      unindexStrayPublications(store);
      return ended(null, "rebuild-public-search");
    case "rebuild-public-search": {
      const last = indexNextPublications(store, after, PAGES_A_STEP);
      return last === null ? ended(null, "rebuild-reports") : { check: null, next: { part, after: last } };
    }
    case "rebuild-reports":
      // Emptied here, and counted anew by the object's own lane.
      forgetCounts(store);
      return ended(null, "chain");
    case "chain": {
      const { place, broken } = verifyNextEvents(store, chainPlace(store, after), EVENTS_A_STEP);
      const more = !broken && place.seq !== after;
      if (more) return { check: null, next: { part, after: place.seq } };
      return ended(chainHolds({ events: place.seq, broken }), "counters");
    }
    case "counters":
      return ended(countersAgree(data), "search");
    case "search": {
      const { ids, last } = strayRows(store, after, IDS_A_STEP);
      if (ids.length === 0 && last !== null) return { check: null, next: { part, after: last } };
      return ended(indexHolds(ids), "public-search");
    }
    case "public-search":
      return ended(publicSearchAgrees(data), "credentials");
    case "credentials":
      return ended(credentialsOpen(data), "poison");
    case "poison":
      return ended(poisonEvents(data), "gaps");
    case "gaps":
      return ended(gaps(data), "doubts");
    case "doubts":
      return ended(doubts(data), "posts");
    case "posts":
      return { check: postsHold(data), next: null };
  }
}

function ended(found: Check | null, next: Step["part"]): Taken {
  return { check: found, next: { part: next, after: 0 } };
}

function chainPlace(store: Store, seq: number) {
  if (seq === 0) return CHAIN_START;
  const row = store.db.select({ hash: event.hash }).from(event).where(eq(event.seq, seq)).get();
  return { seq, hash: row?.hash ?? "" };
}

/** Whether each message is in the index, not whether its words are right: that takes tables that an object may not make. */
function indexHolds(strays: number[]): Check {
  const details = strays.slice(0, SHOWN).map((id) => `${formatId("message", id)} is missing, or should not be there`);
  return check("search", "broken", details, {
    good: "every message is in the index",
    bad: "the index is wrong. Run: parley doctor --rebuild",
  });
}
