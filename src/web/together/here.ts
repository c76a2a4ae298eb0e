/** Who is where, as the server last said; everything in it is over by itself when nobody renews it. */
import { useCallback, useSyncExternalStore } from "react";
import type { Here } from "../client/types.ts";

interface Kept {
  here: Here;
  /** By this page's clock. */
  until: number;
}

const kept = new Map<string, Kept>();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | null = null;

const tell = () => {
  for (const listener of listeners) listener();
};

/** Takes in who is at a conversation now. */
export function takeHere(here: Here): void {
  const ends = [...here.people, ...(here.holder ? [here.holder] : [])].map((one) => one.forMs);
  if (here.people.length === 0) kept.delete(here.conversationId);
  else kept.set(here.conversationId, { here, until: Date.now() + Math.min(...ends) });
  arm();
  tell();
}

/** Takes in all that there is: what is not in it is over. */
export function takeEverywhere(heres: Here[]): void {
  kept.clear();
  for (const here of heres) takeHere(here);
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

/** Null: nobody is there. */
export function useHere(conversationId: string): Here | null {
  return useSyncExternalStore(
    subscribe,
    useCallback(() => kept.get(conversationId)?.here ?? null, [conversationId]),
  );
}
