/** Tells how far long work has come, a line for each tenth. */
import type { Output } from "./output.ts";

const LINES = 10;

/** For `progress(what, done, total)`; each kind of work is counted by itself. */
export function progressNotes(out: Output): (what: string, done: number, total: number) => void {
  const told = new Map<string, number>();
  return (what, done, total) => {
    const tenths = total === 0 ? LINES : Math.floor((done / total) * LINES);
    if (tenths <= (told.get(what) ?? 0)) return;
    told.set(what, tenths);
    out.note(`${what}: ${done} of ${total}`);
  };
}
