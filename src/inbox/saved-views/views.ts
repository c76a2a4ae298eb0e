/** Lists under a name: each person's own, and those that a lead shares with everybody. */
import { and, asc, eq, or } from "drizzle-orm";
import { agentIdOf } from "../../domain/actor.ts";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { EpochMs } from "../../domain/time.ts";
import { type Context, record } from "../../store/context.ts";
import { savedView } from "../../store/schema.ts";
import { type Gone, readFilter, storeFilter, type ViewFilter } from "./filter.ts";

const MOST = 50;

type Row = typeof savedView.$inferSelect;

export interface SavedView {
  id: number;
  name: string;
  shared: boolean;
  /** Whether whoever asks made it. */
  own: boolean;
  filter: ViewFilter;
  /** What it names that is no longer there. */
  gone: Gone[];
}

export interface ViewInput {
  name: string;
  filter: ViewFilter;
  shared?: boolean | undefined;
}

export interface ViewPatch {
  name?: string | undefined;
  filter?: ViewFilter | undefined;
  shared?: boolean | undefined;
  /** Its place among the others of its kind, from 0. */
  position?: number | undefined;
}

/** One's own first, then everybody's, each in its order. */
export function listViews(ctx: Context): SavedView[] {
  demand(ctx, "conversation.read");
  const me = agentIdOf(ctx.actor) ?? 0;
  const rows = ctx.store.db
    .select()
    .from(savedView)
    .where(or(eq(savedView.shared, true), eq(savedView.ownerId, me)))
    .orderBy(asc(savedView.shared), asc(savedView.position), asc(savedView.id))
    .all();
  return rows.map((row) => shownTo(ctx, row));
}

/** Throws ProblemError `forbidden`, or `invalid` naming the field. */
export function createView(ctx: Context, { name, filter, shared = false }: ViewInput): SavedView {
  demandFor(ctx, shared);
  return ctx.store.transaction((now) => {
    const ownerId = requireAgent(ctx);
    const position = roomAmong(ctx, { shared, ownerId });
    const row = ctx.store.db
      .insert(savedView)
      .values({
        ownerId,
        shared,
        name: name.normalize("NFC"),
        filter: storeFilter(ctx.store, filter),
        position,
        createdAt: now,
        changedAt: now,
      })
      .returning()
      .get();
    tell(ctx, now, "view.saved", row);
    return shownTo(ctx, row);
  });
}

/** Throws ProblemError `not-found`, `forbidden`, or `invalid` naming the field. */
export function changeView(ctx: Context, id: number, { name, filter, shared, position }: ViewPatch): SavedView {
  return ctx.store.transaction((now) => {
    const before = requireView(ctx, id);
    if (shared !== undefined) demandFor(ctx, shared);
    const moves = shared !== undefined && shared !== before.shared;
    const row = ctx.store.db
      .update(savedView)
      .set({
        changedAt: now,
        ...(name === undefined ? {} : { name: name.normalize("NFC") }),
        ...(filter === undefined ? {} : { filter: storeFilter(ctx.store, filter) }),
        ...(moves ? { shared, position: roomAmong(ctx, { shared, ownerId: before.ownerId }) } : {}),
      })
      .where(eq(savedView.id, id))
      .returning()
      .get();
    if (position !== undefined) moveTo(ctx, row, position);
    tell(ctx, now, "view.saved", row);
    return shownTo(ctx, row);
  });
}

/** Throws ProblemError `not-found` or `forbidden`. */
export function removeView(ctx: Context, id: number): void {
  ctx.store.transaction((now) => {
    const row = requireView(ctx, id);
    ctx.store.db.delete(savedView).where(eq(savedView.id, id)).run();
    tell(ctx, now, "view.removed", row);
  });
}

/** What everybody sees takes a lead, one's own nobody. */
function demandFor(ctx: Context, shared: boolean): void {
  demand(ctx, "conversation.manage");
  if (shared) demand(ctx, "settings.change");
}

function requireAgent(ctx: Context): number {
  const id = agentIdOf(ctx.actor);
  if (id === null) throw new ProblemError("forbidden", "A saved view belongs to a person. Sign in as one.");
  return id;
}

function requireView(ctx: Context, id: number): Row {
  demand(ctx, "conversation.manage");
  const row = ctx.store.db.select().from(savedView).where(eq(savedView.id, id)).get();
  // Nobody is told of another's own.
  if (!row || (!row.shared && row.ownerId !== agentIdOf(ctx.actor)))
    throw new ProblemError("not-found", "There is no such saved view.");
  demandFor(ctx, row.shared);
  return row;
}

function siblings(ctx: Context, { shared, ownerId }: Pick<Row, "shared" | "ownerId">): Row[] {
  const mine = shared ? eq(savedView.shared, true) : and(eq(savedView.shared, false), eq(savedView.ownerId, ownerId));
  return ctx.store.db.select().from(savedView).where(mine).orderBy(asc(savedView.position), asc(savedView.id)).all();
}

/** The position behind the last one. */
function roomAmong(ctx: Context, kind: Pick<Row, "shared" | "ownerId">): number {
  const rows = siblings(ctx, kind);
  if (rows.length >= MOST)
    throw new ProblemError("invalid", `There are ${MOST} views already. Remove one that nobody uses.`, {
      field: "name",
    });
  return (rows.at(-1)?.position ?? -1) + 1;
}

function moveTo(ctx: Context, row: Row, position: number): void {
  const others = siblings(ctx, row).filter((one) => one.id !== row.id);
  for (const [place, one] of others.toSpliced(position, 0, row).entries())
    ctx.store.db.update(savedView).set({ position: place }).where(eq(savedView.id, one.id)).run();
}

function shownTo(ctx: Context, row: Row): SavedView {
  const { id, name, shared, ownerId } = row;
  return { id, name, shared, own: ownerId === agentIdOf(ctx.actor), ...readFilter(ctx.store, row.filter) };
}

function tell(ctx: Context, now: EpochMs, type: "view.saved" | "view.removed", row: Row): void {
  record(ctx, now, { type, data: { viewId: row.id, shared: row.shared } });
}
