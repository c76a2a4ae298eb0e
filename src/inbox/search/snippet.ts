/** Cuts the part out of a text that shows why it was found. Pure. */
import type { TextRange } from "../../domain/search/parse.ts";

export interface Snippet {
  text: string;
  marks: TextRange[];
}

const LENGTH = 180;
/** So much stands before the first mark. */
const LEAD = 16;

/** One line around the first mark, with the marks that lie in it. */
export function snippetOf(text: string, marks: readonly TextRange[]): Snippet {
  const first = marks[0]?.start ?? 0;
  const start = first <= LEAD * 2 ? 0 : wholeStart(text, first - LEAD);
  const end = wholeEnd(text, Math.min(text.length, start + LENGTH));
  const before = start > 0 ? "…" : "";
  const shift = before.length - start;
  return {
    // Line breaks become spaces one for one, so that the marks stay where they are.
    text: `${before}${text.slice(start, end).replace(/[\n\r\t]/g, " ")}${end < text.length ? "…" : ""}`,
    marks: marks
      .filter((mark) => mark.start >= start && mark.end <= end)
      .map((mark) => ({ start: mark.start + shift, end: mark.end + shift })),
  };
}

/** Never inside a character, nor inside the mark of a secret. */
function wholeStart(text: string, at: number): number {
  const opening = text.lastIndexOf("⟦", at);
  if (opening >= 0 && opening >= at - 20 && text.indexOf("⟧", opening) >= at) return opening;
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at;
}

function wholeEnd(text: string, at: number): number {
  const opening = text.lastIndexOf("⟦", at);
  if (opening >= 0 && opening >= at - 20 && text.indexOf("⟧", opening) >= at) return text.indexOf("⟧", opening) + 1;
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? at + 1 : at;
}
