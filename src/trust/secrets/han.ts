/**
 * Finds Chinese seed phrases. Ordinary Chinese is made of the same characters, and a checksum fits one row of twelve in sixteen by chance, so what
 * decides is how a random row differs from language: its characters are seldom the most used ones, and its neighbours seldom form words.
 */
import type { FoundSecret } from "../../domain/secret.ts";
import { hasRightChecksum, PHRASE_LENGTHS } from "./checksum.ts";
import {
  bestRun,
  type Character,
  hintsOf,
  type Range,
  rowsOf,
  scoresOf,
  SOME_HAN,
  stretchesOf,
  unitsOf,
} from "./han-rows.ts";
import { CHINESE } from "./word-lists.ts";

const FEWEST = 11;
const MOST = 25;

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

const ABOUT = /助记词|助記詞|恢复词|恢復詞|注记词|註記詞|种子|種子|密语|密語|mnemonic|seed phrase|recovery phrase/i;
const ABOUT_REACH = 30;

/** In reading order. */
export function findChinesePhrases(text: string): FoundSecret[] {
  if (!SOME_HAN.test(text)) return [];
  const found: FoundSecret[] = [];
  for (const row of rowsOf(text)) {
    if (row.length < FEWEST) continue;
    if (!mayHold(text, row, hintsOf(row))) continue;
    const scores = scoresOf(text, row);
    const taken = new Uint8Array(row.length);
    const ranges = [...wholeRanges(text, row, scores, taken), ...insideRanges(text, row, scores, taken)];
    for (const [from, to] of ranges) found.push({ kind: "seedPhrase", ...unitsOf(row, from, to) });
  }
  return found;
}

/** Whether the words before it speak of a phrase. */
function isAbout(text: string, start: number): boolean {
  return ABOUT.test(text.slice(Math.max(0, start - ABOUT_REACH), start));
}

/** Whether any part of the row could be enough. */
function mayHold(text: string, row: readonly Character[], hint: readonly number[]): boolean {
  return (
    candidates(text, row, hint).next().value !== undefined || bestRun(hint, ENOUGH_INSIDE_ABOUT, FEWEST - 2) !== null
  );
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
    const run = bestRun(scores.slice(from, to), ENOUGH_INSIDE_ABOUT, FEWEST - 2);
    if (!run) return false;
    if (run.sum >= ENOUGH_INSIDE) return true;
    if (isAbout(text, row[from + run.range[0]]?.start ?? 0)) return true;
    return run.sum >= ENOUGH_INSIDE_WITH_CHECKSUM && holdsChecksum(row.slice(from, to), scores.slice(from, to));
  });
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
