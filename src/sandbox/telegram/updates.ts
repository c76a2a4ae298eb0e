/** One bot's updates: numbered, kept for 24 hours until confirmed, handed out by long poll. */
import { badRequest, conflict } from "./errors.ts";

const KEPT_MS = 24 * 3_600_000;
/** Not sent unless asked for by name. https://core.telegram.org/bots/api#getupdates */
const ON_REQUEST = new Set(["chat_member", "message_reaction", "message_reaction_count"]);

export interface Update {
  update_id: number;
  [kind: string]: unknown;
}

export class UpdateQueue {
  readonly #now: () => number;
  #waiting: { update: Update; at: number }[] = [];
  #nextId: number;
  /** Kinds asked for; null: the default set. */
  #allowed: string[] | null = null;
  #poll: { wake: () => void; refuse: () => void } | null = null;
  #news: () => void = () => {};

  constructor(now: () => number, firstId: number) {
    this.#now = now;
    this.#nextId = firstId;
  }

  /** Adds an update, unless the bot did not ask for its kind. */
  push(kind: string, content: unknown): void {
    const wanted = this.#allowed === null ? !ON_REQUEST.has(kind) : this.#allowed.includes(kind);
    if (!wanted) return;
    this.#waiting.push({ update: { update_id: this.#nextId, [kind]: content }, at: this.#now() });
    this.#nextId += 1;
    this.#poll?.wake();
    this.#news();
  }

  /** An empty list returns to the default set, as the platform has it; undefined changes nothing. */
  allow(kinds: string[] | undefined): void {
    if (kinds) this.#allowed = kinds.length > 0 ? kinds : null;
  }

  allowed(): string[] | null {
    return this.#allowed;
  }

  onNews(call: () => void): void {
    this.#news = call;
  }

  size(): number {
    return this.#fresh().length;
  }

  clear(): void {
    this.#waiting = [];
  }

  pending(): Update[] {
    return this.#fresh().map((row) => row.update);
  }

  /** Confirms one update (webhook). */
  confirm(updateId: number): void {
    this.#waiting = this.#waiting.filter((row) => row.update.update_id !== updateId);
  }

  /** getUpdates. An older call that still waits is refused. */
  async take(offset: number, limit: number, timeoutMs: number, signal: AbortSignal): Promise<Update[]> {
    if (limit < 1 || limit > 100) throw badRequest("limit must be between 1 and 100");
    if (offset > 0) this.#waiting = this.#fresh().filter((row) => row.update.update_id >= offset);
    if (offset < 0) this.#waiting = this.#fresh().slice(offset);
    this.#poll?.refuse();
    if (this.#fresh().length === 0 && timeoutMs > 0 && !signal.aborted) await this.#wait(timeoutMs, signal);
    return this.#fresh()
      .slice(0, limit)
      .map((row) => row.update);
  }

  /** Ends a poll that still waits. */
  stop(): void {
    this.#poll?.wake();
  }

  async #wait(timeoutMs: number, signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        signal.removeEventListener("abort", wake);
        if (this.#poll === poll) this.#poll = null;
        settle();
      };
      const wake = () => finish(resolve);
      const refuse = () =>
        finish(() =>
          reject(conflict("terminated by other getUpdates request; make sure that only one bot instance is running")),
        );
      const timer = setTimeout(wake, timeoutMs);
      const poll = { wake, refuse };
      this.#poll = poll;
      signal.addEventListener("abort", wake);
    });
  }

  #fresh(): { update: Update; at: number }[] {
    const oldest = this.#now() - KEPT_MS;
    this.#waiting = this.#waiting.filter((row) => row.at > oldest);
    return this.#waiting;
  }
}
