/** Delivers one bot's updates to its webhook: in order, again and again until it answers 2xx. */
import type { Faults } from "../kit/faults.ts";
import type { Update, UpdateQueue } from "./updates.ts";

export interface Hook {
  url: string;
  secret: string | null;
  maxConnections: number;
}

export class WebhookSender {
  readonly #queue: UpdateQueue;
  readonly #faults: Faults;
  readonly #now: () => number;
  readonly #retryMs: number;
  #hook: Hook | null = null;
  #running = false;
  #stop = new AbortController();
  #lastError: { at: number; message: string } | null = null;

  constructor(queue: UpdateQueue, faults: Faults, now: () => number, retryMs: number) {
    this.#queue = queue;
    this.#faults = faults;
    this.#now = now;
    this.#retryMs = retryMs;
    queue.onNews(() => void this.#run());
  }

  get hook(): Hook | null {
    return this.#hook;
  }

  set(hook: Hook | null): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#hook = hook;
    this.#lastError = null;
    this.#running = false;
    void this.#run();
  }

  /** getWebhookInfo. https://core.telegram.org/bots/api#webhookinfo */
  info(): Record<string, unknown> {
    const allowed = this.#queue.allowed();
    return {
      url: this.#hook?.url ?? "",
      has_custom_certificate: false,
      pending_update_count: this.#queue.size(),
      ...(this.#hook ? { max_connections: this.#hook.maxConnections } : {}),
      ...(allowed ? { allowed_updates: allowed } : {}),
      ...(this.#lastError
        ? { last_error_date: Math.floor(this.#lastError.at / 1_000), last_error_message: this.#lastError.message }
        : {}),
    };
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    const hook = this.#hook;
    if (!hook || this.#running) return;
    this.#running = true;
    for (let update = this.#next(); update && !signal.aborted; update = this.#next()) {
      const fault = this.#faults.take("POST", "webhook", ["duplicate"]);
      const taken = await this.#deliver(hook, update, signal);
      if (taken && fault?.kind === "duplicate") await this.#deliver(hook, update, signal);
      if (signal.aborted) return;
      if (taken) this.#queue.confirm(update.update_id);
      else await pause(this.#retryMs, signal);
    }
    if (!signal.aborted) this.#running = false;
  }

  #next(): Update | null {
    const [first, second] = this.#queue.pending();
    if (second && this.#faults.take("POST", "webhook", ["disorder"])) return second;
    return first ?? null;
  }

  async #deliver(hook: Hook, update: Update, signal: AbortSignal): Promise<boolean> {
    try {
      const response = await fetch(hook.url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(hook.secret === null ? {} : { "x-telegram-bot-api-secret-token": hook.secret }),
        },
        body: JSON.stringify(update),
        signal,
      });
      await response.arrayBuffer();
      if (response.ok) return true;
      this.#failed(`Wrong response from the webhook: ${response.status} ${response.statusText}`);
    } catch {
      this.#failed("Connection refused");
    }
    return false;
  }

  #failed(message: string): void {
    this.#lastError = { at: this.#now(), message };
  }
}

async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, delayMs);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
