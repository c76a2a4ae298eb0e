/**
 * Finds Chinese seed phrases. Ordinary Chinese is made of the same characters, and a checksum fits one row of twelve in sixteen by chance, so what
 * decides is how a random row differs from language: its characters are seldom the most used ones, and its neighbours seldom form words.
 */
import type { FoundSecret } from "../../domain/secret.ts";
import { BETWEEN, DIGIT, HAN, kindOf } from "./characters.ts";
import { hasRightChecksum, PHRASE_LENGTHS } from "./checksum.ts";
import { CHINESE_LISTS, type Part } from "./part.ts";
import { TRADE_WORDS } from "./trade-words.ts";
import { CHINESE } from "./word-lists.ts";

const FEWEST = 11;
const MOST = 25;
const LONGEST_BREAK = 12;
const LONGEST_ORDINAL = 2;

/**
 * Evidence in bits, for a random row and against language, that a row between two breaks must reach. Measured: of 790,000 characters of real Chinese
 * one row without breaks has more than 3; of 1,000 random rows of twelve characters one or two have less.
 */
const ENOUGH = 4;
const ENOUGH_OF_SEVERAL = 7;
/** After words such as 助记词. */
const ENOUGH_ABOUT = -1;
/** With the right length and checksum, and for a part of a row, of which there are many more to choose from. */
const ENOUGH_WITH_CHECKSUM = -4;
const ENOUGH_INSIDE = 20;
const ENOUGH_INSIDE_WITH_CHECKSUM = 9;
const ENOUGH_INSIDE_ABOUT = 4;
/** Hostile texts could ask for one at each character. */
const MOST_CHECKSUMS = 1_000;
/** A phrase is rather taken whole than in part. */
const RIGHT_LENGTH = 6;
const LARGEST_GROUP = 6;

/** A character by itself, as part of a word of two, and as part of a longer one, which chance hardly makes. */
const ALONE = 1.46;
const IN_A_PAIR = -4;
const IN_A_WORD = -7;
/** Stands apart from both neighbours: language is not written so. */
const APART = 2.5;
const REPEATED = -3.3;
const NOT_IN_LIST = -5;

const ABOUT = /助记词|助記詞|恢复词|恢復詞|注记词|註記詞|种子|種子|密语|密語|mnemonic|seed phrase|recovery phrase/i;
const ABOUT_REACH = 30;

/** A character of a row. */
interface Character {
  start: number;
  char: string;
  /** Bits that its rarity gives. */
  bits: number;
  /** Whether something stands between it and its neighbours. */
  gapBefore: boolean;
  gapAfter: boolean;
}

/** How seldom each character is, in bits above a random pick from the list; the lists begin with the most used. */
const RARITY: Float32Array = (() => {
  const bits = new Float32Array(0x1_0000).fill(NOT_IN_LIST);
  for (const list of CHINESE.toReversed())
    for (const [char, rank] of list) bits[char.charCodeAt(0)] = Math.log2(((rank + 1.5) * 8.2) / list.size);
  return bits;
})();

const SOME_HAN = /[\u3400-\u9fff]/;
const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** In reading order. */
export function findChinesePhrases(text: string): FoundSecret[] {
  if (!SOME_HAN.test(text)) return [];
  const found: FoundSecret[] = [];
  for (const row of rowsOf(text)) {
    if (row.length < FEWEST) continue;
    // A quick look first: the dictionary takes most of the time and can only take evidence away.
    const hint = row.map((char) => char.bits + ALONE + (isApart(char) ? APART : 0));
    if (!mayHold(text, row, hint)) continue;
    const scores = scoresOf(text, row);
    const taken = new Uint8Array(row.length);
    const ranges = [...wholeRanges(text, row, scores, taken), ...insideRanges(text, row, scores, taken)];
    for (const [from, to] of ranges) found.push({ kind: "seedPhrase", ...unitsOf(row, from, to) });
  }
  return found;
}

