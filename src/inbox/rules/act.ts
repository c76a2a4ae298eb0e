/** Lets a rule act on one occasion: once, all of it or nothing, and never in the way of others. */
import { eq, sql } from "drizzle-orm";
import type { Action } from "../../domain/actions.ts";
import { ProblemError } from "../../domain/problem.ts";
import { DAY_MS, type EpochMs, HOUR_MS } from "../../domain/time.ts";
import { record } from "../../store/context.ts";
import { perStore } from "../../store/prepared.ts";
import { message, rule, ruleRun } from "../../store/schema.ts";
import { applyActions } from "../actions/apply.ts";
import type { Store } from "../../store/db.ts";
import type { Desk } from "../desk.ts";
import type { RuleRow } from "./rules.ts";

/** What a rule did is kept for so long. */
const KEPT_MS = 30 * DAY_MS;
const FORGOTTEN_AT_ONCE = 1_000;
/** So many in a row that are the rule's own fault, and it rests until a person looks at it. */
const MOST_FAILURES = 5;

const queriesOf = perStore((db) => ({
  automatic: db
    .select({ id: message.id })
    .from(message)
    .where(
      sql`${message.conversationId} = ${sql.placeholder("conversationId")} and ${message.direction} = 'outbound'
        and ${message.sentAt} > ${sql.placeholder("since")} and ${message.automatic} = 'rule'`,
    )
    .limit(1)
    .prepare(),
}));

/** `key` names the occasion: the second time it does nothing. Call inside a transaction. */
export function act(desk: Desk, now: EpochMs, row: RuleRow, key: string, conversationId: number): void {
  const { store } = desk;
  const [run] = store.db
    .insert(ruleRun)
    .values({ ruleId: row.id, key, conversationId, outcome: "nothing", at: now })
    .onConflictDoNothing()
    .returning({ id: ruleRun.id })
    .all();
  if (!run) return;
  const own: Desk = { ...desk, actor: { kind: "rule", id: row.id } };
  try {
    const actions = sayable(desk, now, row, conversationId);
    // A savepoint: what failed half-way is taken back, the rest of the slice stays.
    const outcomes = store.db.transaction(() =>
      applyActions(own, conversationId, actions, { seenSeq: null, automatic: "rule" }),
    );
    const did = outcomes.some(({ outcome }) => outcome !== "nothing");
    if (did) store.db.update(ruleRun).set({ outcome: "done" }).where(eq(ruleRun.id, run.id)).run();
    store.db
      .update(rule)
      .set({ runs: sql`${rule.runs} + 1`, lastRunAt: now, failures: 0 })
      .where(eq(rule.id, row.id))
      .run();
  } catch (error) {
    if (!isOwn(error)) throw error;
    const code = error instanceof ProblemError ? error.code : "unexpected";
    store.db.update(ruleRun).set({ outcome: "failed", code }).where(eq(ruleRun.id, run.id)).run();
    fail(desk, now, row, code);
  }
}

/** Of what it would send nothing, where the conversation had an automatic text a short while ago, or its account rests: nobody knows when that would leave. */
export function sayable(desk: Desk, now: EpochMs, row: Pick<RuleRow, "actions" | "quietHours">, id: number): Action[] {
  const { q } = desk.store;
  const since = now - row.quietHours * HOUR_MS;
  const quiet = queriesOf(desk.store).automatic.get({ conversationId: id, since }) !== undefined;
  const accountId = q.conversationById.get({ id })?.accountId ?? 0;
  const rests = q.accountById.get({ id: accountId })?.state !== "active";
  return quiet || rests ? row.actions.filter((one) => one.do !== "answer") : row.actions;
}

/** What the person or the platform does not allow now is nobody's fault. */
const PASSING = new Set(["not-answerable", "person-has-not-written", "conversation-moved", "not-supported"]);

function fail(desk: Desk, now: EpochMs, row: RuleRow, code: string): void {
  const { store } = desk;
  const failures = PASSING.has(code) ? row.failures : row.failures + 1;
  const state = failures >= MOST_FAILURES ? "failing" : row.state;
  store.db.update(rule).set({ failures, state, lastRunAt: now }).where(eq(rule.id, row.id)).run();
  if (state === "failing")
    record(desk, now, { type: "rule.changed", data: { ruleId: row.id, change: "failing", code } });
}

/** A full disk or a damaged file is no rule's fault: then the slice must come again. */
function isOwn(error: unknown): boolean {
  if (error instanceof ProblemError) return true;
  const cause = error instanceof Error && error.cause ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return !/^SQLITE_(FULL|IOERR|CORRUPT|NOTADB|READONLY|BUSY|CANTOPEN|NOMEM)/.test(code);
}

/** One bounded slice; gives how many went. */
export function forgetRuns(store: Store, now: EpochMs): number {
  return store.db.all(sql`
    delete from rule_run where id in (select id from rule_run where at < ${now - KEPT_MS} limit ${FORGOTTEN_AT_ONCE})
    returning 1`).length;
}
