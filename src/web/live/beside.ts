/** Hands on what the stream tells beside the log, to whoever listens on this page. */
import type { Beside } from "./stream.ts";

const listeners = new Set<(beside: Beside) => void>();

export function tellBeside(beside: Beside): void {
  for (const listener of listeners) listener(beside);
}

/** Gives the way to stop. */
export function onBeside(listener: (beside: Beside) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
