/** Who is where, as the server last said; everything in it is over by itself when nobody renews it. */
import { useCallback, useSyncExternalStore } from "react";
import type { Here } from "../client/types.ts";

interface Kept {
  here: Here;
  /** By this page's clock. */
  until: number;
}

const kept = new Map<string, Kept>();
/** When the stream last told of a conversation, by this page's clock. */
const toldAt = new Map<string, number>();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | null = null;

const tell = () => {
  for (const listener of listeners) listener();
};

/** Takes in what the stream tells: whatever changes is told again. */
export function takeTold(here: Here): void {
  toldAt.set(here.conversationId, performance.now());
  takeHere(here);
}

/** Takes in an answer to what was asked at `askedAt`, unless the stream has told of that conversation since: the answer may be older. */
export function takeAnswer(here: Here, askedAt: number): void {
  if ((toldAt.get(here.conversationId) ?? -1) <= askedAt) takeHere(here);
}

function takeHere(here: Here): void {
  const ends = [...here.people, ...(here.holder ? [here.holder] : [])].map((one) => one.forMs);
  if (here.people.length === 0) kept.delete(here.conversationId);
  else kept.set(here.conversationId, { here, until: Date.now() + Math.min(...ends) });
  arm();
  tell();
}

/** Takes in all that there was at `askedAt`: what is not in it is over, unless the stream has told of it since. */
export function takeEverywhere(heres: Here[], askedAt: number): void {
  for (const id of kept.keys()) if ((toldAt.get(id) ?? -1) <= askedAt) kept.delete(id);
  for (const here of heres) takeAnswer(here, askedAt);
  tell();
}

/** Drops who has not been heard of in time. */
function expire(): void {
  timer = null;
  const now = Date.now();
  for (const [id, { here, until }] of kept) {
    if (until > now) continue;
    kept.delete(id);
    // Each lasts as long as it said; the others go on.
    const passed = Math.min(...[...here.people, ...(here.holder ? [here.holder] : [])].map((one) => one.forMs));
    const goesOn = <T extends { forMs: number }>(one: T) => ({ ...one, forMs: one.forMs - passed });
    const people = here.people.map(goesOn).filter((one) => one.forMs > 0);
    const holder = here.holder ? goesOn(here.holder) : null;
    takeHere({ ...here, people, holder: holder && holder.forMs > 0 ? holder : null });
  }
  arm();
  tell();
}

function arm(): void {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  if (kept.size === 0) return;
  const next = Math.min(...[...kept.values()].map((one) => one.until));
  timer = setTimeout(expire, Math.max(200, next - Date.now()));
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function useHere(conversationId: string): Here | null {
  return useSyncExternalStore(
    subscribe,
    useCallback(() => whoIsAt(conversationId), [conversationId]),
  );
}

/** Null: nobody is there. */
export function whoIsAt(conversationId: string): Here | null {
  return kept.get(conversationId)?.here ?? null;
}
