/** X's limits: so many calls of an endpoint per user and window. */
import { Problem, problem } from "./problems.ts";

const WINDOW_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

export type LimitName = keyof typeof PER_WINDOW;

/** Calls per user and 15 minutes. */
export const PER_WINDOW = {
  me: 75,
  users: 900,
  mentions: 300,
  "own-posts": 900,
  lookup: 900,
  posts: 100,
  "delete-post": 50,
  hide: 50,
  dms: 15,
  "dms-with": 15,
  "dm-send": 15,
  "delete-dm": 300,
  media: 500,
  activity: 500,
  webhooks: 450,
} as const;

const DM_SENDS_A_DAY = 1_440;

export class Limits {
  readonly #windows = new Map<string, { used: number; resetAt: number }>();
  readonly #now: () => number;
  readonly #enforced: boolean;

  constructor(now: () => number, enforced: boolean) {
    this.#now = now;
    this.#enforced = enforced;
  }

  /** Counts a call and gives the headers that tell of it; throws the 429 where none is left. Reads answer with the older error body. */
  take(name: LimitName, user: string, method: string): Record<string, string> {
    if (!this.#enforced) return {};
    const window = this.#window(`${name}:${user}`, WINDOW_MS);
    const limit = PER_WINDOW[name];
    const headers: Record<string, string> = {
      "x-rate-limit-limit": String(limit),
      "x-rate-limit-remaining": String(Math.max(0, limit - window.used - 1)),
      "x-rate-limit-reset": String(Math.ceil(window.resetAt / 1000)),
    };
    let refused = window.used >= limit;
    if (name === "dm-send") {
      const day = this.#window(`${name}-day:${user}`, DAY_MS);
      headers["x-user-limit-24hour-limit"] = String(DM_SENDS_A_DAY);
      headers["x-user-limit-24hour-remaining"] = String(Math.max(0, DM_SENDS_A_DAY - day.used - 1));
      headers["x-user-limit-24hour-reset"] = String(Math.ceil(day.resetAt / 1000));
      refused ||= day.used >= DM_SENDS_A_DAY;
      if (!refused) day.used += 1;
    }
    if (refused) throw new Problem(429, tooMany(method), headers);
    window.used += 1;
    return headers;
  }

  #window(key: string, lengthMs: number): { used: number; resetAt: number } {
    const now = this.#now();
    let window = this.#windows.get(key);
    if (!window || window.resetAt <= now) {
      window = { used: 0, resetAt: now + lengthMs };
      this.#windows.set(key, window);
    }
    return window;
  }
}

/** Both bodies are seen in the wild. */
export function tooMany(method: string): unknown {
  if (method === "GET") return { errors: [{ code: 88, message: "Rate limit exceeded" }] };
  return problem(429, "Too Many Requests", "Too Many Requests").body;
}
