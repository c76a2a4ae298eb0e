/** Lets in who has a token or a session; a request that changes something by cookie must come from our own pages. */
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Context } from "hono";
import { ProblemError } from "../domain/problem.ts";
import { authenticateSession, authenticateToken, SESSION_LONGEST_MS } from "../trust/tokens.ts";
import { SECOND_MS } from "../domain/time.ts";
import type { ApiDeps } from "./deps.ts";
import type { Env } from "./router.ts";

export const SESSION_COOKIE = "parley_session";
const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** Puts into the request's variables who asks. Throws ProblemError `unauthorized`, or `forbidden` for a foreign page. */
export function authenticate(c: Context<Env>, deps: ApiDeps): void {
  const bearer = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  const cookie = getCookie(c, SESSION_COOKIE);
  const again = () => {
    if (bearer !== undefined) return authenticateToken(deps.store, bearer);
    return cookie === undefined ? null : authenticateSession(deps.store, cookie);
  };
  const who = again();
  if (!who)
    throw new ProblemError(
      "unauthorized",
      bearer === undefined && cookie === undefined
        ? "Send `Authorization: Bearer …` with a token from `parley tokens create`, or open the workspace with `parley open`."
        : "This token or session is not valid any more. Make another with `parley tokens create` or `parley open`.",
    );
  if (bearer === undefined && !SAFE.has(c.req.method)) refuseForeignPage(c, deps);
  c.set("actor", who.actor);
  c.set("name", who.name);
  c.set("again", again);
}

/** Hands the browser its session. */
export function setSession(c: Context, deps: ApiDeps, secret: string): void {
  setCookie(c, SESSION_COOKIE, secret, {
    httpOnly: true,
    sameSite: "Lax",
    secure: isHttps(c, deps),
    path: "/",
    maxAge: SESSION_LONGEST_MS / SECOND_MS,
  });
}

/** Takes the session away from the browser; gives its secret, undefined where there was none. */
export function takeSession(c: Context): string | undefined {
  return deleteCookie(c, SESSION_COOKIE, { path: "/" });
}

// Lax cookies already stay away from foreign forms; the origin covers old browsers and neighbours on the same site.
function refuseForeignPage(c: Context, deps: ApiDeps): void {
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== undefined && type !== "application/json" && type !== "multipart/form-data")
    throw new ProblemError("forbidden", "Send application/json or multipart/form-data.");
  const origin = c.req.header("origin");
  const same =
    origin === undefined ? c.req.header("sec-fetch-site") === "same-origin" : originsOf(c, deps).includes(origin);
  if (!same) throw new ProblemError("forbidden", "A session works from our own pages only. Programs use a token.");
}

/** Whether the browser speaks HTTPS, to us or to the proxy in front; on this machine the same server may be opened without. */
function isHttps(c: Context, deps: ApiDeps): boolean {
  const own = new URL(c.req.url);
  const outside = deps.accounts.publicUrl === null ? null : new URL(deps.accounts.publicUrl);
  return (
    own.protocol === "https:" ||
    c.req.header("x-forwarded-proto")?.split(",")[0]?.trim() === "https" ||
    (outside?.protocol === "https:" && outside.host === own.host)
  );
}

/** How we are reached: as the request says, and behind a proxy as the settings say. */
function originsOf(c: Context, deps: ApiDeps): string[] {
  const { publicUrl } = deps.accounts;
  const own = new URL(c.req.url).origin;
  return publicUrl === null ? [own] : [own, new URL(publicUrl).origin];
}
