/** Automation rules: made switched off, in an order, by a lead. */
import { asc, desc, eq } from "drizzle-orm";
import type { Action } from "../../domain/actions.ts";
import { parseId } from "../../domain/ids.ts";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { Condition, RuleTrigger } from "../../domain/rules.ts";
import { MINUTE_MS } from "../../domain/time.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { rule, ruleRun } from "../../store/schema.ts";
import { findAccount } from "../accounts/rows.ts";
import { checkActions } from "../actions/check.ts";
import { listLabels } from "../labels/labels.ts";
import { followFromHere } from "./engine.ts";

export type RuleRow = typeof rule.$inferSelect;
export type RunRow = typeof ruleRun.$inferSelect;

export interface RuleInput {
  name: string;
  trigger: RuleTrigger;
  conditions: Condition[];
  actions: Action[];
  quietHours: number;
}

const MOST_RULES = 100;

/** In the order in which they act. */
export function listRules(store: Store): RuleRow[] {
  return store.db.select().from(rule).orderBy(asc(rule.position), asc(rule.id)).all();
}

/** Newest first. */
export function listRuns(store: Store, ruleId: number, limit: number): RunRow[] {
  requireRule(store, ruleId);
  return store.db.select().from(ruleRun).where(eq(ruleRun.ruleId, ruleId)).orderBy(desc(ruleRun.id)).limit(limit).all();
}

/** Switched off. Throws ProblemError `forbidden`, `conflict` or `invalid` naming the field. */
export function createRule(ctx: Context, input: RuleInput): RuleRow {
  demand(ctx, "settings.change");
  const { store } = ctx;
  return store.transaction((now) => {
    checkRule(store, input);
    const position = (listRules(store).at(-1)?.position ?? 0) + 1;
    if (listRules(store).length >= MOST_RULES)
      throw new ProblemError("conflict", `There are ${MOST_RULES} rules already; delete some first.`);
    const row = store.db
      .insert(rule)
      .values({ ...input, state: "off", position, createdAt: now, changedAt: now })
      .returning()
      .get();
    record(ctx, now, { type: "rule.changed", data: { ruleId: row.id, change: "created" } });
    return row;
  });
}

/** What happened until now is not looked at again. Throws as createRule does, and `not-found`. */
export function changeRule(ctx: Context, id: number, input: RuleInput): RuleRow {
  demand(ctx, "settings.change");
  const { store } = ctx;
  return store.transaction((now) => {
    const { state } = requireRule(store, id);
    checkRule(store, input);
    const next = state === "failing" ? "off" : state;
    store.db
      .update(rule)
      .set({ ...input, state: next, changedAt: now })
      .where(eq(rule.id, id))
      .run();
    record(ctx, now, { type: "rule.changed", data: { ruleId: id, change: "changed" } });
    return begin(store, now, id);
  });
}

/** It looks at what happens from now on. Throws ProblemError `forbidden`, `not-found`, or `invalid` where what it needs is gone. */
export function switchRule(ctx: Context, id: number, on: boolean): RuleRow {
  demand(ctx, "settings.change");
  const { store } = ctx;
  return store.transaction((now) => {
    const row = requireRule(store, id);
    if (on) {
      checkRule(store, row);
      followFromHere(store);
    }
    store.db
      .update(rule)
      .set({ state: on ? "on" : "off" })
      .where(eq(rule.id, id))
      .run();
    record(ctx, now, { type: "rule.changed", data: { ruleId: id, change: on ? "on" : "off" } });
    return begin(store, now, id);
  });
}

/** Who has waited for longer already is not looked at. */
function begin(store: Store, now: number, id: number): RuleRow {
  const { trigger } = requireRule(store, id);
  const timerAt = trigger.on === "unanswered" ? now - trigger.minutes * MINUTE_MS : 0;
  return store.db
    .update(rule)
    .set({ failures: 0, sinceSeq: store.q.lastEvent.get()?.seq ?? 0, timerAt, timerId: Number.MAX_SAFE_INTEGER })
    .where(eq(rule.id, id))
    .returning()
    .get();
}

/** Puts it in that place of the order, counted from 1. Throws ProblemError `forbidden` or `not-found`. */
export function moveRule(ctx: Context, id: number, to: number): void {
  demand(ctx, "settings.change");
  const { store } = ctx;
  store.transaction((now) => {
    requireRule(store, id);
    const others = listRules(store).filter((row) => row.id !== id);
    const ids = others.map((row) => row.id);
    ids.splice(to - 1, 0, id);
    ids.forEach((one, index) =>
      store.db
        .update(rule)
        .set({ position: index + 1 })
        .where(eq(rule.id, one))
        .run(),
    );
    record(ctx, now, { type: "rule.changed", data: { ruleId: id, change: "moved" } });
  });
}

/** With the list of what it did; what it did stays. Throws ProblemError `forbidden` or `not-found`. */
export function deleteRule(ctx: Context, id: number): void {
  demand(ctx, "settings.change");
  const { store } = ctx;
  store.transaction((now) => {
    requireRule(store, id);
    store.db.delete(ruleRun).where(eq(ruleRun.ruleId, id)).run();
    store.db.delete(rule).where(eq(rule.id, id)).run();
    record(ctx, now, { type: "rule.changed", data: { ruleId: id, change: "deleted" } });
  });
}

function requireRule(store: Store, id: number): RuleRow {
  const row = store.db.select().from(rule).where(eq(rule.id, id)).get();
  if (!row) throw new ProblemError("not-found", "There is no such rule.");
  return row;
}

/** Throws ProblemError `invalid` naming the field. */
export function checkRule(store: Store, { name, trigger, conditions, actions }: RuleInput): void {
  if (name.trim() === "") throw new ProblemError("invalid", "Give it a name.", { field: "name" });
  const labels = new Set(listLabels(store).map(({ id }) => id));
  const isGone = (id: string) => !labels.has(parseId("label", id) ?? 0);
  const gone = (field: string) =>
    new ProblemError("invalid", "A label is gone; choose another.", { field, extra: { reason: "no-label" } });
  if (trigger.on === "labelled" && isGone(trigger.labelId)) throw gone("trigger");
  conditions.forEach((one, index) => {
    if (one.if === "label" && one.in.some(isGone)) throw gone(`conditions.${index}`);
    if (one.if === "account") for (const id of one.in) findAccount(store, parseId("account", id) ?? 0);
  });
  checkActions(store, actions, "rule");
}
