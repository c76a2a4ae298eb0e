/** A database that was restored or moved rests until a person says that it may work: another Parley may serve the same accounts. */
import { type Context, record } from "../store/context.ts";
import type { Store } from "../store/db.ts";
import { meta } from "../store/schema.ts";

const PAUSED = "paused";

/** Nothing is read or sent until `resumeInbox`. */
export function pauseInbox(ctx: Context, reason: "restored" | "exported" | "imported"): void {
  ctx.store.transaction((now) => {
    ctx.store.db
      .insert(meta)
      .values({ key: PAUSED, value: reason })
      .onConflictDoUpdate({ target: meta.key, set: { value: reason } })
      .run();
    record(ctx, now, { type: "system.paused", data: { reason } });
  });
}

export function isPaused(store: Store): boolean {
  return store.q.metaByKey.get({ key: PAUSED }) !== undefined;
}
