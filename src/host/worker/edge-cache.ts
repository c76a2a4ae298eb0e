/** Gives what everybody may see from the cache of Cloudflare's nearest place, without waking the brand. */
import { createMiddleware } from "hono/factory";
import type { FrontEnv } from "./env.ts";

/** Never public, whatever the headers say. */
const OWN = /^\/(api|setup|webhooks|open)(\/|$)/;

/**
 * Nothing but an answer's own headers decides whether it is kept: `cache-control: public` with an age above zero, no cookie, and no `vary` that the cache would
 * ignore. The address with its hostname is the key, so brands never see each other's. The cache itself answers `if-none-match` by the kept `etag`.
 */
export const edgeCache = createMiddleware<FrontEnv>(async (c, next) => {
  if (!isForEverybody(c.req.raw)) return next();
  const cache = caches.default;
  // Only what the cache understands: the rest of a visitor's headers must not shape an answer for others.
  const condition = c.req.header("if-none-match");
  const key = new Request(c.req.url, condition === undefined ? {} : { headers: { "if-none-match": condition } });
  const kept = await cache.match(key);
  if (kept) return kept;
  await next();
  if (mayBeKept(c.res)) c.executionCtx.waitUntil(cache.put(c.req.url, c.res.clone()));
});

function isForEverybody({ method, url, headers }: Request): boolean {
  if (method !== "GET" || headers.has("cookie") || headers.has("authorization")) return false;
  return !OWN.test(new URL(url).pathname);
}

function mayBeKept({ status, headers }: Response): boolean {
  const control = headers.get("cache-control") ?? "";
  const vary = (headers.get("vary") ?? "accept-encoding").trim().toLowerCase();
  return (
    status === 200 &&
    /\bpublic\b/.test(control) &&
    /\b(s-maxage|max-age)=0*[1-9]/.test(control) &&
    !/\b(no-store|no-cache|private)\b|\bs-maxage=0+\b/.test(control) &&
    !headers.has("set-cookie") &&
    vary === "accept-encoding"
  );
}