/** Rows of Han characters with nothing but breaks and small numbers between them. */
function rowsOf(text: string): Character[][] {
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

/** Whether the words before it speak of a phrase. */
function isAbout(text: string, start: number): boolean {
  return ABOUT.test(text.slice(Math.max(0, start - ABOUT_REACH), start));
}

function isApart({ gapBefore, gapAfter }: Character): boolean {
  return gapBefore && gapAfter;
}

/** Evidence of each character, with the dictionary that the runtime carries. */
function scoresOf(text: string, row: readonly Character[]): number[] {
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
    const repeated = index - (lastAt.get(char.char) ?? -Infinity) < MOST;
    lastAt.set(char.char, index);
    return (
      char.bits +
      (length === 1 ? ALONE : length === 2 ? IN_A_PAIR : IN_A_WORD) +
      (isApart(char) ? APART : 0) +
      (repeated ? REPEATED : 0)
    );
  });
}

type Range = [from: number, to: number];

/** Whether any part of the row could be enough. */
function mayHold(text: string, row: readonly Character[], hint: readonly number[]): boolean {
  return candidates(text, row, hint).next().value !== undefined || bestRun(hint, ENOUGH_INSIDE_ABOUT) !== null;
}

/** Phrases that begin and end at breaks, the most certain first. */
function wholeRanges(text: string, row: readonly Character[], scores: readonly number[], taken: Uint8Array): Range[] {
  const ranges: Range[] = [];
  const stretches = stretchesOf(row);
  for (const { range } of [...candidates(text, row, scores)].toSorted((a, b) => b.value - a.value)) {
    if (taken.subarray(...range).includes(1)) continue;
    const whole = withNeighbours(stretches, range);
    taken.fill(1, ...whole);
    ranges.push(whole);
  }
  return ranges;
}

interface Candidate {
  range: Range;
  value: number;
}

/** The best that begins at each break. */
function* candidates(
  text: string,
  row: readonly Character[],
  scores: readonly number[],
): Generator<Candidate, undefined> {
  let checksums = MOST_CHECKSUMS;
  for (let from = 0; from < row.length; from += 1) {
    if (!row[from]?.gapBefore) continue;
    let best: Candidate | null = null;
    let about: boolean | null = null;
    let stretches = 0;
    let sum = 0;
    for (let to = from + 1; to <= row.length && to - from <= MOST; to += 1) {
      sum += scores[to - 1] ?? 0;
      if (!row[to - 1]?.gapAfter) continue;
      stretches += 1;
      if (to - from < FEWEST || sum < ENOUGH_WITH_CHECKSUM) continue;
      about ??= isAbout(text, row[from]?.start ?? 0);
      const enough = about ? ENOUGH_ABOUT : stretches === 1 ? ENOUGH : ENOUGH_OF_SEVERAL;
      const right = PHRASE_LENGTHS.some((length) => length === to - from);
      if (sum < enough) {
        if (!right || checksums === 0) continue;
        checksums -= 1;
        if (!hasChecksum(row.slice(from, to))) continue;
      }
      const value = sum + (right ? RIGHT_LENGTH : 0);
      if (value > (best?.value ?? -Infinity)) best = { range: [from, to], value };
    }
    if (best) yield best;
  }
  return undefined;
}

/** Takes in what stands beside it in the same way, one by one or in small groups: another length may have looked better by chance. */
function withNeighbours(stretches: readonly Range[], [first, after]: Range): Range {
  let begin = placeOf(stretches, first);
  let end = placeOf(stretches, after - 1);
  const size = (index: number) => {
    const [from, to] = stretches[index] ?? [0, Infinity];
    return to - from;
  };
  const goesOn = (next: number, edge: number) => size(next) <= size(edge) && size(edge) <= LARGEST_GROUP;
  const total = () => (stretches[end]?.[1] ?? 0) - (stretches[begin]?.[0] ?? 0);
  while (begin > 0 && goesOn(begin - 1, begin) && total() < MOST) begin -= 1;
  while (end + 1 < stretches.length && goesOn(end + 1, end) && total() < MOST) end += 1;
  return [stretches[begin]?.[0] ?? first, stretches[end]?.[1] ?? after];
}

