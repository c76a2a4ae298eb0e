/** Puts a brand to rest for good where it was moved away from: only one place may answer for it. */
import { eq } from "drizzle-orm";
import { demand } from "../domain/permissions.ts";
import type { Context } from "../store/context.ts";
import type { Store } from "../store/db.ts";
import { meta } from "../store/schema.ts";
import { pauseInbox } from "./pause.ts";
import { resumeInbox } from "./resume-inbox.ts";

const DEACTIVATED = "deactivated";

/** Marks the database as moved away by that export; one that was before keeps its mark. Gives the mark that holds. */
export function deactivateInbox(ctx: Context, exportId: string): string {
  demand(ctx, "data.export");
  return ctx.store.transaction(() => {
    const before = deactivatedBy(ctx.store);
    if (before !== null) return before;
    ctx.store.db.insert(meta).values({ key: DEACTIVATED, value: exportId }).run();
    pauseInbox(ctx, "exported");
    return exportId;
  });
}

/** The export by which it was moved away; null where it was not. */
export function deactivatedBy(store: Store): string | null {
  const row = store.db.select().from(meta).where(eq(meta.key, DEACTIVATED)).get();
  return row?.value ?? null;
}

/** Lets it work here again: exports of before are no longer its last state. */
export function takeBackInbox(ctx: Context): void {
  ctx.store.transaction(() => {
    ctx.store.db.delete(meta).where(eq(meta.key, DEACTIVATED)).run();
    resumeInbox(ctx);
  });
}
