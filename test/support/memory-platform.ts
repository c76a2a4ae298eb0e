/** A platform without a network, for the account verbs: tokens `good:ID` are accepted, `flaky` cannot be reached, and `spend:ID` is used up by its first use. */
import type { Connector, ConnectorContext, Credentials, Platform } from "../../connectors/connector.ts";
import { ConnectorError, SettingsError } from "../../connectors/errors.ts";
import type { PlatformName } from "../../src/domain/platform.ts";

const place = {
  operations: [],
  textLimit: 100,
  captionLimit: 100,
  measure: (text: string) => text.length,
  media: { maxCount: 0, maxBytes: 0, mimes: [] },
  reactions: null,
};

export interface MemoryPlatform extends Platform {
  /** Webhooks registered at the platform, by account. */
  webhooks: Map<string, string>;
  /** Tokens that the platform no longer takes. */
  revoked: Set<string>;
}

export function memoryPlatform(name: PlatformName): MemoryPlatform {
  const webhooks = new Map<string, string>();
  const revoked = new Set<string>();
  return {
    name,
    webhooks,
    revoked,
    capabilities: { direct: place, public: place, neverReports: name === "telegram" ? ["deletions"] : [] },
    parseSettings(input) {
      const { mode = "poll", apiUrl } = input as { mode?: string; apiUrl?: string };
      if (mode !== "poll" && mode !== "webhook") throw new SettingsError("mode", "Use poll or webhook.");
      return apiUrl === undefined ? { mode } : { mode, apiUrl };
    },
    parseCredentials(input) {
      const { appKey, appSecret = "s", token } = input as Record<string, string | undefined>;
      if (!token) throw new SettingsError("token", "Give a token.");
      return { app: appKey === undefined ? {} : { appKey, appSecret }, user: { token } };
    },
    open: (context) => connect(context, webhooks, revoked),
  };
}

function connect({ credentials }: ConnectorContext, webhooks: Map<string, string>, revoked: Set<string>): Connector {
  const owner = () => {
    const before: Credentials = credentials.read();
    const token = String(before.user["token"]);
    const [kind, id = ""] = token.split(":");
    if (kind === "flaky") throw new ConnectorError("retryable", { code: "network" });
    if ((kind !== "good" && kind !== "spend") || revoked.has(token))
      throw new ConnectorError("auth", { code: "unauthorized", detail: "Unauthorized" });
    if (kind === "spend") {
      revoked.add(token);
      credentials.swap(before, { ...before, user: { token: `good:${id}` } });
    }
    return id;
  };
  return {
    async identify() {
      const id = owner();
      return {
        remoteId: id,
        name: `Account ${id}`,
        handle: `acc${id}`,
        avatarUrl: null,
        url: null,
        missingScopes: id === "7" ? ["dm.read"] : [],
        warnings: [],
      };
    },
    async attach(url) {
      webhooks.set(owner(), url);
    },
    async detach() {
      webhooks.delete(owner());
    },
    async historySize() {
      return { messages: 120, priceUsd: 1.2 };
    },
    async history() {
      return { events: [], cursor: null };
    },
    async perform() {
      throw new ConnectorError("permanent", { code: "nothing-here" });
    },
  };
}