/** Which stretch a character belongs to; they are in order. */
function placeOf(stretches: readonly Range[], index: number): number {
  let low = 0;
  let high = stretches.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((stretches[middle]?.[0] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}

function hasChecksum(row: readonly Character[]): boolean {
  return CHINESE.some((list) => {
    const numbers = row.flatMap(({ char }) => list.get(char) ?? []);
    return numbers.length === row.length && hasRightChecksum(numbers);
  });
}

/** Phrases that run into language without a break: the whole stretch between two breaks is taken. */
function insideRanges(text: string, row: readonly Character[], scores: readonly number[], taken: Uint8Array): Range[] {
  return stretchesOf(row).filter(([from, to]) => {
    if (to - from <= FEWEST || taken[from]) return false;
    const run = bestRun(scores.slice(from, to), ENOUGH_INSIDE_ABOUT);
    if (!run) return false;
    if (run.sum >= ENOUGH_INSIDE) return true;
    if (isAbout(text, row[from + run.range[0]]?.start ?? 0)) return true;
    return run.sum >= ENOUGH_INSIDE_WITH_CHECKSUM && holdsChecksum(row.slice(from, to), scores.slice(from, to));
  });
}

/** What stands between two breaks. */
function stretchesOf(row: readonly Character[]): Range[] {
  const ranges: Range[] = [];
  let from = 0;
  row.forEach(({ gapAfter }, index) => {
    if (!gapAfter) return;
    ranges.push([from, index + 1]);
    from = index + 1;
  });
  return ranges;
}

function holdsChecksum(row: readonly Character[], scores: readonly number[]): boolean {
  for (let from = 0; from < Math.min(row.length, MOST_CHECKSUMS); from += 1)
    for (const length of PHRASE_LENGTHS) {
      if (from + length > row.length) break;
      const sum = scores.slice(from, from + length).reduce((a, b) => a + b, 0);
      if (sum >= ENOUGH_INSIDE_WITH_CHECKSUM && hasChecksum(row.slice(from, from + length))) return true;
    }
  return false;
}

/** The run of highest sum, null if it does not reach `enough` or is too short. */
function bestRun(scores: readonly number[], enough: number, fewest = FEWEST - 2): { range: Range; sum: number } | null {
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

function unitsOf(row: readonly Character[], from: number, to: number): { start: number; end: number } {
  return { start: row[from]?.start ?? 0, end: (row[to - 1]?.start ?? 0) + 1 };
}

const FEWEST_IN_PART = 3;
const ENOUGH_IN_PART = 3;
const MOST_IN_PART = 24;

/** The characters between two breaks that look least like language; a message of one or two counts whatever they are. */
export function chinesePart(text: string): Part | null {
  if (!SOME_HAN.test(text)) return null;
  let found: Part | null = null;
  for (const row of rowsOf(text)) {
    const hint = row.map((char) => char.bits + ALONE + (isApart(char) ? APART : 0));
    const short = row.length < FEWEST_IN_PART;
    if (!short && bestRun(hint, ENOUGH_IN_PART, 1) === null) continue;
    const scores = scoresOf(text, row);
    const before = [0];
    for (const score of scores) before.push((before.at(-1) ?? 0) + score);
    for (const [from, to] of partRanges(row)) {
      const { start, end } = unitsOf(row, from, to);
      const strangers = row.slice(from, to).filter((char) => char.bits === NOT_IN_LIST).length;
      const weight = (before[to] ?? 0) - (before[from] ?? 0);
      const rest = text.slice(0, start) + text.slice(end);
      const whole = strangers === 0 && !/[\p{L}\p{N}]/u.test(rest);
      const enough = to - from >= FEWEST_IN_PART ? weight >= ENOUGH_IN_PART : whole;
      if (!enough || strangers > 1 || (found && weight <= found.weight)) continue;
      found = { list: CHINESE_LISTS, words: to - from, weight, strangers, whole, start, end };
    }
  }
  return found;
}

/** Every run of stretches that is not too long. */
function partRanges(row: readonly Character[]): Range[] {
  const stretches = stretchesOf(row);
  return stretches.flatMap(([from], index) => {
    const ranges: Range[] = [];
    for (const [, to] of stretches.slice(index, index + MOST_IN_PART)) {
      if (to - from > MOST_IN_PART) break;
      ranges.push([from, to]);
    }
    return ranges;
  });
}
