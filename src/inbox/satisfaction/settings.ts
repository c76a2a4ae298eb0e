/** Switches the question after a close on or off for an account. */
import { eq } from "drizzle-orm";
import { demand } from "../../domain/permissions.ts";
import { MINUTE_MS } from "../../domain/time.ts";
import { type Context, record } from "../../store/context.ts";
import { account } from "../../store/schema.ts";
import { findAccount } from "../accounts/rows.ts";

/** `afterMinutes`: so long after the close; null: not asked, also not those who are due. Throws ProblemError `not-found` or `forbidden`. */
export function setSatisfaction(ctx: Context, accountId: number, afterMinutes: number | null): void {
  demand(ctx, "settings.change");
  findAccount(ctx.store, accountId);
  ctx.store.transaction((now) => {
    const satisfactionAfterMs = afterMinutes === null ? null : afterMinutes * MINUTE_MS;
    ctx.store.db.update(account).set({ satisfactionAfterMs }).where(eq(account.id, accountId)).run();
    record(ctx, now, { type: "settings.changed", accountId, data: { setting: "satisfaction", afterMinutes } });
  });
}
