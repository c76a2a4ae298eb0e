/** How the palette reaches the reply box of the open conversation, which is loaded apart from it. */

type Listener = (macroId: string | null) => void;
const listeners = new Set<Listener>();

/** Runs a macro on the open conversation; null: shows them all. */
export function requestMacro(id: string | null): void {
  for (const listener of listeners) listener(id);
}

/** Gives the way to stop listening. */
export function onMacroRequest(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
