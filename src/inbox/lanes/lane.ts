/** Independent promise chains: one for each account and direction, so that a slow one holds up no other. */
import type { Log } from "../../domain/log.ts";

export class Lanes {
  readonly #running = new Map<string, Promise<void>>();
  readonly #again = new Map<string, () => Promise<void>>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Starts the work, or, while the lane is busy, lets the newest work given run afterwards. Never rejects: what fails is logged. */
  start(name: string, work: () => Promise<void>): void {
    if (this.#running.has(name)) {
      this.#again.set(name, work);
      return;
    }
    const run = async () => {
      for (let next: typeof work | undefined = work; next; next = this.#again.get(name)) {
        this.#again.delete(name);
        try {
          await next();
        } catch (error) {
          this.#log.error("lane.failed", { lane: name, error: error instanceof Error ? error.message : String(error) });
        }
      }
      this.#running.delete(name);
    };
    this.#running.set(name, run());
  }

  has(name: string): boolean {
    return this.#running.has(name);
  }

  /** Resolves once nothing runs, except for the names given. */
  async idle(except: (name: string) => boolean = () => false): Promise<void> {
    for (;;) {
      const waiting = [...this.#running].filter(([name]) => !except(name));
      if (waiting.length === 0) return;
      await Promise.all(waiting.map(([, promise]) => promise));
    }
  }
}
