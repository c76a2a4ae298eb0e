/** A Discord of our own: REST under `/api/v10`, the gateway on the same port, and the user's side under `/_sandbox`. */
import { Hono } from "hono";
import { Faults } from "../kit/faults.ts";
import { Ledger } from "../kit/ledger.ts";
import type { SandboxPlatform } from "../kit/platform-server.ts";
import { userSideRoutes } from "../kit/user-side.ts";
import { createBuckets } from "./buckets.ts";
import { fileRoutes } from "./files.ts";
import { createGateway, type Gateway } from "./gateway.ts";
import type { Hub } from "./hub.ts";
import { accountRoutes } from "./rest/accounts.ts";
import { createApi } from "./rest/api.ts";
import { guildRoutes } from "./rest/guilds.ts";
import { messageRoutes } from "./rest/messages.ts";
import { reactionRoutes } from "./rest/reactions.ts";
import { threadRoutes } from "./rest/threads.ts";
import { createSpecials } from "./specials.ts";
import { createUserSide } from "./users.ts";
import { createWorld } from "./world.ts";

export const DEFAULT_DISCORD_TOKEN = "SANDBOX-discord-bobo";

export interface DiscordSandboxOptions {
  /** The bot's token. */
  token?: string;
  /** Epoch milliseconds; ids, rate limits, nonces and sessions go by it. */
  now?: () => number;
  /** Between heartbeats that the gateway asks for. */
  heartbeatMs?: number;
}

/** Every call makes a fresh Discord with a server named Bobo Wallet. */
export function createDiscordSandbox(options: DiscordSandboxOptions = {}): SandboxPlatform {
  const now = options.now ?? (() => Date.now());
  const world = createWorld(now);
  const ledger = new Ledger();
  const faults = new Faults();
  const watchers = new Set<() => void>();
  let baseUrl = "http://127.0.0.1";
  let tokenValid = true;
  const token = () => (tokenValid ? (options.token ?? DEFAULT_DISCORD_TOKEN) : null);

  const gateway: Gateway = createGateway({
    world,
    ledger,
    faults,
    token,
    baseUrl: () => baseUrl,
    heartbeatMs: options.heartbeatMs ?? 41_250,
  });
  const hub: Hub = {
    world,
    shapes: () => ({ world, baseUrl, seesContent: world.messageContent }),
    dispatch(event) {
      gateway.dispatch(event);
      for (const changed of watchers) changed();
    },
    watch(changed) {
      watchers.add(changed);
      return () => void watchers.delete(changed);
    },
  };

  const rules = { ledger, faults, now };
  const { app: rest, api } = createApi({ hub, token, take: createBuckets(now), rules, baseUrl: () => baseUrl });
  accountRoutes(api);
  guildRoutes(api);
  messageRoutes(api);
  reactionRoutes(api);
  threadRoutes(api);
  api.end();

  const side = createUserSide(hub, createSpecials(hub, { gateway, setTokenValid: (valid) => (tokenValid = valid) }));
  const app = new Hono();
  app.route("/api/v10", rest);
  app.route("/attachments", fileRoutes(world));
  app.route("/_sandbox", userSideRoutes(side, ledger, faults));
  return {
    app,
    side,
    ledger,
    faults,
    listening(url, server) {
      baseUrl = url;
      gateway.take(server);
    },
    close: () => gateway.close(),
  };
}
