/** Accounts as people see them: never a credential. */
import { desc, eq } from "drizzle-orm";
import { formatId } from "../../domain/ids.ts";
import { ProblemError } from "../../domain/problem.ts";
import { MINUTE_MS, toIso } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import { gap } from "../../store/schema.ts";
import { type AccountRow, listAccountRows } from "./rows.ts";

const GAPS_SHOWN = 20;

export type AccountView = ReturnType<typeof viewOf>;

/** One account, also a removed one. Throws ProblemError `not-found`. */
export function accountView(store: Store, id: number): AccountView {
  const row = store.q.accountById.get({ id });
  if (!row) throw new ProblemError("not-found", "There is no such account.");
  return viewOf(store, row);
}

/** Every account that was not removed, oldest first. */
export function listAccounts(store: Store): AccountView[] {
  return listAccountRows(store).map((row) => viewOf(store, row));
}

function viewOf(store: Store, row: AccountRow) {
  return {
    id: formatId("account", row.id),
    appId: formatId("app", row.appId),
    platform: row.platform,
    name: row.name,
    handle: row.handle,
    avatarUrl: row.avatarUrl,
    url: row.url,
    state: row.state,
    problem: row.problem,
    problemDetail: row.problemDetail,
    warnings: row.warnings,
    missingScopes: row.missingScopes,
    settings: row.settings,
    retentionMonths: row.retentionMonths,
    safetyText: row.safetyText,
    satisfactionAfterMinutes: row.satisfactionAfterMs === null ? null : row.satisfactionAfterMs / MINUTE_MS,
    lastEventAt: toIso(row.lastEventAt),
    lastPulledAt: toIso(row.lastPulledAt),
    gaps: gapsOf(store, row.id),
    createdAt: toIso(row.createdAt),
  };
}

function gapsOf(store: Store, accountId: number) {
  const rows = store.db
    .select()
    .from(gap)
    .where(eq(gap.accountId, accountId))
    .orderBy(desc(gap.id))
    .limit(GAPS_SHOWN)
    .all();
  return rows.map((row) => ({
    id: formatId("gap", row.id),
    since: toIso(row.since),
    until: toIso(row.until),
    code: row.code,
    detail: row.detail,
  }));
}
