/** The Telegram sandbox: a Bot API server with people, groups, channels and a business account behind it. */
import { Hono, type Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Fault } from "../kit/faults.ts";
import { Faults } from "../kit/faults.ts";
import { Ledger } from "../kit/ledger.ts";
import type { SandboxPlatform } from "../kit/platform-server.ts";
import { note, recorded } from "../kit/requests.ts";
import { userSideRoutes } from "../kit/user-side.ts";
import { ApiError } from "./errors.ts";
import { methodNamed } from "./methods/index.ts";
import { readParams } from "./params.ts";
import { userSide } from "./side.ts";
import { connect } from "./special.ts";
import { World, type BotLines } from "./world.ts";

interface BotOptions {
  token: string;
  name: string;
  handle: string;
  /** Privacy mode; on if absent, as BotFather leaves it. */
  privacy?: boolean;
}

export interface TelegramSandboxOptions {
  /** Epoch milliseconds; Date.now if absent. */
  now?: () => number;
  bots?: BotOptions[];
  /** Person-like brand accounts, each served by the bot with this token. */
  business?: { name: string; handle: string; token: string }[];
  /** Pause before a webhook that failed is tried again; 1,000 if absent. */
  webhookRetryMs?: number;
  /** Whether a bot hears of what it wrote for a business account itself; false if absent. */
  businessEcho?: boolean;
}

export const DEFAULT_TELEGRAM_TOKEN = "1000001:SANDBOX-bobo";

const DEFAULT_BOTS: BotOptions[] = [
  { token: DEFAULT_TELEGRAM_TOKEN, name: "Bobo Wallet Support", handle: "bobo_support_bot" },
];
const DEFAULT_BUSINESS = [{ name: "波宝 Bobo", handle: "bobowallet", token: DEFAULT_TELEGRAM_TOKEN }];

export function createTelegramSandbox(options: TelegramSandboxOptions = {}): SandboxPlatform {
  const now = options.now ?? Date.now;
  const faults = new Faults();
  const ledger = new Ledger();
  const world = new World(now, faults, options.webhookRetryMs ?? 1_000);
  const bots = options.bots ?? DEFAULT_BOTS;
  for (const bot of bots) world.addBot({ ...bot, privacy: bot.privacy ?? true });
  for (const { name, handle, token } of options.business ?? (options.bots ? [] : DEFAULT_BUSINESS)) {
    const owner = world.addPerson({ name, handle, role: "brand" });
    connect(world, owner.id, Number(token.split(":")[0]), { enabled: true, canReply: true, canDelete: true });
  }
  const side = userSide(world);

  const app = new Hono();
  app.route("/_sandbox", userSideRoutes(side, ledger, faults));
  const record = recorded({ ledger, faults, now, refusal, redact });
  app.use(record);
  app.onError((error, c) => {
    if (error instanceof ApiError) return c.json(error.body(), error.code as ContentfulStatusCode);
    throw error;
  });
  app.notFound((c) => c.json(NOT_FOUND.body(), 404));
  app.on(["GET", "POST"], "/:bot{bot[^/]+}/:method", async (c) => {
    const lines = authorized(world, c, c.req.param("bot").slice("bot".length));
    const method = methodNamed(c.req.param("method"));
    if (!method) throw new ApiError(404, "Not Found: method not found");
    const params = await readParams(c);
    const call = { world, lines, params, c, businessEcho: options.businessEcho ?? false };
    return c.json({ ok: true, result: await method(call) });
  });
  app.get("/file/:bot{bot[^/]+}/:path{.+}", (c) => {
    authorized(world, c, c.req.param("bot").slice("bot".length));
    const file = [...world.files.values()].find(({ path }) => path === c.req.param("path"));
    if (!file) throw NOT_FOUND;
    return c.body(file.bytes, 200, { "content-type": "application/octet-stream" });
  });

  return {
    app,
    side,
    ledger,
    faults,
    listening() {},
    async close() {
      for (const { webhook, updates } of world.bots.values()) {
        webhook.set(null);
        updates.stop();
      }
    },
  };
}

const NOT_FOUND = new ApiError(404, "Not Found");

function authorized(world: World, c: Context, token: string): BotLines {
  const lines = [...world.bots.values()].find(({ bot }) => bot.token === token);
  if (!lines) throw new ApiError(401, "Unauthorized");
  note(c, { account: String(lines.bot.person.id) });
  return lines;
}

const redact = (path: string) => path.replace(/\/bot[^/]+/, "/bot***");

function refusal(fault: Fault, status: number, c: Context): Response {
  if (fault.body !== undefined) return c.json(fault.body, status as ContentfulStatusCode);
  const seconds = fault.retryAfterMs === undefined ? null : Math.ceil(fault.retryAfterMs / 1_000);
  const error =
    status === 429
      ? new ApiError(
          429,
          `Too Many Requests: retry after ${seconds ?? "later"}`,
          seconds === null ? undefined : { retry_after: seconds },
        )
      : new ApiError(status, WORDS[status] ?? "Bad Request");
  return c.json(error.body(), status as ContentfulStatusCode);
}

const WORDS: Record<number, string> = {
  401: "Unauthorized",
  403: "Forbidden: bot was blocked by the user",
  500: "Internal Server Error",
  502: "Bad Gateway",
  504: "Gateway Timeout",
};
