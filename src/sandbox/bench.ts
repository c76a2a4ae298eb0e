/** Starts the three sandbox platforms together, furnished for the demo brand, each serving the bench page. */
import { Hono } from "hono";
import { createDiscordSandbox, DEFAULT_DISCORD_TOKEN } from "./discord/create.ts";
import { furnish } from "./furnish.ts";
import type { SandboxPlatform } from "./kit/platform-server.ts";
import { sandboxPage, type BenchAddresses } from "./page/page.ts";
import { startSandbox, type RunningSandbox } from "./start.ts";
import { createTelegramSandbox, DEFAULT_TELEGRAM_TOKEN } from "./telegram/sandbox.ts";
import { brand, DEFAULT_APP, DEFAULT_BRAND } from "./x/options.ts";
import { createXSandbox } from "./x/sandbox.ts";

export const DEFAULT_SANDBOX_PORT = 7101;

export interface BenchOptions {
  /** X's port; Telegram and Discord take the next two. 0 picks three free ones. */
  port?: number;
  /** The team's inbox, once it is known; the page links to it. */
  inbox?: () => string | null;
}

/** What the brand's accounts are connected with. Public by purpose: nothing here opens anything outside the sandbox. */
interface BenchCredentials {
  x: { appKey: string; appSecret: string; accessToken: string; accessSecret: string } & {
    clientId: string;
    clientSecret: string;
    refreshToken: string;
  };
  telegram: { token: string };
  discord: { token: string };
}

export interface Bench {
  x: RunningSandbox;
  telegram: RunningSandbox;
  discord: RunningSandbox;
  credentials: BenchCredentials;
  close(): Promise<void>;
}

/** A port that the bench needs belongs to another program. */
export class PortTaken extends Error {
  readonly port: number;
  constructor(port: number) {
    super(`Port ${port} is in use. Stop what listens there, or choose another port.`);
    this.port = port;
  }
}

/** Rejects with PortTaken, having closed what was already open. */
export async function startBench(options: BenchOptions = {}): Promise<Bench> {
  const first = options.port ?? DEFAULT_SANDBOX_PORT;
  const addresses: BenchAddresses = { x: null, telegram: null, discord: null, inbox: null };
  const page = sandboxPage(() => ({ ...addresses, inbox: options.inbox?.() ?? null }));
  // A demo looks every second or two; X's own limits would stop it within a minute.
  const platforms = {
    x: createXSandbox({ rateLimits: false }),
    telegram: createTelegramSandbox(),
    discord: createDiscordSandbox(),
  };
  furnish(platforms);

  const open: RunningSandbox[] = [];
  const close = async () => void (await Promise.all(open.map((sandbox) => sandbox.close())));
  async function start(name: keyof typeof platforms, offset: number): Promise<RunningSandbox> {
    const port = first === 0 ? 0 : first + offset;
    const running = await startSandbox(withPage(page, platforms[name]), port).catch((error: unknown) => {
      throw isTaken(error) ? new PortTaken(port) : error;
    });
    open.push(running);
    addresses[name] = running.url;
    return running;
  }
  try {
    return {
      x: await start("x", 0),
      telegram: await start("telegram", 1),
      discord: await start("discord", 2),
      credentials: credentials(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The page answers at `/`; everything else is the platform's, its own 404 included. */
function withPage(page: Hono, platform: SandboxPlatform): SandboxPlatform {
  const app = new Hono();
  app.route("/", page);
  app.all("*", (c) => platform.app.fetch(c.req.raw, c.env));
  return { ...platform, app };
}

function credentials(): BenchCredentials {
  const { consumerKey, consumerSecret, clientId, clientSecret } = DEFAULT_APP;
  const { accessToken, accessSecret, refreshToken } = brand(DEFAULT_BRAND, 0);
  return {
    x: {
      appKey: consumerKey,
      appSecret: consumerSecret,
      accessToken,
      accessSecret,
      clientId,
      clientSecret,
      refreshToken,
    },
    telegram: { token: DEFAULT_TELEGRAM_TOKEN },
    discord: { token: DEFAULT_DISCORD_TOKEN },
  };
}

const isTaken = (error: unknown) => error instanceof Error && "code" in error && error.code === "EADDRINUSE";
