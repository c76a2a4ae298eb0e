/** Connects an account: checks it at its platform, then stores it with its credentials sealed. */
import { demand } from "../../domain/permissions.ts";
import { and, eq, isNotNull } from "drizzle-orm";
import type { Credentials, Identity, Settings } from "../../../connectors/connector.ts";
import type { PlatformName } from "../../domain/platform.ts";
import { formatId } from "../../domain/ids.ts";
import { ProblemError } from "../../domain/problem.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { account, app } from "../../store/schema.ts";
import type { Keys } from "../../trust/keys.ts";
import { identifyCandidate, parseCredentials, parseSettings } from "./connect.ts";
import { candidateCredentials, sealApp, sealUser } from "./credentials.ts";
import { appFingerprint } from "./fingerprint.ts";
import { accountByRemote, changeAccount } from "./rows.ts";
import type { AccountServices } from "./services.ts";
import { type AccountView, accountView } from "./view.ts";
import { syncWebhook, type WebhookState } from "./webhook.ts";

export interface NewAccount {
  platform: PlatformName;
  /** What the team calls it; the platform's name if absent. */
  name?: string | undefined;
  settings: unknown;
  credentials: unknown;
  /** True: an account that is already connected takes these credentials and settings in place of its own. */
  replace?: boolean | undefined;
}

export interface AddedAccount {
  account: AccountView;
  /** Who the platform says it is. */
  identity: Identity;
  webhook: WebhookState;
}

/**
 * Reading starts at now. Throws ProblemError `invalid` (naming the field), `credentials-rejected`, `platform-unavailable`, or `conflict` for an
 * account that is connected already.
 */
export async function addAccount(services: AccountServices, ctx: Context, input: NewAccount): Promise<AddedAccount> {
  demand(ctx, "account.manage");
  const { store } = ctx;
  const { platform } = input;
  const settings = parseSettings(services, platform, input.settings);
  const credentials = candidateCredentials(parseCredentials(services, platform, input.credentials));
  const identity = await identifyCandidate(services, store, { platform, settings, credentials, self: null });
  const id = store.transaction((now) => {
    const known = accountByRemote(store, platform, identity.remoteId);
    if (known && !input.replace)
      throw new ProblemError(
        "conflict",
        `${identity.name} is connected already, as "${known.name}". To give it other credentials, say so (--replace, or PATCH the account).`,
        { field: "credentials", extra: { accountId: formatId("account", known.id) } },
      );
    // Read after identify: a single-use token that was spent on the way has its successor here.
    const stored = storeCredentials(store, services.keys, now, { platform, identity, credentials: credentials.read() });
    if (known) {
      const name = input.name ? { name: input.name } : {};
      store.db.update(account).set({ appId: stored.appId }).where(eq(account.id, known.id)).run();
      changeAccount(ctx, now, known.id, { ...identityColumns(identity), ...name, ...connected(settings, stored.user) });
      return known.id;
    }
    const row = store.db
      .insert(account)
      .values({
        appId: stored.appId,
        platform,
        remoteId: identity.remoteId,
        name: input.name || identity.name,
        ...identityColumns(identity),
        ...connected(settings, stored.user),
        createdAt: now,
      })
      .returning({ id: account.id })
      .get();
    record(ctx, now, { type: "account.added", accountId: row.id, data: { platform, mode: settings.mode } });
    return row.id;
  });
  const row = store.q.accountById.get({ id });
  const webhook: WebhookState = row ? await syncWebhook(services, store, row) : { state: "not-used" };
  return { account: accountView(store, id), identity, webhook };
}

/** The columns that follow what the platform says. */
export function identityColumns(identity: Identity) {
  const { handle, avatarUrl, url, warnings, missingScopes } = identity;
  return { handle, avatarUrl, url, warnings, missingScopes };
}

function connected(settings: Settings, credentials: string) {
  return { settings, credentials, state: "active" as const, problem: null, problemDetail: null };
}

/** Seals both parts; the app's is shared with the other accounts of the app and takes the newest, which just proved good. */
export function storeCredentials(
  store: Store,
  keys: Keys,
  now: number,
  input: { platform: PlatformName; identity: Identity; credentials: Credentials },
): { appId: number; user: string } {
  const { platform, identity, credentials } = input;
  const { remoteId } = identity;
  const fingerprint = appFingerprint(keys, platform, credentials.app, remoteId);
  const sealed = sealApp(keys, fingerprint, credentials.app);
  const user = sealUser(keys, { platform, remoteId }, credentials.user);
  const shared = store.db
    .update(app)
    .set({ credentials: sealed })
    .where(and(eq(app.platform, platform), eq(app.fingerprint, fingerprint), isNotNull(app.credentials)))
    .returning({ id: app.id })
    .get();
  if (shared) return { appId: shared.id, user };
  const made = store.db
    .insert(app)
    .values({ platform, credentials: sealed, fingerprint, createdAt: now })
    .returning({ id: app.id })
    .get();
  return { appId: made.id, user };
}
