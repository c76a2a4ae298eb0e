/** Which dialog of working together is open: anything on the page may open one. */
import { useSyncExternalStore } from "react";

export type Opened = { kind: "notices" } | { kind: "handOver" | "publish"; conversationId: string } | null;

let opened: Opened = null;
const listeners = new Set<() => void>();

export function openTogether(next: Opened): void {
  opened = next;
  for (const listener of listeners) listener();
}

export function useOpened(): Opened {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => opened,
  );
}
