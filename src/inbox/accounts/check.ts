/** Asks the platform again who an account is and what it may do. */
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { Context } from "../../store/context.ts";
import { identityColumns } from "./add.ts";
import { identifyCandidate, storedCandidate } from "./connect.ts";
import { changeAccount, findAccount, refuseWhilePaused } from "./rows.ts";
import type { AccountServices } from "./services.ts";
import { type AccountView, accountView } from "./view.ts";
import { syncWebhook, type WebhookState } from "./webhook.ts";

export interface CheckedAccount {
  account: AccountView;
  webhook: WebhookState;
}

/**
 * Updates handle, warnings, missing scopes and state: an account whose credentials are refused stands in `auth` afterwards, one that works again leaves it. Throws
 * ProblemError `platform-unavailable` where the platform does not answer, with nothing changed.
 */
export async function checkAccount(services: AccountServices, ctx: Context, id: number): Promise<CheckedAccount> {
  demand(ctx, "account.manage");
  const { store } = ctx;
  refuseWhilePaused(store);
  const row = findAccount(store, id);
  try {
    const identity = await identifyCandidate(services, store, storedCandidate(services, store, row));
    if (identity.remoteId !== row.remoteId)
      throw new ProblemError("credentials-rejected", `These credentials belong to ${identity.name}, another account.`, {
        extra: { platformCode: "another-account" },
      });
    store.transaction((now) => {
      const { state } = findAccount(store, id);
      changeAccount(ctx, now, id, {
        ...identityColumns(identity),
        ...(state === "auth" ? { state: "active" } : {}),
        problem: null,
        problemDetail: null,
      });
    });
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== "credentials-rejected") throw error;
    const code = error.extra["platformCode"];
    store.transaction((now) =>
      changeAccount(ctx, now, id, {
        state: "auth",
        problem: typeof code === "string" ? code : error.code,
        problemDetail: error.message,
      }),
    );
    return { account: accountView(store, id), webhook: { state: "not-used" } };
  }
  const webhook = await syncWebhook(services, store, findAccount(store, id));
  return { account: accountView(store, id), webhook };
}
