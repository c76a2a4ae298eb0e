/** The browser behind a request, as far as we know it. */
import type { Context } from "hono";
import type { Client } from "../trust/sign-in/sign-in.ts";
import type { ApiDeps } from "./deps.ts";

const LONGEST_USER_AGENT = 300;

export function userAgentOf(c: Context): string | null {
  return c.req.header("user-agent")?.slice(0, LONGEST_USER_AGENT) ?? null;
}

export function clientOf(c: Context, deps: ApiDeps): Client {
  return { address: deps.addressOf?.(c) ?? "", userAgent: userAgentOf(c) };
}

/** Where people reach us, for links that they are given. */
export function baseUrl(c: Context, deps: ApiDeps): string {
  return deps.accounts.publicUrl ?? new URL(c.req.url).origin;
}
