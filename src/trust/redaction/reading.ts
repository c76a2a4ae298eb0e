/** A text as it is looked through: folded to what a reader sees, with a place in the source for each letter. */
import { fold, type Folded } from "../guard/fold.ts";

/** A half-open range of the folded text. */
export interface Range {
  start: number;
  end: number;
}

/** Stands where something was found already, or is known to be harmless: no pattern reads across it. */
export const BLANK = "\ue000";

/** Digits of all scripts become ASCII, the length stays; the guard's fold does the rest. */
export function read(text: string): Folded {
  return fold(
    text.replaceAll(BLANK, " ").replace(/(?![0-9])\p{Nd}/gu, (char) => (char.length === 1 ? asciiDigit(char) : char)),
  );
}

export function blank(folded: Folded, ranges: readonly Range[]): Folded {
  if (ranges.length === 0) return folded;
  const chars = folded.text.split("");
  for (const { start, end } of ranges) chars.fill(BLANK, start, end);
  return { ...folded, text: chars.join("") };
}

/** The folded range that a range of the source became. */
export function foldedRange(folded: Folded, source: Range): Range {
  let start = 0;
  while (start < folded.text.length && (folded.to[start] ?? 0) <= source.start) start += 1;
  let end = start;
  while (end < folded.text.length && (folded.from[end] ?? 0) < source.end) end += 1;
  return { start, end };
}

/** Every script has its ten digits in a row; most rows begin where the code ends in 0 or 6. */
function asciiDigit(char: string): string {
  const code = char.charCodeAt(0);
  for (const zero of [code & ~0xf, (code & ~0xf) | 6])
    if (code >= zero && code < zero + 10 && /\p{Nd}/u.test(String.fromCharCode(zero))) return String(code - zero);
  return char;
}
