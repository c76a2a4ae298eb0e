/** Macros: several actions under one name and one key. */
import { asc, eq, sql } from "drizzle-orm";
import type { Action } from "../../domain/actions.ts";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { macro } from "../../store/schema.ts";
import { applyActions, type Outcome } from "../actions/apply.ts";
import { checkActions } from "../actions/check.ts";
import type { DeskChange } from "../change-conversation.ts";
import type { Desk } from "../desk.ts";
import { conversationRows } from "../views/conversation-rows.ts";

export type MacroRow = typeof macro.$inferSelect;

export interface MacroInput {
  name: string;
  key: string | null;
  actions: Action[];
}

const MOST_MACROS = 200;

/** By name. */
export function listMacros(store: Store): MacroRow[] {
  return store.db.select().from(macro).orderBy(asc(macro.name)).all();
}

/** Throws ProblemError `forbidden`, `conflict` where the name or key is taken, or `invalid` naming the field. */
export function createMacro(ctx: Context, input: MacroInput): MacroRow {
  demand(ctx, "settings.change");
  return ctx.store.transaction((now) => {
    const values = checked(ctx.store, input, null);
    if (listMacros(ctx.store).length >= MOST_MACROS)
      throw new ProblemError("conflict", `There are ${MOST_MACROS} macros already; delete some first.`);
    const row = ctx.store.db
      .insert(macro)
      .values({ ...values, createdAt: now, changedAt: now })
      .returning()
      .get();
    record(ctx, now, { type: "macro.changed", data: { macroId: row.id, change: "created" } });
    return row;
  });
}

/** Throws as createMacro does, and `not-found`. */
export function changeMacro(ctx: Context, id: number, input: MacroInput): MacroRow {
  demand(ctx, "settings.change");
  return ctx.store.transaction((now) => {
    requireMacro(ctx.store, id);
    const values = checked(ctx.store, input, id);
    const row = ctx.store.db
      .update(macro)
      .set({ ...values, changedAt: now })
      .where(eq(macro.id, id))
      .returning()
      .get();
    record(ctx, now, { type: "macro.changed", data: { macroId: id, change: "changed" } });
    return row;
  });
}

/** Throws ProblemError `forbidden` or `not-found`. */
export function deleteMacro(ctx: Context, id: number): void {
  demand(ctx, "settings.change");
  ctx.store.transaction((now) => {
    requireMacro(ctx.store, id);
    ctx.store.db.delete(macro).where(eq(macro.id, id)).run();
    record(ctx, now, { type: "macro.changed", data: { macroId: id, change: "deleted" } });
  });
}

/** What it did, and the change that takes back what can be taken back: what was sent or noted stays. Throws ProblemError as applyActions does. */
export function runMacro(
  desk: Desk,
  id: number,
  conversationId: number,
  seenSeq: number | null,
): { outcomes: Outcome[]; undo: DeskChange } {
  demand(desk, "conversation.manage");
  const { store } = desk;
  return store.transaction(() => {
    const { actions } = requireMacro(store, id);
    const before = stateOf(store, conversationId);
    const outcomes = applyActions(desk, conversationId, actions, { seenSeq });
    store.db
      .update(macro)
      .set({ uses: sql`${macro.uses} + 1` })
      .where(eq(macro.id, id))
      .run();
    return { outcomes, undo: difference(before, stateOf(store, conversationId)) };
  });
}

function stateOf(store: Store, conversationId: number) {
  const [row] = conversationRows(store, [conversationId]);
  if (!row) throw new ProblemError("not-found", "There is no such conversation.");
  const { status, snoozedUntil, assigneeId, priority } = row.conversation;
  return { status, snoozedUntil, assigneeId, priority, labels: row.labels };
}

type State = ReturnType<typeof stateOf>;

function difference(before: State, after: State): DeskChange {
  const moved = before.status !== after.status || before.snoozedUntil !== after.snoozedUntil;
  return {
    ...(moved ? { status: before.status, snoozedUntil: before.snoozedUntil } : {}),
    ...(before.assigneeId === after.assigneeId ? {} : { assigneeId: before.assigneeId }),
    ...(before.priority === after.priority ? {} : { priority: before.priority }),
    ...(before.labels.join("\n") === after.labels.join("\n") ? {} : { labels: before.labels }),
  };
}

function requireMacro(store: Store, id: number): MacroRow {
  const row = store.db.select().from(macro).where(eq(macro.id, id)).get();
  if (!row) throw new ProblemError("not-found", "There is no such macro.");
  return row;
}

function checked(store: Store, input: MacroInput, own: number | null): MacroInput {
  const name = input.name.normalize("NFC").trim();
  if (name === "") throw new ProblemError("invalid", "Give it a name.", { field: "name" });
  const key = input.key === null || input.key === "" ? null : input.key.toLowerCase();
  const others = listMacros(store).filter(({ id }) => id !== own);
  if (others.some((one) => one.name === name))
    throw new ProblemError("conflict", "There is a macro of that name; choose another.", { field: "name" });
  const holder = key === null ? undefined : others.find((one) => one.key === key);
  if (holder) throw new ProblemError("conflict", `This key runs “${holder.name}”; choose another.`, { field: "key" });
  checkActions(store, input.actions, "macro");
  return { name, key, actions: input.actions };
}
