/** A clock that ticks once a minute for everything that shows whole minutes. */
import { useSyncExternalStore } from "react";

const MINUTE_MS = 60_000;
let minute = Math.floor(Date.now() / MINUTE_MS);
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;

function tick(): void {
  const next = Math.floor(Date.now() / MINUTE_MS);
  if (next === minute) return;
  minute = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, 5_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
}

/** Minutes since 1970; changes once a minute. */
export function useMinute(): number {
  return useSyncExternalStore(subscribe, () => minute);
}

/** The same as a date. */
export function dateOfMinute(value: number): Date {
  return new Date(value * MINUTE_MS);
}
