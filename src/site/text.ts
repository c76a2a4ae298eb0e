/** Short texts of a page: its first words, its dates. */
import type { Block } from "../domain/markdown/tree.ts";
import { plainInline } from "../domain/markdown/plain.ts";
import type { EpochMs } from "../domain/time.ts";

/** At most `most` UTF-16 units of the answer's paragraphs, in one line, ended by `…` where there is more. */
export function opening(blocks: readonly Block[], most: number): string {
  const words = blocks.flatMap((block) => (block.kind === "paragraph" ? [plainInline(block.children)] : []));
  return shorten(words.join(" "), most);
}

export function shorten(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  if (line.length <= most) return line;
  // A pair of surrogates stays whole.
  return `${line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** `2026-11-22`, UTC. */
export const dayOf = (at: EpochMs) => new Date(at).toISOString().slice(0, 10);
/** `2026-11`: of pages that name nobody no more is known. */
export const monthOf = (at: EpochMs) => new Date(at).toISOString().slice(0, 7);
