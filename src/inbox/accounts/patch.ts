/** Changes an account: its name, settings or credentials, or whether it rests. */
import { demand } from "../../domain/permissions.ts";
import { eq } from "drizzle-orm";
import { ProblemError } from "../../domain/problem.ts";
import type { Context } from "../../store/context.ts";
import { account } from "../../store/schema.ts";
import { identityColumns, storeCredentials } from "./add.ts";
import { identifyCandidate, parseCredentials, parseSettings, storedCandidate } from "./connect.ts";
import { candidateCredentials } from "./credentials.ts";
import { changeAccount, findAccount, refuseWhilePaused } from "./rows.ts";
import type { AccountServices } from "./services.ts";
import { type AccountView, accountView } from "./view.ts";
import { syncWebhook, type WebhookState } from "./webhook.ts";

export interface AccountPatch {
  name?: string | undefined;
  /** Laid over the settings that are there; null takes one out. */
  settings?: Record<string, unknown> | undefined;
  /** In place of the old ones; must belong to the same account. */
  credentials?: unknown;
  /** True: reads and sends nothing, and keeps its queue. False is `resumeAccount`. */
  paused?: true | undefined;
  /** Closed conversations are erased after so many months; null: never. */
  retentionMonths?: number | null | undefined;
  /** Whoever pastes a secret in private is sent the fixed safety text. */
  safetyText?: boolean | undefined;
}

/** New settings and credentials are tried at the platform before they are kept. Throws ProblemError as `addAccount` does. */
export async function patchAccount(
  services: AccountServices,
  ctx: Context,
  id: number,
  patch: AccountPatch,
): Promise<{ account: AccountView; webhook: WebhookState }> {
  demand(ctx, "account.manage");
  const { store } = ctx;
  const row = findAccount(store, id);
  const settings =
    patch.settings === undefined
      ? undefined
      : parseSettings(services, row.platform, laidOver(row.settings, patch.settings));
  const given =
    patch.credentials === undefined ? undefined : parseCredentials(services, row.platform, patch.credentials);
  const candidate = given && candidateCredentials(given);
  const tried = settings ?? candidate;
  if (tried) refuseWhilePaused(store);
  const identity = tried
    ? await identifyCandidate(services, store, {
        ...storedCandidate(services, store, row),
        ...(settings ? { settings } : {}),
        ...(candidate ? { credentials: candidate, self: null } : {}),
      })
    : undefined;
  if (identity && identity.remoteId !== row.remoteId)
    throw new ProblemError(
      "credentials-rejected",
      `These credentials belong to ${identity.name}, another account. Add it beside this one.`,
      { field: "credentials" },
    );
  store.transaction((now) => {
    const { platform, state } = findAccount(store, id);
    const stored =
      identity && candidate
        ? storeCredentials(store, services.keys, now, { platform, identity, credentials: candidate.read() })
        : undefined;
    if (stored) store.db.update(account).set({ appId: stored.appId }).where(eq(account.id, id)).run();
    changeAccount(ctx, now, id, {
      ...(patch.name ? { name: patch.name } : {}),
      ...(settings ? { settings } : {}),
      ...(identity ? identityColumns(identity) : {}),
      ...(stored ? { credentials: stored.user, problem: null, problemDetail: null } : {}),
      ...(stored && state === "auth" ? { state: "active" } : {}),
      ...(patch.retentionMonths === undefined ? {} : { retentionMonths: patch.retentionMonths }),
      ...(patch.safetyText === undefined ? {} : { safetyText: patch.safetyText }),
      ...(patch.paused ? { state: "paused", problem: null, problemDetail: null } : {}),
    });
  });
  const webhook: WebhookState = tried
    ? await syncWebhook(services, store, findAccount(store, id))
    : { state: "not-used" };
  return { account: accountView(store, id), webhook };
}

function laidOver(settings: Record<string, unknown>, patch: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...settings, ...patch }).filter(([, value]) => value !== null));
}
