/** Sets opening hours and targets, of the brand or of one account, and has open deadlines computed anew. */
import { eq } from "drizzle-orm";
import type { BusinessHours } from "../../domain/hours/hours.ts";
import { demand } from "../../domain/permissions.ts";
import type { Targets } from "../../domain/targets.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { HOURS_KEY, POLICY_VERSION_KEY, TARGETS_KEY } from "../../store/policies.ts";
import { account, meta } from "../../store/schema.ts";
import { findAccount } from "../accounts/rows.ts";
import { queueDeadlines } from "../jobs/deadlines.ts";

/** What holds for every account that has none of its own. Throws ProblemError `forbidden`. */
export function setBrandHours(ctx: Context, hours: BusinessHours): void {
  demand(ctx, "settings.change");
  change(ctx, "business-hours", null, () => keep(ctx.store, HOURS_KEY, JSON.stringify(hours)));
}

/** Null: the brand's. Throws ProblemError `not-found` or `forbidden`. */
export function setAccountHours(ctx: Context, accountId: number, hours: BusinessHours | null): void {
  demand(ctx, "settings.change");
  findAccount(ctx.store, accountId);
  change(ctx, "business-hours", accountId, () =>
    ctx.store.db.update(account).set({ hours }).where(eq(account.id, accountId)).run(),
  );
}

/** As `setBrandHours`. */
export function setBrandTargets(ctx: Context, targets: Targets): void {
  demand(ctx, "settings.change");
  change(ctx, "targets", null, () => keep(ctx.store, TARGETS_KEY, JSON.stringify(targets)));
}

/** As `setAccountHours`. */
export function setAccountTargets(ctx: Context, accountId: number, targets: Targets | null): void {
  demand(ctx, "settings.change");
  findAccount(ctx.store, accountId);
  change(ctx, "targets", accountId, () =>
    ctx.store.db.update(account).set({ targets }).where(eq(account.id, accountId)).run(),
  );
}

function change(
  ctx: Context,
  setting: "business-hours" | "targets",
  accountId: number | null,
  write: () => void,
): void {
  const { store } = ctx;
  store.transaction((now) => {
    write();
    const version = Number(store.q.metaByKey.get({ key: POLICY_VERSION_KEY })?.value ?? 0);
    keep(store, POLICY_VERSION_KEY, String(version + 1));
    record(ctx, now, { type: "settings.changed", accountId, data: { setting } });
    queueDeadlines(ctx, now, accountId);
  });
}

function keep(store: Store, key: string, value: string): void {
  store.db.insert(meta).values({ key, value }).onConflictDoUpdate({ target: meta.key, set: { value } }).run();
}
