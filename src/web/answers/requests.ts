/** How others reach the reply box of the open conversation, which is loaded apart from them. */

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

const inserts = new Set<(piece: string) => void>();

/** Puts words behind what stands in the reply box, whatever its mode. */
export function requestInsert(piece: string): void {
  for (const insert of inserts) insert(piece);
}

/** Gives the way to stop listening. */
export function onInsertRequest(insert: (piece: string) => void): () => void {
  inserts.add(insert);
  return () => void inserts.delete(insert);
}
