/** Registers and removes the webhook of an account's app, following its settings. */
import { and, eq, inArray, ne } from "drizzle-orm";
import { formatId } from "../../domain/ids.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { Store } from "../../store/db.ts";
import { account, app } from "../../store/schema.ts";
import { parseSettings, storedCandidate, withConnector } from "./connect.ts";
import { type AccountRow, appOf } from "./rows.ts";
import type { AccountServices } from "./services.ts";

/** `missing-public-url` and `failed` need a person. */
export type WebhookState =
  | { state: "not-used" }
  | { state: "attached"; url: string }
  | { state: "missing-public-url" }
  | { state: "failed"; reason: string };

/** Where the platform would call us; null while nobody can reach us. */
export function webhookAddress(services: AccountServices, row: AccountRow): string | null {
  return services.publicUrl === null ? null : `${services.publicUrl}/webhooks/${formatId("app", row.appId)}`;
}

/** Makes the platform's side agree with the settings. Never throws for what a platform refuses: the account reads by polling meanwhile. */
export async function syncWebhook(services: AccountServices, store: Store, row: AccountRow): Promise<WebhookState> {
  try {
    if (parseSettings(services, row.platform, row.settings).mode !== "webhook") {
      await detachWebhook(services, store, row);
      return { state: "not-used" };
    }
    const url = webhookAddress(services, row);
    if (url === null) return { state: "missing-public-url" };
    await withConnector(services, store, storedCandidate(services, store, row), async (connector, signal) => {
      if (!connector.attach) throw new ProblemError("not-supported", "This platform has no webhooks.");
      await connector.attach(url, signal);
    });
    store.transaction(() => store.db.update(app).set({ webhookUrl: url }).where(eq(app.id, row.appId)).run());
    return { state: "attached", url };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    services.log.warn("webhook.failed", { account: row.id, code: error.code });
    return { state: "failed", reason: error.message };
  }
}

/** Removes the webhook that we registered, unless another account of the app still uses it. */
export async function detachWebhook(services: AccountServices, store: Store, row: AccountRow): Promise<void> {
  if (appOf(store, row).webhookUrl === null) return;
  const others = store.db
    .select({ settings: account.settings })
    .from(account)
    .where(
      and(eq(account.appId, row.appId), ne(account.id, row.id), inArray(account.state, ["active", "paused", "auth"])),
    )
    .all();
  if (others.some((other) => other.settings["mode"] === "webhook")) return;
  await withConnector(services, store, storedCandidate(services, store, row), async (connector, signal) => {
    await connector.detach?.(signal);
  });
  store.transaction(() => store.db.update(app).set({ webhookUrl: null }).where(eq(app.id, row.appId)).run());
}
