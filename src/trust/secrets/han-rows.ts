/** Weighs rows of Han characters: how much each is evidence of a random row, and against language. */
import { BETWEEN, DIGIT, HAN, kindOf } from "./characters.ts";
import { TRADE_WORDS } from "./trade-words.ts";
import { CHINESE } from "./word-lists.ts";

const LONGEST_BREAK = 12;
const LONGEST_ORDINAL = 2;
/** Within so many characters a repeated one counts as language. */
const REPEATED_WITHIN = 25;

/** A character by itself, as part of a word of two, and as part of a longer one, which chance hardly makes. */
const ALONE = 1.46;
const IN_A_PAIR = -4;
const IN_A_WORD = -7;
/** Stands apart from both neighbours: language is not written so. */
const APART = 2.5;
const REPEATED = -3.3;
export const NOT_IN_LIST = -5;

/** A character of a row. */
export interface Character {
  start: number;
  char: string;
  /** Bits that its rarity gives. */
  bits: number;
  /** Whether something stands between it and its neighbours. */
  gapBefore: boolean;
  gapAfter: boolean;
}

/** Zipf's law over a list: the sum of its shares. */
const SHARES = 8.2;
/** The first few characters are used rather alike. */
const RANK_OFFSET = 1.5;

/** How seldom each character is, in bits above a random pick from the list; the lists begin with the most used. */
const RARITY: Float32Array = (() => {
  const bits = new Float32Array(0x1_0000).fill(NOT_IN_LIST);
  for (const list of CHINESE.toReversed())
    for (const [char, rank] of list) bits[char.charCodeAt(0)] = Math.log2(((rank + RANK_OFFSET) * SHARES) / list.size);
  return bits;
})();

export const SOME_HAN = /[\u3400-\u9fff]/;
const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

export type Range = [from: number, to: number];

/** Rows of Han characters with nothing but breaks and small numbers between them. */
export function rowsOf(text: string): Character[][] {
  const rows: Character[][] = [];
  let row: Character[] = [];
  let last = -1;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const kind = kindOf(code);
    if (kind === HAN) {
      if (row.length > 0 && index - last > LONGEST_BREAK) {
        rows.push(row);
        row = [];
      }
      const before = row.at(-1);
      const touches = before !== undefined && index === last + 1;
      if (before) before.gapAfter = !touches;
      const bits = RARITY[code] ?? NOT_IN_LIST;
      row.push({ start: index, char: text.charAt(index), bits, gapBefore: !touches, gapAfter: true });
      last = index;
    } else if (row.length > 0 && kind !== BETWEEN && !(kind === DIGIT && isOrdinal(text, index))) {
      rows.push(row);
      row = [];
    }
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

function isOrdinal(text: string, index: number): boolean {
  let start = index;
  let end = index + 1;
  while (end - start <= LONGEST_ORDINAL && kindOf(text.charCodeAt(start - 1)) === DIGIT) start -= 1;
  while (end - start <= LONGEST_ORDINAL && kindOf(text.charCodeAt(end)) === DIGIT) end += 1;
  return end - start <= LONGEST_ORDINAL;
}

function isApart({ gapBefore, gapAfter }: Character): boolean {
  return gapBefore && gapAfter;
}

/** The most that the characters can be evidence of. A quick look: the dictionary takes most of the time and can only take evidence away. */
export function hintsOf(row: readonly Character[]): number[] {
  return row.map((char) => char.bits + ALONE + (isApart(char) ? APART : 0));
}

/** Evidence of each character, with the dictionary that the runtime carries. */
export function scoresOf(text: string, row: readonly Character[]): number[] {
  const first = row[0]?.start ?? 0;
  const inWords = new Map<number, number>();
  const whole = text.slice(first, (row.at(-1)?.start ?? first) + 1);
  const note = (word: string, index: number) => {
    for (let at = index; at < index + word.length; at += 1) inWords.set(first + at, word.length);
  };
  for (const { segment, index } of segmenter.segment(whole)) if (segment.length > 1) note(segment, index);
  for (const { 0: word, index } of whole.matchAll(TRADE_WORDS)) note(word, index);
  const lastAt = new Map<string, number>();
  return row.map((char, index) => {
    const length = inWords.get(char.start) ?? 1;
    const repeated = index - (lastAt.get(char.char) ?? -Infinity) < REPEATED_WITHIN;
    lastAt.set(char.char, index);
    return (
      char.bits +
      (length === 1 ? ALONE : length === 2 ? IN_A_PAIR : IN_A_WORD) +
      (isApart(char) ? APART : 0) +
      (repeated ? REPEATED : 0)
    );
  });
}

/** What stands between two breaks. */
export function stretchesOf(row: readonly Character[]): Range[] {
  const ranges: Range[] = [];
  let from = 0;
  row.forEach(({ gapAfter }, index) => {
    if (!gapAfter) return;
    ranges.push([from, index + 1]);
    from = index + 1;
  });
  return ranges;
}

/** The run of highest sum, null if it does not reach `enough` or is too short. */
export function bestRun(
  scores: readonly number[],
  enough: number,
  fewest: number,
): { range: Range; sum: number } | null {
  let found: { range: Range; sum: number } | null = null;
  let sum = 0;
  let from = 0;
  scores.forEach((score, index) => {
    if (sum <= 0) {
      sum = 0;
      from = index;
    }
    sum += score;
    if (sum >= enough && index + 1 - from >= fewest && sum > (found?.sum ?? 0))
      found = { range: [from, index + 1], sum };
  });
  return found;
}

export function unitsOf(row: readonly Character[], from: number, to: number): { start: number; end: number } {
  return { start: row[from]?.start ?? 0, end: (row[to - 1]?.start ?? 0) + 1 };
}
