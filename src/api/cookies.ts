/** The two cookies of the workspace. Under HTTPS their names begin with `__Host-`: no other host or path can set them. */
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { SECOND_MS } from "../domain/time.ts";
import { CHALLENGE_MS, SESSION_LONGEST_MS } from "../trust/session-times.ts";
import type { ApiDeps } from "./deps.ts";

export const SESSION_COOKIE = "parley_session";
/** Of somebody whose password was right and whose second factor is awaited. */
const CHALLENGE_COOKIE = "parley_challenge";

/** How people reach us; null: as the request says. */
export interface Outside {
  accounts: { publicUrl: string | null };
}

export type Cookie = "session" | "challenge";

const NAMES = { session: SESSION_COOKIE, challenge: CHALLENGE_COOKIE };
const LASTS_MS = { session: SESSION_LONGEST_MS, challenge: CHALLENGE_MS };

export function giveCookie(c: Context, deps: ApiDeps, cookie: Cookie, value: string): void {
  const secure = isHttps(c, deps);
  setCookie(c, NAMES[cookie], value, {
    httpOnly: true,
    sameSite: "Lax",
    secure,
    path: "/",
    maxAge: LASTS_MS[cookie] / SECOND_MS,
    ...(secure ? { prefix: "host" } : {}),
  });
}

export function readCookie(c: Context, deps: ApiDeps, cookie: Cookie): string | null {
  const plain = isHttps(c, deps) ? undefined : getCookie(c, NAMES[cookie]);
  return getCookie(c, NAMES[cookie], "host") ?? plain ?? null;
}

export function takeCookie(c: Context, deps: ApiDeps, cookie: Cookie): void {
  const secure = isHttps(c, deps);
  deleteCookie(c, secure ? `__Host-${NAMES[cookie]}` : NAMES[cookie], { path: "/", secure });
}

/** Whether the browser speaks HTTPS, to us or to the proxy in front; on this machine the same server may be opened without. */
export function isHttps(c: Context, deps: Outside): boolean {
  const own = new URL(c.req.url);
  const outside = deps.accounts.publicUrl === null ? null : new URL(deps.accounts.publicUrl);
  return (
    own.protocol === "https:" ||
    c.req.header("x-forwarded-proto")?.split(",")[0]?.trim() === "https" ||
    // A proxy that passes on neither header is given away by the page's own origin.
    (outside?.protocol === "https:" && (outside.host === own.host || c.req.header("origin") === outside.origin))
  );
}
