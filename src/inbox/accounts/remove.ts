/** Disconnects an account: shreds its credentials, cancels what it would send, keeps its history. */
import { demand } from "../../domain/permissions.ts";
import { and, asc, eq, inArray, ne } from "drizzle-orm";
import { settleOther } from "../../delivery/settle.ts";
import { type Context, record } from "../../store/context.ts";
import { account, app, delivery, job, media, message } from "../../store/schema.ts";
import { changeAccount, findAccount } from "./rows.ts";
import { isPaused } from "../pause.ts";
import type { AccountServices } from "./services.ts";
import { detachWebhook } from "./webhook.ts";

/**
 * The webhook is removed where the platform lets us; a platform that does not answer stops nothing. Replies of unknown outcome stay for a person to
 * settle. Throws ProblemError `not-found`.
 */
export async function removeAccount(
  services: AccountServices,
  ctx: Context,
  id: number,
): Promise<{ cancelledDeliveries: number }> {
  demand(ctx, "account.manage");
  const { store } = ctx;
  const row = findAccount(store, id);
  try {
    // A restored database leaves the platform alone: the webhook may serve another Parley.
    if (!isPaused(store)) await detachWebhook(services, store, row);
  } catch (error) {
    services.log.warn("webhook.not-removed", { account: id, reason: error instanceof Error ? error.name : "unknown" });
  }
  return store.transaction((now) => {
    const { appId } = findAccount(store, id);
    const cancelledDeliveries = cancelQueue(ctx, now, id);
    cancelJobs(ctx, now, id);
    store.db
      .update(media)
      .set({ state: "gone", reason: "account-removed", nextAt: null })
      .where(
        and(
          eq(media.state, "pending"),
          inArray(media.messageId, store.db.select({ id: message.id }).from(message).where(eq(message.accountId, id))),
        ),
      )
      .run();
    changeAccount(ctx, now, id, {
      state: "removed",
      credentials: null,
      cursor: null,
      nextPullAt: null,
      problem: null,
      problemDetail: null,
    });
    const others = store.db
      .select({ id: account.id })
      .from(account)
      .where(and(eq(account.appId, appId), ne(account.state, "removed")))
      .get();
    if (!others) store.db.update(app).set({ credentials: null, webhookUrl: null }).where(eq(app.id, appId)).run();
    return { cancelledDeliveries };
  });
}

const QUEUED = ["held", "scheduled", "queued"] as const;

function cancelQueue(ctx: Context, now: number, accountId: number): number {
  const { store } = ctx;
  const rows = store.db
    .select()
    .from(delivery)
    .where(and(eq(delivery.accountId, accountId), inArray(delivery.state, QUEUED)))
    .orderBy(asc(delivery.id))
    .all();
  const next = { state: "cancelled", code: "account-removed", detail: null, nextAt: null } as const;
  for (const row of rows) {
    const state = store.q.deliveryById.get({ id: row.id })?.state;
    // A later part falls with the first.
    if (QUEUED.some((one) => one === state)) settleOther(ctx, now, row, next);
  }
  return rows.length;
}

function cancelJobs(ctx: Context, now: number, accountId: number): void {
  const rows = ctx.store.db
    .update(job)
    .set({ state: "cancelled", nextAt: null, finishedAt: now })
    .where(and(eq(job.accountId, accountId), inArray(job.state, ["queued", "running"])))
    .returning({ id: job.id })
    .all();
  for (const row of rows)
    record(ctx, now, { type: "job.changed", accountId, data: { jobId: row.id, state: "cancelled" } });
}
