/** Tells the platforms where we are reached now: after a move or a restore the address may be another. */
import { eq } from "drizzle-orm";
import { formatId } from "../../domain/ids.ts";
import { demand } from "../../domain/permissions.ts";
import type { Context } from "../../store/context.ts";
import { account, app } from "../../store/schema.ts";
import { changeAccount } from "./rows.ts";
import type { AccountServices } from "./services.ts";
import { syncWebhook, type WebhookState, webhookAddress } from "./webhook.ts";

/** What could not be registered is shown with its account, and given back by its id. Never throws for what a platform refuses. */
export async function syncWebhooks(
  services: AccountServices,
  ctx: Context,
): Promise<{ accountId: string; webhook: WebhookState }[]> {
  demand(ctx, "system.resume");
  const { store } = ctx;
  const rows = store.db
    .select({ row: account, webhookUrl: app.webhookUrl })
    .from(account)
    .innerJoin(app, eq(app.id, account.appId))
    .where(eq(account.state, "active"))
    .all()
    .filter(
      ({ row, webhookUrl }) => row.settings["mode"] === "webhook" && webhookUrl !== webhookAddress(services, row),
    );
  const results: { accountId: string; webhook: WebhookState }[] = [];
  for (const { row } of rows) {
    const webhook = await syncWebhook(services, store, row);
    results.push({ accountId: formatId("account", row.id), webhook });
    if (webhook.state === "missing-public-url" || webhook.state === "failed")
      store.transaction((now) =>
        changeAccount(ctx, now, row.id, {
          problem: "webhook-not-attached",
          problemDetail: webhook.state === "failed" ? webhook.reason : null,
        }),
      );
  }
  return results;
}
