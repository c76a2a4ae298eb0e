/** Finds what may be a part of a seed phrase that is written over several messages. */
import { fold } from "./fold.ts";
import { chinesePart } from "./han-part.ts";
import type { Part } from "./part.ts";
import { speltPart } from "./phrases.ts";

/** The part of a text, masked already, that looks most like one; null where nothing does. */
export function partOf(text: string): Part | null {
  const folded = fold(text);
  const part = speltPart(folded.text) ?? chinesePart(folded.text);
  return part && { ...part, start: folded.origin(part.start), end: folded.origin(part.end) };
}
