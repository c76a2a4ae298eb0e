/** Folds a text to what a reader sees, and remembers where in the source each letter came from. */
import { simplified } from "../../store/search-words.ts";
import { ENCLOSED, LEET, LOOKALIKES } from "../../domain/letters.ts";

/** `from` and `to` give, for each UTF-16 unit of `text`, the half-open range of the source it stands for. */
export interface Folded {
  text: string;
  from: number[];
  to: number[];
}

const INVISIBLE = /^[\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}]$/u;
const SPACE = /^[\s\u2800\u3164]$/u;
/** How far around a digit it looks for the letters of its word. */
const LONGEST_WORD = 40;
const QUOTES: Record<string, string> = {
  "’": "'",
  "‘": "'",
  "`": "'",
  "´": "'",
  "“": '"',
  "”": '"',
  "„": '"',
  "「": '"',
  "」": '"',
  "«": '"',
  "»": '"',
};

/** Lower case, no marks, plain Latin for look-alikes, simplified for traditional, one space for white space. A line break stays where a sentence may end. */
export function fold(source: string): Folded {
  const out = empty();
  let at = 0;
  for (const char of source) {
    const end = at + char.length;
    for (const one of foldChar(char)) push(out, one, at, end);
    at = end;
  }
  return calmLines(out, source);
}

/** The same with words put together that were pulled apart: `s e e d`, `p@ss.word`, `助*记*词`. */
export function join(folded: Folded): Folded {
  const { text } = folded;
  const drop = new Set<number>();
  const mark = (pattern: RegExp) => {
    for (const match of text.matchAll(pattern))
      for (let i = 0; i < match[0].length; i += 1)
        if (!/[\p{L}\p{N}]/u.test(match[0][i] ?? "")) drop.add(match.index + i);
  };
  mark(/(?<![\p{L}\p{N}])[\p{L}\p{N}@$!](?:[^\p{L}\p{N}\n]{1,2}[\p{L}\p{N}@$!](?![\p{L}\p{N}])){2,}/gu);
  mark(/(?<=[a-z0-9])[.*_~|·•^/\\-]{1,2}(?=[a-z0-9])/gu);
  mark(/(?<=\p{Script=Han})[ .·*_~|/•-]{1,2}(?=\p{Script=Han})/gu);
  const out = empty();
  for (let i = 0; i < text.length; i += 1)
    if (!drop.has(i)) push(out, leetAt(text, i), folded.from[i] ?? 0, folded.to[i] ?? 0);
  return out;
}

/** Letters and digits alone. */
export function squeeze(folded: Folded): Folded {
  const out = empty();
  for (let i = 0; i < folded.text.length; i += 1) {
    const char = leetAt(folded.text, i);
    if (/[a-z0-9\p{Script=Han}]/u.test(char)) push(out, char, folded.from[i] ?? 0, folded.to[i] ?? 0);
  }
  return out;
}

/** The source range of a folded one. */
export function sourceSpan(folded: Folded, start: number, end: number): { start: number; end: number } {
  return { start: folded.from[start] ?? 0, end: folded.to[Math.max(end - 1, start)] ?? 0 };
}

function empty(): Folded {
  return { text: "", from: [], to: [] };
}

function push(out: Folded, chars: string, from: number, to: number): void {
  out.text += chars;
  for (let i = 0; i < chars.length; i += 1) {
    out.from.push(from);
    out.to.push(to);
  }
}

function* foldChar(char: string): Generator<string> {
  if (char === "\n") yield char;
  else if (SPACE.test(char)) yield " ";
  else
    for (const part of enclosed(char).normalize("NFKD")) {
      if (INVISIBLE.test(part)) continue;
      const lower = simplified((QUOTES[part] ?? part).toLowerCase());
      yield LOOKALIKES.get(lower) ?? lower;
    }
}

/** Letters in boxes and flags: only those of rows that NFKD does not undo. */
function enclosed(char: string): string {
  const point = char.codePointAt(0) ?? 0;
  const row = ENCLOSED.find((first) => point >= first && point < first + 26);
  return row === undefined ? char : String.fromCodePoint(97 + point - row);
}

function leetAt(text: string, at: number): string {
  const char = text[at] ?? "";
  const letter = LEET.get(char);
  if (letter === undefined) return char;
  const word = (index: number) => /[a-z0-9@$!|]/.test(text[index] ?? "");
  let start = at;
  let end = at + 1;
  while (word(start - 1) && at - start < LONGEST_WORD) start -= 1;
  while (word(end) && end - at < LONGEST_WORD) end += 1;
  // A sign at the end of a word is what it looks like.
  if (/[@$!|]/.test(char) && end === at + 1) return char;
  return /[a-z]/.test(text.slice(start, end)) ? letter : char;
}

/** A line that goes on in lower case is one sentence with the next, and so are the items of a list. */
function calmLines(folded: Folded, source: string): Folded {
  const chars = folded.text.split("");
  for (const match of folded.text.matchAll(/\n\s*/g)) {
    const before =
      folded.text
        .slice(Math.max(match.index - 20, 0), match.index)
        .trimEnd()
        .at(-1) ?? "";
    const end = match.index + match[0].length;
    const next = folded.from[end];
    if (/^(?:\d{1,2}[.)、]|[-•*·] ?)/.test(folded.text.slice(end, end + 4)) && !/[.!?;。]/.test(before)) {
      chars[match.index] = ",";
      continue;
    }
    const goesOn = next !== undefined && /\p{Ll}/u.test(source[next] ?? "");
    if (goesOn && !/[.!?:;。！？：；]/.test(before))
      for (let i = 0; i < match[0].length; i += 1) chars[match.index + i] = " ";
  }
  return { ...folded, text: chars.join("") };
}

/** Whether it is written as everybody writes it: the word itself, apart from case and one space, hyphen or line break. */
export function isPlain(source: string, word: string): boolean {
  const bare = source.toLowerCase().replace(/[\s-]/, "");
  return Array.from(bare, simplified).join("") === word;
}
