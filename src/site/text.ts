/** Short texts of a page: its first words, its dates. */
import type { Block, Inline } from "../domain/markdown/tree.ts";
import type { EpochMs } from "../domain/time.ts";

/** The answer's first paragraph in one line, at most `most` UTF-16 units, ended by `…` where there is more. */
export function opening(blocks: readonly Block[], most: number): string {
  const first = blocks.find((block) => block.kind === "paragraph");
  // A line that broke after a Chinese stop goes on without a space.
  return shorten(wordsOf(first?.children ?? []).replaceAll(/(?<=[。！？，；：]) /g, ""), most);
}

/** Without the addresses of links, which lead nowhere from an excerpt. */
function wordsOf(children: readonly Inline[]): string {
  return children
    .map((child) => {
      if (child.kind === "break") return " ";
      return child.kind === "strong" || child.kind === "link" ? wordsOf(child.children) : child.text;
    })
    .join("");
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
