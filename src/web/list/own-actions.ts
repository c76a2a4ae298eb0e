/** Tells the list which conversations its reader has just acted on, so that those that left it go at once; and which came back. */

interface OwnAction {
  ids: readonly string[];
  /** True: it was taken back, or refused. */
  back: boolean;
}
type Listener = (action: OwnAction) => void;

const listeners = new Set<Listener>();

/** Call after the change is in the cache. */
export function tellOwnAction(action: OwnAction): void {
  for (const listener of listeners) listener(action);
}

/** Gives the way to stop. */
export function onOwnAction(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
