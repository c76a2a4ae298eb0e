/** Sets a database that was restored or moved to work: from now on it reads and sends. */
import { demand } from "../domain/permissions.ts";
import { eq } from "drizzle-orm";
import { type Context, record } from "../store/context.ts";
import { meta } from "../store/schema.ts";

/** False where it was not paused. */
export function resumeInbox(ctx: Context): boolean {
  demand(ctx, "system.resume");
  return ctx.store.transaction((now) => {
    const rows = ctx.store.db.delete(meta).where(eq(meta.key, "paused")).returning().all();
    if (rows.length > 0) record(ctx, now, { type: "system.resumed" });
    return rows.length > 0;
  });
}
