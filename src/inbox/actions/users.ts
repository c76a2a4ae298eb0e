/** Which macros and rules name something, so that nothing is deleted under them. */
import { eq } from "drizzle-orm";
import { Actions } from "../../domain/actions.ts";
import { Conditions, RuleTrigger } from "../../domain/rules.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import { macro, rule } from "../../store/schema.ts";

/** Names of the macros and rules that mention an id such as `lbl_3`. */
export function usersOf(store: Store, id: string): string[] {
  const macros = store.db.select().from(macro).all();
  const rules = store.db.select().from(rule).all();
  return [
    ...macros.filter(({ actions }) => mentions(actions, id)),
    ...rules.filter(({ actions, conditions, trigger }) => mentions([actions, conditions, trigger], id)),
  ].map(({ name }) => name);
}

/** Puts another id in its place, everywhere. Call inside a transaction. */
export function replaceInActions(store: Store, now: EpochMs, from: string, to: string): void {
  const swap = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll(`"${from}"`, `"${to}"`));
  for (const row of store.db.select().from(macro).all())
    if (mentions(row.actions, from))
      store.db
        .update(macro)
        .set({ actions: Actions.parse(swap(row.actions)), changedAt: now })
        .where(eq(macro.id, row.id))
        .run();
  for (const row of store.db.select().from(rule).all())
    if (mentions([row.actions, row.conditions, row.trigger], from))
      store.db
        .update(rule)
        .set({
          actions: Actions.parse(swap(row.actions)),
          conditions: Conditions.parse(swap(row.conditions)),
          trigger: RuleTrigger.parse(swap(row.trigger)),
          changedAt: now,
        })
        .where(eq(rule.id, row.id))
        .run();
}

/** Ids stand whole, between quotation marks; within a text the marks would be escaped. */
function mentions(value: unknown, id: string): boolean {
  return JSON.stringify(value).includes(`"${id}"`);
}
