/** Answers of this page that can still be taken back. Outlives the conversation that they were written in. */
import { useSyncExternalStore } from "react";

export interface Undoable {
  deliveryId: string;
  conversationId: string;
  /** To whom. */
  name: string;
  mode: "public" | "private";
  /** `performance.now()` at which it leaves. */
  until: number;
}

let waiting: readonly Undoable[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Undoable[]): void {
  waiting = next;
  for (const listener of listeners) listener();
}

export function addUndoable(one: Undoable): void {
  set([...waiting, one]);
}

export function dropUndoable(deliveryId: string): void {
  set(waiting.filter((one) => one.deliveryId !== deliveryId));
}

/** The newest first. */
export function useUndoables(): readonly Undoable[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting,
  );
}
