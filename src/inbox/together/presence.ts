/** Who looks at which conversation and who is writing there: in memory only, and over by itself when nobody renews it. */
import { type Clock, type EpochMs, SECOND_MS } from "../../domain/time.ts";

export const WRITING_MODES = ["public", "private", "note"] as const;
export type WritingMode = (typeof WRITING_MODES)[number];

/** What one page of somebody says of itself. */
export interface Announcement {
  /** The page's own name for itself. */
  tab: string;
  /** Null: none, or the page is hidden. */
  conversationId: number | null;
  /** What they are typing just now. */
  typing: WritingMode | null;
  /** They will answer, whoever began before them. */
  takeOver: boolean;
}

export interface Here {
  conversationId: number;
  people: { agentId: number; typing: WritingMode | null; forMs: number }[];
  /** Who answers it at the moment: the first who typed an answer, or who took over. */
  holder: { agentId: number; forMs: number } | null;
}

/** Pages say that they are still there every 20 s; two may get lost. */
const LOOKING_MS = 45 * SECOND_MS;
/** Typing is renewed every 4 s. */
const TYPING_MS = 9 * SECOND_MS;
/** Somebody who stops to think keeps it for that long. */
const HOLD_MS = 60 * SECOND_MS;
const MOST_TABS = 20;
/** What one person may announce: so many at once, so many a second in the long run. */
const BURST = 60;
const PER_SECOND = 2;

interface Tab extends Omit<Announcement, "tab" | "takeOver"> {
  agentId: number;
  at: EpochMs;
  typedAt: EpochMs;
}

export class Presence {
  readonly #clock: Clock;
  /** By agent and tab; the one that was heard of longest ago first. */
  readonly #tabs = new Map<string, Tab>();
  readonly #holds = new Map<number, { agentId: number; until: EpochMs }>();
  readonly #buckets = new Map<number, { left: number; at: EpochMs }>();
  readonly #watchers = new Set<(conversationId: number) => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Milliseconds until they may announce again; 0: now, and it is counted. */
  wait(agentId: number): number {
    const now = this.#clock.now();
    const bucket = this.#buckets.get(agentId) ?? { left: BURST, at: now };
    const left = Math.min(BURST, bucket.left + ((now - bucket.at) / SECOND_MS) * PER_SECOND);
    if (left < 1) return Math.ceil(((1 - left) / PER_SECOND) * SECOND_MS);
    this.#buckets.set(agentId, { left: left - 1, at: now });
    return 0;
  }

  announce(agentId: number, { tab, conversationId, typing, takeOver }: Announcement): void {
    const now = this.#clock.now();
    this.#forgetOld(now);
    const name = `${agentId}/${tab}`;
    const before = this.#tabs.get(name);
    this.#tabs.delete(name);
    if (conversationId !== null) {
      this.#makeRoom(agentId);
      this.#tabs.set(name, { agentId, conversationId, typing, at: now, typedAt: now });
      if (takeOver || (typing !== null && typing !== "note")) this.#hold(conversationId, agentId, now, takeOver);
    }
    const left = before?.conversationId ?? null;
    if (left !== null && left !== conversationId) {
      this.#releaseUnlessThere(left, agentId);
      this.#tell(left);
    }
    if (conversationId !== null) this.#tell(conversationId);
  }

  /** They have answered, or thrown away what they wrote: the next may. */
  release(agentId: number, conversationId: number): void {
    if (this.#holds.get(conversationId)?.agentId !== agentId) return;
    this.#holds.delete(conversationId);
    this.#tell(conversationId);
  }

  at(conversationId: number): Here {
    const now = this.#clock.now();
    const people = new Map<number, Here["people"][number]>();
    for (const tab of this.#tabs.values()) {
      const forMs = tab.at + LOOKING_MS - now;
      if (tab.conversationId !== conversationId || forMs <= 0) continue;
      const typing = tab.typedAt + TYPING_MS > now ? tab.typing : null;
      const other = people.get(tab.agentId);
      people.set(tab.agentId, {
        agentId: tab.agentId,
        typing: typing ?? other?.typing ?? null,
        forMs: Math.max(forMs, other?.forMs ?? 0),
      });
    }
    const hold = this.#holds.get(conversationId);
    return {
      conversationId,
      people: [...people.values()],
      holder: hold && hold.until > now ? { agentId: hold.agentId, forMs: hold.until - now } : null,
    };
  }

  /** Every conversation at which somebody looks. */
  everywhere(): Here[] {
    const ids = new Set([...this.#tabs.values()].flatMap((tab) => tab.conversationId ?? []));
    return [...ids].map((id) => this.at(id)).filter((here) => here.people.length > 0);
  }

  /** Calls back with each conversation at which something changed; gives the way to stop. */
  watch(changed: (conversationId: number) => void): () => void {
    this.#watchers.add(changed);
    return () => void this.#watchers.delete(changed);
  }

  #tell(conversationId: number): void {
    for (const changed of this.#watchers) changed(conversationId);
  }

  #hold(conversationId: number, agentId: number, now: EpochMs, takeOver: boolean): void {
    const hold = this.#holds.get(conversationId);
    const free = !hold || hold.until <= now || hold.agentId === agentId;
    if (free || takeOver) this.#holds.set(conversationId, { agentId, until: now + HOLD_MS });
  }

  #releaseUnlessThere(conversationId: number, agentId: number): void {
    const stays = this.at(conversationId).people.some((one) => one.agentId === agentId);
    if (!stays && this.#holds.get(conversationId)?.agentId === agentId) this.#holds.delete(conversationId);
  }

  /** The oldest of somebody with too many pages goes. */
  #makeRoom(agentId: number): void {
    const theirs = [...this.#tabs].filter(([, tab]) => tab.agentId === agentId);
    if (theirs.length >= MOST_TABS && theirs[0]) this.#tabs.delete(theirs[0][0]);
  }

  #forgetOld(now: EpochMs): void {
    for (const [name, tab] of this.#tabs) {
      if (tab.at + LOOKING_MS > now) break;
      this.#tabs.delete(name);
    }
    for (const [id, hold] of this.#holds) if (hold.until <= now) this.#holds.delete(id);
  }
}
