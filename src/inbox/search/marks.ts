/** Finds in a text what a search found there, in the text's own characters. Pure. */
import type { SearchTerm, TextRange } from "../../domain/search/parse.ts";
import { fold, LONGEST_WORD, runs, SHORTEST_BEGINNING } from "../../store/search-words.ts";

/** Gives the ranges to mark, in order and apart from each other. */
export type Marker = (text: string) => TextRange[];

const HAN = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}";
/** A letter of a word of the index; Han ends such a word. */
const LETTER = `[[\\p{L}\\p{N}\\p{M}]--[${HAN}]]`;
const BETWEEN = "[^\\p{L}\\p{N}\\p{M}]*";
const MOST_MARKS = 200;
/** Of a longer text the rest is not looked at. */
const LOOKED_AT = 20_000;

/** Marks the words of these terms, as the index compares them. */
export function markerOf(terms: readonly SearchTerm[]): Marker {
  const lastPlain = terms.findLastIndex(({ exact }) => !exact);
  const patterns = terms.flatMap((term, index) => patternsOf(term, index === lastPlain));
  if (patterns.length === 0) return () => [];
  // Made of letters, digits and classes only: nothing of a query can be syntax. Longer ones first, so that they win.
  const pattern = new RegExp([...new Set(patterns)].toSorted((a, b) => b.length - a.length).join("|"), "gv");
  return (text) => {
    const { folded, starts } = foldWithPlaces(text.slice(0, LOOKED_AT));
    const found: TextRange[] = [];
    for (const match of folded.matchAll(pattern)) {
      const start = starts[match.index];
      const end = endAt(text, starts, match.index + match[0].length);
      if (start === undefined || end <= start) continue;
      const last = found.at(-1);
      if (last && start <= last.end) last.end = Math.max(last.end, end);
      else found.push({ start, end });
      if (found.length === MOST_MARKS) break;
    }
    return found;
  };
}

function patternsOf({ text, exact }: SearchTerm, mayBeUnfinished: boolean): string[] {
  const parts = [...runs(text)];
  const lastLatin = parts.findLastIndex(({ han }) => !han);
  const each = parts.map(({ han, chars }, index) => {
    if (han) return chars;
    const word = chars.slice(0, LONGEST_WORD);
    const unfinished = mayBeUnfinished && index === lastLatin && Array.from(chars).length >= SHORTEST_BEGINNING;
    return `(?<!${LETTER})${word}${unfinished || word !== chars ? `${LETTER}*` : `(?!${LETTER})`}`;
  });
  return exact ? (each.length > 0 ? [each.join(BETWEEN)] : []) : each;
}

/** The folded text, and for each of its units where the character began that it was made of. */
function foldWithPlaces(text: string): { folded: string; starts: number[] } {
  let folded = "";
  const starts: number[] = [];
  let at = 0;
  for (const char of text) {
    const piece = fold(char);
    for (let i = 0; i < piece.length; i += 1) starts.push(at);
    folded += piece;
    at += char.length;
  }
  return { folded, starts };
}

/** Where in the text the character ends that made the unit before `place`. */
function endAt(text: string, starts: readonly number[], place: number): number {
  const last = starts[place - 1];
  if (last === undefined) return 0;
  return last + String.fromCodePoint(text.codePointAt(last) ?? 0).length;
}
