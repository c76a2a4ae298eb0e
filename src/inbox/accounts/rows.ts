/** Finds account rows, and says what about an account has changed. */
import { and, asc, eq, ne } from "drizzle-orm";
import type { PlatformName } from "../../domain/platform.ts";
import { ProblemError } from "../../domain/problem.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { account, app } from "../../store/schema.ts";
import { isPaused } from "../pause.ts";

export type AccountRow = typeof account.$inferSelect;
export type AppRow = typeof app.$inferSelect;

/** An account that was not removed. Throws ProblemError `not-found`. */
export function findAccount(store: Store, id: number): AccountRow {
  const row = store.q.accountById.get({ id });
  if (!row || row.state === "removed") throw new ProblemError("not-found", "There is no such account.");
  return row;
}

/** The account with that id at its platform, null if we don't serve it. */
export function accountByRemote(store: Store, platform: PlatformName, remoteId: string): AccountRow | null {
  const same = and(eq(account.platform, platform), eq(account.remoteId, remoteId), ne(account.state, "removed"));
  return store.db.select().from(account).where(same).get() ?? null;
}

/** Every account that was not removed, oldest first. */
export function listAccountRows(store: Store): AccountRow[] {
  return store.db.select().from(account).where(ne(account.state, "removed")).orderBy(asc(account.id)).all();
}

export function appOf(store: Store, row: AccountRow): AppRow {
  const found = store.db.select().from(app).where(eq(app.id, row.appId)).get();
  if (!found) throw new Error(`Account ${row.id} has no app.`);
  return found;
}

/** Writes a change of an account and its event; call inside a transaction. */
export function changeAccount(
  ctx: Context,
  now: number,
  id: number,
  change: Partial<Omit<AccountRow, "id" | "appId" | "platform" | "remoteId" | "createdAt">>,
): AccountRow {
  const row = ctx.store.db.update(account).set(change).where(eq(account.id, id)).returning().get();
  const type = row.state === "removed" ? "account.removed" : "account.changed";
  record(ctx, now, {
    type,
    accountId: id,
    data: {
      state: row.state,
      problem: row.problem,
      retentionMonths: row.retentionMonths,
      safetyText: row.safetyText,
    },
  });
  return row;
}

/** A database that was restored or moved spends nothing before a person has looked. Throws ProblemError `conflict`. */
export function refuseWhilePaused(store: Store): void {
  if (isPaused(store))
    throw new ProblemError(
      "conflict",
      "This inbox was restored or moved, and is paused. Make sure that no other Parley serves these accounts, then run `parley resume`.",
    );
}
