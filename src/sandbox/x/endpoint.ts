/** What every API route shares: who calls and whether they may, the limit, the credit, the headers. */
import type { Context, Hono } from "hono";
import type { Faults } from "../kit/faults.ts";
import { note } from "../kit/requests.ts";
import { authenticate, type Caller, type Credentials } from "./auth.ts";
import type { Limits, LimitName } from "./limits.ts";
import { creditsSpent, forbidden, unauthorized, wrongAuth, wrongLevel } from "./problems.ts";
import { wanted, type Wanted } from "./render.ts";
import type { Webhooks } from "./webhooks.ts";
import type { World } from "./world.ts";

/** The running sandbox, as its routes see it. */
export interface X {
  app: Hono;
  world: World;
  credentials: Credentials;
  limits: Limits;
  faults: Faults;
  webhooks: Webhooks;
  /** What a person switched by hand. */
  switches: { creditSpent: boolean; summonedOnly: boolean };
  /** Address without a slash at the end. */
  base(): string;
}

export interface Rules {
  limit: LimitName;
  /** OAuth 2.0 scopes, all needed. */
  scopes: string[];
  /** OAuth 1.0a access level needed. */
  level: "read" | "read-write" | "read-write-directmessages";
  /** Whether the app may call without a user. */
  app?: boolean;
}

export interface Call {
  c: Context;
  caller: Caller;
  /** Empty for the app alone. */
  userId: string;
  query: Record<string, string>;
  want: Wanted;
}

const LEVELS = ["read", "read-write", "read-write-directmessages"];

/** Registers a route under `/2`, or at an absolute path. */
export function endpoint(
  x: X,
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  rules: Rules,
  handle: (call: Call) => Response | Promise<Response>,
): void {
  x.app.on(method, path.startsWith("/") ? path : `/2/${path}`, async (c) => {
    const caller = await authenticate(c, x.credentials);
    if (!caller) throw unauthorized();
    note(c, { account: caller.userId });
    if (caller.kind === "oauth1") c.header("x-access-level", caller.level);
    if (caller.kind === "app" && !rules.app) throw wrongAuth();
    if (caller.kind === "oauth1" && LEVELS.indexOf(caller.level) < LEVELS.indexOf(rules.level)) throw wrongLevel();
    if (caller.kind === "oauth2" && !rules.scopes.every((scope) => caller.scopes.includes(scope)))
      throw forbidden(`Missing scope: ${rules.scopes.filter((scope) => !caller.scopes.includes(scope)).join(" ")}`);
    if (x.switches.creditSpent) throw creditsSpent();
    const headers = x.limits.take(rules.limit, caller.userId ?? "app", method);
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    const query = c.req.query();
    return handle({ c, caller, userId: caller.userId ?? "", query, want: wanted(query) });
  });
}
