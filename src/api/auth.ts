/** Lets in who has a key or a session; a request that changes something by cookie must come from our own pages. */
import type { Context } from "hono";
import { ProblemError } from "../domain/problem.ts";
import { authenticateCookie } from "../trust/sign-in/authenticate.ts";
import { authenticateToken } from "../trust/tokens.ts";
import { readCookie } from "./cookies.ts";
import type { ApiDeps, ApiParts } from "./deps.ts";
import type { Env } from "./router.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** Puts into the request's variables who asks. Throws ProblemError `unauthorized`, or `forbidden` for a foreign page. */
export function authenticate(c: Context<Env>, deps: ApiParts): void {
  const bearer = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  const cookie = bearer === undefined ? readCookie(c, deps, "session") : null;
  const session = cookie === null ? null : authenticateCookie(deps.gate, cookie, { prolong: true });
  const who = bearer === undefined ? session : authenticateToken(deps.store, bearer);
  if (!who)
    throw new ProblemError(
      "unauthorized",
      bearer === undefined && cookie === null
        ? "Send `Authorization: Bearer …` with an API key, or sign in to the workspace."
        : "This key or session is not valid any more. Sign in again, or make another key.",
    );
  if (bearer === undefined && !SAFE.has(c.req.method)) refuseForeignPage(c, deps);
  c.set("actor", who.actor);
  c.set("name", who.name);
  c.set("session", session);
  c.set("again", () => {
    if (bearer !== undefined) return authenticateToken(deps.store, bearer);
    // A stream that is only open is not use: it must not keep its own session alive.
    return cookie === null ? null : authenticateCookie(deps.gate, cookie, { prolong: false });
  });
}

/** Lax cookies already stay away from foreign forms; the origin covers old browsers and neighbours on the same site. Throws ProblemError `forbidden`. */
export function refuseForeignPage(c: Context, deps: ApiDeps): void {
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== undefined && type !== "application/json" && type !== "multipart/form-data")
    throw new ProblemError("forbidden", "Send application/json or multipart/form-data.");
  const origin = c.req.header("origin");
  const same =
    origin === undefined ? c.req.header("sec-fetch-site") === "same-origin" : originsOf(c, deps).includes(origin);
  if (!same) throw new ProblemError("forbidden", "A session works from our own pages only. Programs use a key.");
}

/** How we are reached: as the request says, and behind a proxy as the settings say. */
function originsOf(c: Context, deps: ApiDeps): string[] {
  const { publicUrl } = deps.accounts;
  const own = new URL(c.req.url).origin;
  return publicUrl === null ? [own] : [own, new URL(publicUrl).origin];
}
