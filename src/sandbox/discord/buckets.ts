/** Discord's rate limits, counted by the sandbox's clock: one bucket a route and major parameter, and one for everything. */

export interface Taken {
  /** Null: let through; else seconds to wait, and whose limit it is. */
  refused: { retryAfterS: number; scope: "user" | "global" } | null;
  headers: Record<string, string>;
}

interface Window {
  used: number;
  /** Epoch milliseconds. */
  resetAt: number;
}

const GLOBAL = { limit: 50, windowMs: 1_000 };
const BY_ROUTE: Record<string, { limit: number; windowMs: number }> = {
  "POST /channels/:id/messages": { limit: 5, windowMs: 5_000 },
  "PATCH /channels/:id/messages/:message": { limit: 5, windowMs: 5_000 },
  "DELETE /channels/:id/messages/:message": { limit: 5, windowMs: 1_000 },
  "PUT /channels/:id/messages/:message/reactions/:emoji/@me": { limit: 4, windowMs: 1_000 },
  "DELETE /channels/:id/messages/:message/reactions/:emoji/@me": { limit: 4, windowMs: 1_000 },
  "POST /channels/:id/threads": { limit: 5, windowMs: 20_000 },
};
const OTHER = { limit: 50, windowMs: 1_000 };

export function createBuckets(now: () => number): (route: string, major: string) => Taken {
  const windows = new Map<string, Window>();
  const window = (key: string, windowMs: number): Window => {
    const found = windows.get(key);
    if (found && found.resetAt > now()) return found;
    const fresh = { used: 0, resetAt: now() + windowMs };
    windows.set(key, fresh);
    return fresh;
  };
  return (route, major) => {
    const rule = BY_ROUTE[route] ?? OTHER;
    const all = window("global", GLOBAL.windowMs);
    const own = window(`${route} ${major}`, rule.windowMs);
    if (all.used >= GLOBAL.limit) {
      const retryAfterS = (all.resetAt - now()) / 1_000;
      return {
        refused: { retryAfterS, scope: "global" },
        headers: {
          "retry-after": String(Math.ceil(retryAfterS)),
          "x-ratelimit-global": "true",
          "x-ratelimit-scope": "global",
        },
      };
    }
    const afterS = (own.resetAt - now()) / 1_000;
    const headers = {
      "x-ratelimit-limit": String(rule.limit),
      "x-ratelimit-remaining": String(Math.max(0, rule.limit - own.used - 1)),
      "x-ratelimit-reset": String(own.resetAt / 1_000),
      "x-ratelimit-reset-after": String(afterS),
      "x-ratelimit-bucket": bucketName(route),
    };
    if (own.used >= rule.limit) {
      const refusal = { "retry-after": String(Math.ceil(afterS)), "x-ratelimit-scope": "user" };
      return { refused: { retryAfterS: afterS, scope: "user" }, headers: { ...headers, ...refusal } };
    }
    all.used += 1;
    own.used += 1;
    return { refused: null, headers };
  };
}

/** An opaque name, the same for each route. */
function bucketName(route: string): string {
  let hash = 7;
  for (const char of route) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 0xffff_ffff;
  return hash.toString(16).padStart(8, "0");
}
