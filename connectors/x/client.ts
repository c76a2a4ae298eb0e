/** twitter-api-v2 as this connector uses it: a base address of our choice, an abort signal, a timeout, the limits that headers tell. */
import { Agent } from "node:http";
import { TwitterApi, type ITwitterApiClientPlugin, type TwitterApiTokens } from "twitter-api-v2";
import { withDeadlines } from "../../src/domain/deadline.ts";
import type { ConnectorContext } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import { connectorError, type Doing } from "./errors.ts";
import { Limits, scopeOf, type Scope } from "./limits.ts";
import { AccessTokens } from "./oauth.ts";
import { signing, type XSettings } from "./settings.ts";

const TIMEOUT_MS = 30_000;

type Use<T> = (client: TwitterApi) => Promise<T>;
type Init = TwitterApiTokens | string | { clientId: string; clientSecret?: string };

export class XClient {
  readonly limits: Limits;
  readonly #context: ConnectorContext;
  readonly #apiUrl: string | undefined;
  readonly #agent: Agent | undefined;
  readonly #access: AccessTokens;

  constructor(context: ConnectorContext, settings: XSettings) {
    this.#context = context;
    this.#apiUrl = settings.apiUrl;
    this.limits = new Limits(context);
    // The library speaks https only unless it is given an agent; a kept connection that the other side drops would look like an unknown outcome.
    if (settings.apiUrl?.startsWith("http:")) this.#agent = new Agent({ keepAlive: false });
    this.#access = new AccessTokens(context, (init, run) => this.#with(init, [], run));
  }

  /** Calls X as the account. Throws ConnectorError, or the signal's reason. */
  async use<T>(doing: Doing, scope: Scope, signal: AbortSignal, run: Use<T>): Promise<T> {
    signal.throwIfAborted();
    let sent = false;
    const attempt = async (renew: boolean) => {
      const tokens = await this.#tokens(renew, signal);
      sent = true;
      return this.#with(tokens, [signal], run);
    };
    try {
      return await attempt(false).catch((error: unknown) => {
        const meaning = connectorError(error, doing, scope);
        // 401 says that nothing was done: a renewed access token may go through.
        const stale = meaning.code === "credentials-refused" && this.#access.renewable();
        if (!stale || signal.aborted) throw error;
        sent = false;
        return attempt(true);
      });
    } catch (error) {
      // A write that was on its way when the abort came may have arrived.
      if (doing !== "write" || !sent) signal.throwIfAborted();
      throw connectorError(error, sent ? doing : "read", scope);
    }
  }

  /** Calls X as the app alone, as webhooks want it. Throws permanent `app-secret-missing` where the app's key and secret were not given. */
  async useApp<T>(signal: AbortSignal, run: Use<T>): Promise<T> {
    const { appKey, appSecret } = this.#context.credentials.read().app;
    if (typeof appKey !== "string" || typeof appSecret !== "string")
      throw new ConnectorError("permanent", {
        code: "app-secret-missing",
        detail: "Webhooks need the app's key and secret.",
      });
    try {
      return await this.#with({ appKey, appSecret }, [signal], async (x) => run(await x.appLogin()));
    } catch (error) {
      signal.throwIfAborted();
      throw connectorError(error, "read", "read-other");
    }
  }

  /** Whether the account signs with OAuth 1.0a. */
  get oauth1(): boolean {
    return signing(this.#context.credentials.read()).kind === "oauth1";
  }

  close(): void {
    this.#agent?.destroy();
  }

  async #tokens(renew: boolean, signal: AbortSignal): Promise<TwitterApiTokens | string> {
    const how = signing(this.#context.credentials.read());
    return how.kind === "oauth1" ? how : this.#access.current(renew, signal);
  }

  #with<T>(init: Init, signals: readonly AbortSignal[], run: Use<T>): Promise<T> {
    return withDeadlines(TIMEOUT_MS, signals, (next) => run(this.#build(init, next)));
  }

  /** `next` gives each request its signal. */
  #build(init: Init, next: () => AbortSignal): TwitterApi {
    const limits = this.limits;
    const base = this.#apiUrl;
    const plugin: ITwitterApiClientPlugin = {
      onBeforeRequest({ computedParams, requestOptions }) {
        // After signing: OAuth 1.0a covers X's own address.
        if (base !== undefined) {
          const { pathname, search } = computedParams.url;
          computedParams.url = new URL(base.replace(/\/$/, "") + pathname + search);
        }
        requestOptions.signal = next();
      },
      onAfterRequest({ computedParams, response }) {
        if (response.rateLimit)
          limits.note(scopeOf(computedParams.method, computedParams.url.pathname), response.rateLimit);
      },
      onResponseError({ computedParams, error }) {
        if (error.rateLimit) limits.note(scopeOf(computedParams.method, computedParams.url.pathname), error.rateLimit);
      },
    };
    const options = { plugins: [plugin], ...(this.#agent && { httpAgent: this.#agent }) };
    return new TwitterApi(init as TwitterApiTokens, options);
  }
}
