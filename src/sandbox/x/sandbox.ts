/** A local X: enough of API v2 that a client library cannot tell, with its people, its faults and its ledger. */
import { Hono } from "hono";
import { z } from "zod";
import { Faults, type Fault } from "../kit/faults.ts";
import { Ledger } from "../kit/ledger.ts";
import type { SandboxPlatform } from "../kit/platform-server.ts";
import { recorded, type RequestRules } from "../kit/requests.ts";
import { userSideRoutes } from "../kit/user-side.ts";
import { DEFAULT_APP, DEFAULT_BRAND, brand, type XSandboxOptions } from "./options.ts";
import type { X } from "./endpoint.ts";
import { Limits, tooMany } from "./limits.ts";
import { invalid, Problem, problem, unauthorized, creditsSpent } from "./problems.ts";
import { keepBytes } from "./multipart.ts";
import { dms } from "./routes/dms.ts";
import { media } from "./routes/media.ts";
import { oauth } from "./routes/oauth.ts";
import { posts } from "./routes/posts.ts";
import { push } from "./routes/push.ts";
import { timelines } from "./routes/timelines.ts";
import { pictures } from "./routes/pictures.ts";
import { users } from "./routes/users.ts";
import { userSide } from "./side.ts";
import { Tokens } from "./tokens.ts";
import { Webhooks } from "./webhooks.ts";
import { World } from "./world.ts";

/** Besides the port of every sandbox: a wait for the webhooks of all that has happened. */
export interface XSandbox extends SandboxPlatform {
  settled(): Promise<void>;
}

export function createXSandbox(options: XSandboxOptions = {}): XSandbox {
  const now = options.now ?? Date.now;
  const world = new World(now);
  const [ledger, faults] = [new Ledger(), new Faults()];
  const brands = (options.brands ?? [DEFAULT_BRAND]).map(brand);
  for (const { id, name, username } of brands)
    world.users.set(id, { id, name, username, role: "brand", createdAt: now() });
  const app = new Hono();
  const xApp = { ...DEFAULT_APP, ...options.app };
  let baseUrl = "http://x.invalid";
  const base = () => baseUrl;
  const x: X = {
    app,
    world,
    credentials: { app: xApp, brands, tokens: new Tokens(brands, now) },
    limits: new Limits(now, options.rateLimits ?? true),
    faults,
    webhooks: new Webhooks(world, xApp, faults, options.webhookFormat ?? "activity", base),
    switches: { creditSpent: false, summonedOnly: options.summonedOnly ?? false },
    base,
  };
  const side = userSide(x);

  app.onError((error, c) => {
    if (error instanceof Problem) return error.response(c);
    if (error instanceof z.ZodError) return invalid("body", "", z.prettifyError(error)).response(c);
    throw error;
  });
  app.route("/_sandbox", userSideRoutes(side, ledger, faults));
  const refusal: RequestRules["refusal"] = (fault, status, c) => refuse(fault, status, now()).response(c);
  const rules: RequestRules = { ledger, faults, now, redactBody, refusal };
  app.use("/2/media/upload/:id/append", keepBytes);
  for (const path of ["/2/*", "/1.1/*", "/oauth2/*", "/media/*"]) app.use(path, recorded(rules));
  for (const register of [oauth, users, pictures, timelines, posts, dms, media, push]) register(x);
  app.notFound((c) => problem(404, "Not Found", "Not Found").response(c));

  return {
    app,
    side,
    ledger,
    faults,
    listening: (url) => {
      baseUrl = url;
    },
    close: () => x.webhooks.settled(),
    settled: () => x.webhooks.settled(),
  };
}

/** X's own answer for a status that a test asked for. */
function refuse(fault: Fault, status: number, now: number): Problem {
  const hint: Record<string, string> =
    fault.retryAfterMs === undefined
      ? {}
      : {
          "x-rate-limit-limit": "15",
          "x-rate-limit-remaining": "0",
          "x-rate-limit-reset": String(Math.ceil((now + fault.retryAfterMs) / 1000)),
        };
  if (fault.body !== undefined) return new Problem(status, fault.body, hint);
  if (status === 429) return new Problem(429, tooMany(fault.method ?? "POST"), hint);
  if (status === 401) return unauthorized();
  if (status === 402) return creditsSpent();
  if (status === 503) return problem(503, "Service Unavailable", "Service Unavailable");
  return problem(status, status >= 500 ? "Internal Server Error" : "Forbidden", "Something went wrong.");
}

const SECRET_FIELDS = ["refresh_token", "client_secret", "access_token", "token"];

function redactBody(body: unknown): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  const fields = Object.entries(body).map(([name, value]) => [name, SECRET_FIELDS.includes(name) ? "***" : value]);
  return Object.fromEntries(fields);
}
