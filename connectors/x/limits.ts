/** Which of X's limits a call falls under, and how much of each is left by its headers. */
import type { TwitterRateLimit } from "twitter-api-v2";
import type { EpochMs } from "../../src/domain/time.ts";
import type { ConnectorContext, Operation } from "../connector.ts";

/** All limits are per account; one with `app:` in front is the app's daily one. */
export type Scope =
  | "read-mentions"
  | "read-posts"
  | "read-dms"
  | "read-dm-conversation"
  | "read-other"
  | "posts"
  | "dm-send"
  | "delete-post"
  | "delete-dm"
  | "hide"
  | "media";

export function scopeOf(method: string, path: string): Scope {
  if (path.includes("/media/") || path.endsWith("/media/upload")) return "media";
  if (method === "GET") {
    if (path.endsWith("/mentions")) return "read-mentions";
    if (/\/users\/\d+\/tweets$/.test(path)) return "read-posts";
    if (path.endsWith("/2/dm_events")) return "read-dms";
    return path.endsWith("/dm_events") ? "read-dm-conversation" : "read-other";
  }
  if (path.endsWith("/messages")) return "dm-send";
  if (path.endsWith("/hidden")) return "hide";
  if (method === "DELETE") return path.includes("/dm_events/") ? "delete-dm" : "delete-post";
  return "posts";
}

/** Widest first. */
export function limitScopes(operation: Operation): string[] {
  const direct = operation.place.kind === "direct";
  switch (operation.kind) {
    case "reply":
    case "message":
      return direct ? ["app:dm-send", "dm-send"] : ["app:posts", "posts"];
    case "createThread":
      return ["app:posts", "posts"];
    case "delete":
      return direct ? ["app:delete-dm", "delete-dm"] : ["app:delete-post", "delete-post"];
    case "hide":
      return ["app:hide", "hide"];
    case "edit":
    case "react":
      return [];
  }
}

/** Remembers what headers said; lost with the process, since the next answer says it again. */
export class Limits {
  readonly #left = new Map<string, { remaining: number; resetAt: EpochMs }>();
  readonly #context: Pick<ConnectorContext, "clock" | "onLimit">;

  constructor(context: Pick<ConnectorContext, "clock" | "onLimit">) {
    this.#context = context;
  }

  note(scope: Scope, limit: TwitterRateLimit): void {
    this.#set(scope, limit);
    if (limit.userDay?.remaining === 0) this.#set(scope, limit.userDay);
    if (limit.day) this.#set(`app:${scope}`, limit.day);
  }

  /** When calls are possible again, where no more than `reserve` are left now; else null. */
  heldUntil(scope: Scope, reserve = 0): EpochMs | null {
    const row = this.#left.get(scope);
    return row && row.remaining <= reserve && row.resetAt > this.#context.clock.now() ? row.resetAt : null;
  }

  #set(scope: string, limit: { remaining: number; reset: number }): void {
    const row = { remaining: limit.remaining, resetAt: limit.reset * 1000 };
    if (!Number.isFinite(row.remaining) || !Number.isFinite(row.resetAt)) return;
    this.#left.set(scope, row);
    this.#context.onLimit({ scope, ...row });
  }
}
