/** Faults that a test asks for, matched to requests as they arrive. */

export type FaultKind =
  /** Refused before any effect with `status` (default 429) and, where the platform has one, a retry hint of `retryAfterMs`; no hint if absent. */
  | "refuse"
  /** Takes effect, then answers `status` (default 502). */
  | "error-after"
  /** 200 with a body that is not what the platform promises; no effect. */
  | "garbage"
  /** Takes effect, then the connection is cut before a byte of the answer. */
  | "cut-after"
  /** The connection is cut before any effect. */
  | "cut-before"
  /** Answers only after `delayMs`; takes effect at once. */
  | "slow"
  /** Inbound only (updates, webhooks, gateway, timelines): the next items are delivered twice. */
  | "duplicate"
  /** Inbound only: the next items are delivered in reverse order. */
  | "disorder";

export interface Fault {
  kind: FaultKind;
  /** Only requests with this method; any if absent. */
  method?: string;
  /** Only paths that contain this text; any if absent. */
  path?: string;
  status?: number;
  /** The answer's body, in place of the platform's usual one. */
  body?: unknown;
  retryAfterMs?: number;
  delayMs?: number;
  /** How many requests it applies to; 1 if absent. */
  times?: number;
}

/** A queue of faults; each request takes the first that matches. */
export class Faults {
  #waiting: (Fault & { left: number })[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ ...fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** The first waiting fault that matches, counted down; only of these kinds, where given. */
  take(method: string, path: string, kinds?: readonly FaultKind[]): Fault | null {
    const found = this.#waiting.find(
      (fault) =>
        (kinds === undefined || kinds.includes(fault.kind)) &&
        (fault.method === undefined || fault.method === method) &&
        (fault.path === undefined || path.includes(fault.path)),
    );
    if (!found) return null;
    found.left -= 1;
    if (found.left === 0) this.#waiting = this.#waiting.filter((fault) => fault !== found);
    return found;
  }
}
