/** The labels of the team: made, named, coloured, archived, merged and deleted by a lead. */
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { LabelColor } from "../../domain/label-colors.ts";
import { formatId } from "../../domain/ids.ts";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { label } from "../../store/schema.ts";
import { replaceInActions, usersOf } from "../actions/users.ts";
import { moveEnded } from "./move-ended.ts";

export type LabelRow = typeof label.$inferSelect;

export interface LabelInput {
  name?: string | undefined;
  color?: LabelColor | undefined;
  description?: string | undefined;
  archived?: boolean | undefined;
}

/** Those that are there, by name. */
export function listLabels(store: Store): LabelRow[] {
  return store.db.select().from(label).where(isNull(label.endedAt)).orderBy(asc(label.name)).all();
}

/** Throws ProblemError `forbidden`, or `conflict` where the name is taken. */
export function createLabel(ctx: Context, input: LabelInput & { name: string }): LabelRow {
  demand(ctx, "settings.change");
  return ctx.store.transaction((now) => {
    const name = freeName(ctx.store, input.name, null);
    const { color, description } = input;
    const row = ctx.store.db.insert(label).values({ name, color, description }).returning().get();
    record(ctx, now, { type: "label.changed", data: { labelId: row.id, change: "created" } });
    return row;
  });
}

/** Conversations keep it, under its new name. Throws ProblemError `forbidden`, `not-found` or `conflict`. */
export function patchLabel(ctx: Context, id: number, patch: LabelInput): LabelRow {
  demand(ctx, "settings.change");
  const { store } = ctx;
  return store.transaction((now) => {
    const before = requireLabel(store, id);
    const name = patch.name === undefined ? before.name : freeName(store, patch.name, id);
    const archivedAt = patch.archived === undefined ? before.archivedAt : patch.archived ? now : null;
    const { color = before.color, description = before.description } = patch;
    const row = store.db
      .update(label)
      .set({ name, color, description, archivedAt })
      .where(eq(label.id, id))
      .returning()
      .get();
    record(ctx, now, { type: "label.changed", data: { labelId: id, change: "changed" } });
    return row;
  });
}

/** Conversations, macros and rules have the other one from then on. Throws ProblemError `forbidden`, `not-found`, or `invalid` naming `intoId`. */
export function mergeLabel(ctx: Context, id: number, intoId: number): void {
  demand(ctx, "settings.change");
  const { store } = ctx;
  store.transaction((now) => {
    requireLabel(store, id);
    const into = store.db.select().from(label).where(isLiving(intoId)).get();
    if (!into || intoId === id)
      throw new ProblemError("invalid", "Choose another label that is there.", { field: "intoId" });
    replaceInActions(store, now, formatId("label", id), formatId("label", intoId));
    end(ctx, now, id, intoId);
  });
}

/** Conversations lose it. Throws ProblemError `forbidden`, `not-found`, or `conflict` naming the macros and rules that still use it. */
export function deleteLabel(ctx: Context, id: number): void {
  demand(ctx, "settings.change");
  const { store } = ctx;
  store.transaction((now) => {
    requireLabel(store, id);
    const users = usersOf(store, formatId("label", id));
    if (users.length > 0)
      throw new ProblemError("conflict", `Still used by: ${users.join(", ")}. Change those first, or merge it.`, {
        extra: { reason: "in-use", users },
      });
    end(ctx, now, id, null);
  });
}

/** Its name is free at once; conversations follow slice by slice. */
function end(ctx: Context, now: number, id: number, mergedIntoId: number | null): void {
  const { store } = ctx;
  store.db
    .update(label)
    .set({ name: sql`'ended ' || ${label.id} || ' ' || ${now}`, endedAt: now, mergedIntoId })
    .where(eq(label.id, id))
    .run();
  // What was to become this one becomes what this one becomes.
  store.db.update(label).set({ mergedIntoId }).where(eq(label.mergedIntoId, id)).run();
  const change = mergedIntoId === null ? { change: "deleted" } : { change: "merged", into: mergedIntoId };
  record(ctx, now, { type: "label.changed", data: { labelId: id, ...change } });
  moveEnded(store);
}

const isLiving = (id: number) => and(eq(label.id, id), isNull(label.endedAt));

function requireLabel(store: Store, id: number): LabelRow {
  const row = store.db.select().from(label).where(isLiving(id)).get();
  if (!row) throw new ProblemError("not-found", "There is no such label.");
  return row;
}

function freeName(store: Store, input: string, own: number | null): string {
  const name = input.normalize("NFC").trim();
  if (name === "") throw new ProblemError("invalid", "Give it a name.", { field: "name" });
  const taken = store.db.select({ id: label.id }).from(label).where(eq(label.name, name)).get();
  if (taken && taken.id !== own)
    throw new ProblemError("conflict", "There is a label of that name; merge them, or choose another name.", {
      field: "name",
    });
  return name;
}
