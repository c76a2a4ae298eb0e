/** OAuth 2.0 user tokens: renewed by a refresh token that can be spent once. */
import type { TwitterApi } from "twitter-api-v2";
import { SECOND_MS, MINUTE_MS, type EpochMs } from "../../src/domain/time.ts";
import type { ConnectorContext, Credentials } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import { connectorError } from "./errors.ts";
import { signing } from "./settings.ts";

/** Renewed this long before the end. */
const EARLY_MS = 5 * MINUTE_MS;
/** How long the one who spends the refresh token is waited for; after a crash in between, the next takes over. */
const CLAIM_MS = 60 * SECOND_MS;
const LOOK_AGAIN_MS = 50;

/** Runs something as the app; no caller's signal ends it. */
type AsApp = <T>(init: { clientId: string; clientSecret?: string }, run: (x: TwitterApi) => Promise<T>) => Promise<T>;

export class AccessTokens {
  readonly #context: ConnectorContext;
  readonly #asApp: AsApp;
  #chain: Promise<unknown> = Promise.resolve();

  constructor(context: ConnectorContext, asApp: AsApp) {
    this.#context = context;
    this.#asApp = asApp;
  }

  renewable(): boolean {
    return signing(this.#context.credentials.read()).kind === "oauth2";
  }

  /**
   * An access token that works now; `renew` asks for another than the one stored. Calls wait for each other, so that one account never spends a refresh
   * token twice. Throws ConnectorError: `auth` once the grant is revoked.
   */
  current(renew: boolean, signal: AbortSignal): Promise<string> {
    const refused = renew ? this.#context.credentials.read().user["accessToken"] : undefined;
    const next = this.#chain.then(() => this.#obtain(refused, signal));
    this.#chain = next.catch(() => {});
    return next;
  }

  async #obtain(refused: string | number | undefined, signal: AbortSignal): Promise<string> {
    const { clock, credentials } = this.#context;
    let waitedMs = 0;
    for (;;) {
      signal.throwIfAborted();
      const old = credentials.read();
      const { accessToken, expiresAt = 0, refreshClaimedUntil: claimedUntil = 0 } = oauth2(old).user;
      if (accessToken !== undefined && accessToken !== refused && expiresAt > clock.now() + EARLY_MS)
        return accessToken;
      if (claimedUntil <= clock.now()) {
        // Another process may read the same row: whoever swaps the claim in may spend the token.
        const claimed = withUser(old, { refreshClaimedUntil: clock.now() + CLAIM_MS });
        if (credentials.swap(old, claimed)) return this.#spend(claimed);
        continue;
      }
      if (waitedMs >= CLAIM_MS) throw new ConnectorError("retryable", { code: "token-being-renewed" });
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      waitedMs += LOOK_AGAIN_MS;
    }
  }

  /**
   * The new pair is stored before it is used: lost after this point, it would take the whole grant with it. For the same reason it is waited for although
   * its caller has given up.
   */
  async #spend(claimed: Credentials): Promise<string> {
    const { clock, credentials, log } = this.#context;
    const { clientId, clientSecret, user } = oauth2(claimed);
    const app = { clientId, ...(clientSecret !== null && { clientSecret }) };
    let result;
    try {
      result = await this.#asApp(app, (x) => x.refreshOAuth2Token(user.refreshToken ?? ""));
    } catch (error) {
      credentials.swap(claimed, withUser(claimed, {}));
      throw renewalError(error);
    }
    const expiresAt: EpochMs = clock.now() + result.expiresIn * SECOND_MS;
    const fresh = {
      accessToken: result.accessToken,
      refreshToken: result.refreshToken ?? user.refreshToken ?? "",
      expiresAt,
      scope: result.scope.join(" "),
    };
    if (credentials.swap(claimed, withUser(claimed, fresh))) {
      log.info("x.token-renewed", { expiresAt });
      return result.accessToken;
    }
    // Somebody put other credentials in meanwhile: theirs count.
    log.warn("x.token-replaced-while-renewing");
    throw new ConnectorError("retryable", { code: "credentials-changed" });
  }
}

function oauth2(credentials: Credentials) {
  const how = signing(credentials);
  if (how.kind !== "oauth2") throw new ConnectorError("auth", { code: "credentials-changed" });
  return how;
}

/** The credentials with some user fields replaced; a claim always ends. */
function withUser({ app, user }: Credentials, fields: Credentials["user"]): Credentials {
  const { refreshClaimedUntil: _, ...rest } = user;
  return { app, user: { ...rest, ...fields } };
}

/** A refusal of the grant needs a person; where no answer came, trying the same token again loses nothing that is not lost already. */
function renewalError(error: unknown): ConnectorError {
  const meaning = connectorError(error, "read", "read-other");
  if (meaning.kind !== "permanent" && meaning.kind !== "auth") return meaning;
  return new ConnectorError("auth", {
    code: "grant-revoked",
    detail: "X takes the refresh token no more: authorise the account again.",
    cause: error,
  });
}
