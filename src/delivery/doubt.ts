/** Puts in doubt what was on its way when a backup was made: whoever went on with the original may have sent it. */
import { asc, inArray } from "drizzle-orm";
import type { Context } from "../store/context.ts";
import { delivery } from "../store/schema.ts";
import { UNDO } from "./schedule.ts";
import { settleOther } from "./settle.ts";

/** Every delivery that would leave by itself becomes unknown, and is looked up once Parley works again; gives how many. */
export function doubtDeliveries(ctx: Context): number {
  return ctx.store.transaction((now) => {
    const rows = ctx.store.db
      .select()
      .from(delivery)
      .where(inArray(delivery.state, ["queued", "scheduled", "sending"]))
      .orderBy(asc(delivery.id))
      .all();
    for (const row of rows) {
      // What had a chosen hour would leave at once where it is not found: a person decides.
      const nextAt = row.state === "scheduled" && row.code !== UNDO ? null : now;
      settleOther(ctx, now, row, { state: "unknown", code: "restored", detail: null, nextAt });
    }
    return rows.length;
  });
}
