/** Slows down who guesses: failed sign-ins are counted by account, by address and by both, in the database. */
import { createHash } from "node:crypto";
import { inArray, lt, sql } from "drizzle-orm";
import { ProblemError } from "../../domain/problem.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import { signInFailure } from "../../store/schema.ts";
import { networkOf } from "../network.ts";

const WINDOW_MS = 15 * MINUTE_MS;
/** The pair stops a guesser; the account stops many of them; the address stops one who goes through all accounts. */
const MOST = { pair: 5, account: 25, address: 50 } as const;

export interface Attempt {
  /** What was given as the account, whether it exists or not. */
  email: string;
  address: string;
}

/** Throws ProblemError `too-many-attempts` with `retryAfterSeconds` once a limit is reached; nothing is checked then. */
export function refuseWhileThrottled(store: Store, attempt: Attempt): void {
  const now = store.clock.now();
  const limits = limitsOf(attempt);
  const rows = store.db
    .select()
    .from(signInFailure)
    .where(inArray(signInFailure.key, [...limits.keys()]))
    .all();
  const until = Math.max(
    0,
    ...rows
      .filter((row) => row.windowEndsAt > now && row.count >= (limits.get(row.key) ?? 0))
      .map((row) => row.windowEndsAt),
  );
  if (until === 0) return;
  const retryAfterSeconds = Math.ceil((until - now) / SECOND_MS);
  throw new ProblemError(
    "too-many-attempts",
    `Too many failed attempts. Try again in ${Math.ceil((until - now) / MINUTE_MS)} minutes, or ask an admin for a new link.`,
    { extra: { retryAfterSeconds } },
  );
}

/** Counts a failure, before it is known to be one: attempts side by side are counted too. True where it reached a limit. */
export function countFailure(store: Store, attempt: Attempt): boolean {
  return store.transaction((now) => {
    store.db.delete(signInFailure).where(lt(signInFailure.windowEndsAt, now)).run();
    return [...limitsOf(attempt)].map(([key, most]) => countOne(store, now, key) === most).includes(true);
  });
}

/** A success clears what the account and the pair have against them; the address stays. */
export function forgiveFailures(store: Store, attempt: Attempt): void {
  const [pair, account, address] = limitsOf(attempt).keys();
  store.transaction(() => {
    store.db
      .delete(signInFailure)
      .where(inArray(signInFailure.key, [pair ?? "", account ?? ""]))
      .run();
    store.db
      .update(signInFailure)
      .set({ count: sql`${signInFailure.count} - 1` })
      .where(inArray(signInFailure.key, [address ?? ""]))
      .run();
  });
}

function countOne(store: Store, now: EpochMs, key: string): number {
  const row = store.db
    .insert(signInFailure)
    .values({ key, count: 1, windowEndsAt: now + WINDOW_MS })
    .onConflictDoUpdate({ target: signInFailure.key, set: { count: sql`${signInFailure.count} + 1` } })
    .returning({ count: signInFailure.count })
    .get();
  return row.count;
}

/** In this order: pair, account, address. Hashed: the table names nobody. */
function limitsOf({ email, address }: Attempt): Map<string, number> {
  const account = email.trim().toLowerCase();
  const network = networkOf(address);
  const key = (...parts: string[]) => createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  return new Map([
    [key("pair", account, network), MOST.pair],
    [key("account", account), MOST.account],
    [key("address", network), MOST.address],
  ]);
}
