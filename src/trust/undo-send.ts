/** For how long an answer can be taken back: as the brand has it, or as a person prefers. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import { demand } from "../domain/permissions.ts";
import { ProblemError } from "../domain/problem.ts";
import { type Context, record } from "../store/context.ts";
import type { Store } from "../store/db.ts";
import { agent, meta } from "../store/schema.ts";

const KEY = "undo-send";
const DEFAULT_SECONDS = 8;
export const MOST_UNDO_SECONDS = 30;

const Stored = z.object({ seconds: z.int().min(0).max(MOST_UNDO_SECONDS) });

/** 0: answers leave at once. */
export function brandUndoSeconds(store: Store): number {
  const row = store.q.metaByKey.get({ key: KEY });
  return row ? Stored.parse(JSON.parse(row.value)).seconds : DEFAULT_SECONDS;
}

export function setBrandUndoSeconds(ctx: Context, seconds: number): void {
  demand(ctx, "settings.change");
  ctx.store.transaction((now) => {
    const value = JSON.stringify({ seconds });
    ctx.store.db
      .insert(meta)
      .values({ key: KEY, value })
      .onConflictDoUpdate({ target: meta.key, set: { value } })
      .run();
    record(ctx, now, { type: "settings.changed", data: { setting: KEY, seconds } });
  });
}

/** What holds for whoever acts; `own` is null where they follow the brand. */
export function undoSecondsOf(ctx: Context): { seconds: number; own: number | null; brand: number } {
  const brand = brandUndoSeconds(ctx.store);
  const row =
    ctx.actor.kind === "agent"
      ? ctx.store.db.select({ own: agent.undoSeconds }).from(agent).where(eq(agent.id, ctx.actor.id)).get()
      : undefined;
  const own = row?.own ?? null;
  return { seconds: own ?? brand, own, brand };
}

/** Null: as the brand has it. Throws ProblemError `forbidden` for the program. */
export function setOwnUndoSeconds(ctx: Context, seconds: number | null): void {
  const { actor } = ctx;
  if (actor.kind !== "agent") throw new ProblemError("forbidden", "Only a person of the team has preferences.");
  ctx.store.transaction(() =>
    ctx.store.db.update(agent).set({ undoSeconds: seconds }).where(eq(agent.id, actor.id)).run(),
  );
}
