/** Finds seed phrases of written-out words, whole or with one word wrong, misspelt, missing or added. */
import type { FoundSecret } from "../../domain/secret.ts";
import { APOSTROPHE, BETWEEN, DIGIT, HAN, kindOf, LETTER } from "./characters.ts";
import { hasRightChecksum, PHRASE_LENGTHS } from "./checksum.ts";
import { EVERYDAY } from "./everyday.ts";
import { isNear } from "./near.ts";
import type { Part } from "./part.ts";
import { foldWord, LISTS_OF, SPELT } from "./word-lists.ts";

/** So many list words in a row are what is left of the shortest phrase that lacks one. */
const FEWEST_WORDS = 11;
/** Of them so many must be words that prose does not live on. */
const FEWEST_RARE = 5;
/** Phrases hardly repeat a word; lists in documents and code do. */
const FEWEST_DISTINCT = 9;
/** Fewer in a row count where hardly one of them is everyday. */
const FEWEST_WORDS_ALL_RARE = 9;
const SHORTEST_PHRASE = 12;
/** A phrase whose checksum is right may consist of everyday words, but hardly of them alone. */
const FEWEST_RARE_WITH_CHECKSUM = 3;
/** Hostile texts could ask for one at each word. */
const MOST_CHECKSUMS = 2_000;
/** Where more is found in a row, nobody looks for the phrase in it. */
const LONGEST_EXACT = 60;
const LONGEST_WORD = 16;
/** Numbers of one or two digits count a phrase's words. */
const LONGEST_ORDINAL = 2;
const ENGLISH = 1;

interface Word {
  start: number;
  end: number;
  /** Folded; empty for what cannot be a word of any list. */
  text: string;
  /** The lists that have it, as bits. */
  lists: number;
  rare: boolean;
}

/** The words of a text, without the numbers that count them. */
function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let index = 0;
  while (index < text.length) {
    const kind = kindOf(text.charCodeAt(index));
    const start = index;
    index += 1;
    if (kind === BETWEEN || kind === APOSTROPHE) continue;
    if (kind === HAN) {
      while (index < text.length && kindOf(text.charCodeAt(index)) === HAN) index += 1;
      words.push({ start, end: index, text: "", lists: 0, rare: false });
      continue;
    }
    if (kind === DIGIT) {
      while (index < text.length && kindOf(text.charCodeAt(index)) === DIGIT) index += 1;
      if (index - start > LONGEST_ORDINAL) words.push({ start, end: index, text: "", lists: 0, rare: false });
      continue;
    }
    while (index < text.length && isInWord(text, index)) index += 1;
    words.push(wordAt(text, start, index));
  }
  return words;
}

/** An apostrophe belongs to a word between its letters only. */
function isInWord(text: string, index: number): boolean {
  const kind = kindOf(text.charCodeAt(index));
  return kind === LETTER || (kind === APOSTROPHE && kindOf(text.charCodeAt(index + 1)) === LETTER);
}

function wordAt(text: string, start: number, end: number): Word {
  if (end - start > LONGEST_WORD) return { start, end, text: "", lists: 0, rare: false };
  const word = foldWord(text.slice(start, end));
  const lists = LISTS_OF.get(word) ?? 0;
  return { start, end, text: word, lists, rare: lists > 0 && !((lists & ENGLISH) > 0 && EVERYDAY.has(word)) };
}

/** In reading order. */
export function findSpeltPhrases(text: string): FoundSecret[] {
  const words = wordsOf(text);
  if (words.length < FEWEST_WORDS_ALL_RARE) return [];
  const found = new Uint8Array(words.length);
  SPELT.forEach((list, index) => markPhrases(words, 1 << index, list, found));
  return rangesOf(words, found);
}

function markPhrases(
  words: readonly Word[],
  list: number,
  numbers: ReadonlyMap<string, number>,
  found: Uint8Array,
): void {
  const listed: number[] = [];
  words.forEach((word, index) => {
    if ((word.lists & list) > 0) listed.push(index);
  });
  if (listed.length < FEWEST_WORDS_ALL_RARE) return;
  const rareBefore = [0];
  for (const index of listed) rareBefore.push((rareBefore.at(-1) ?? 0) + (words[index]?.rare ? 1 : 0));
  const rare = (from: number, count: number) => (rareBefore[from + count] ?? 0) - (rareBefore[from] ?? 0);
  const mark = (from: number, count: number) => found.fill(1, listed[from] ?? 0, (listed[from + count - 1] ?? 0) + 1);
  const strangers = (from: number, count: number) =>
    (listed[from + count - 1] ?? Infinity) - (listed[from] ?? 0) - (count - 1);
  const distinct = (from: number, count: number) =>
    new Set(listed.slice(from, from + count).map((index) => words[index]?.text)).size;
  let checksums = 0;
  for (let from = 0; from < listed.length; from += 1) {
    if (
      strangers(from, FEWEST_WORDS) <= 1 &&
      rare(from, FEWEST_WORDS) >= FEWEST_RARE &&
      distinct(from, FEWEST_WORDS) >= FEWEST_DISTINCT
    )
      mark(from, FEWEST_WORDS);
    else if (
      strangers(from, FEWEST_WORDS_ALL_RARE) === 0 &&
      rare(from, FEWEST_WORDS_ALL_RARE) >= FEWEST_WORDS_ALL_RARE - 1 &&
      distinct(from, FEWEST_WORDS_ALL_RARE) >= FEWEST_WORDS_ALL_RARE - 1
    )
      mark(from, FEWEST_WORDS_ALL_RARE);
    else if (strangers(from, SHORTEST_PHRASE) === 0 && rare(from, SHORTEST_PHRASE) >= FEWEST_RARE_WITH_CHECKSUM) {
      for (const length of PHRASE_LENGTHS) {
        if (strangers(from, length) !== 0 || checksums >= MOST_CHECKSUMS) break;
        checksums += 1;
        const phrase = listed.slice(from, from + length).map((index) => numbers.get(words[index]?.text ?? "") ?? 0);
        if (hasRightChecksum(phrase)) mark(from, length);
      }
    }
  }
}

function rangesOf(words: readonly Word[], found: Uint8Array): FoundSecret[] {
  const ranges: FoundSecret[] = [];
  for (let first = found.indexOf(1); first >= 0;) {
    let after = found.indexOf(0, first);
    if (after < 0) after = words.length;
    ranges.push(exactRange(words, first, after) ?? roughRange(words, first, after));
    first = found.indexOf(1, after);
  }
  return ranges;
}

/** Where a phrase with the right checksum stands among everyday words alone, these are left to read. */
function exactRange(words: readonly Word[], first: number, after: number): FoundSecret | null {
  if (after - first > LONGEST_EXACT) return null;
  const rare = words.slice(first, after).filter((word) => word.rare).length;
  for (const [index, list] of SPELT.entries())
    for (const length of PHRASE_LENGTHS.toReversed())
      for (let from = first; from + length <= after; from += 1) {
        const phrase = words.slice(from, from + length);
        if (phrase.some((word) => (word.lists & (1 << index)) === 0)) continue;
        if (phrase.filter((word) => word.rare).length < rare) continue;
        // Next to it in one row, they may be words of a longer phrase with an error in it.
        if (
          hasList(words[from - 1], index, from > first) ||
          hasList(words[from + length], index, from + length < after)
        )
          continue;
        if (hasRightChecksum(phrase.map((word) => list.get(word.text) ?? 0))) return rangeOf(phrase);
      }
  return null;
}

function hasList(word: Word | undefined, list: number, isInRange: boolean): boolean {
  return isInRange && word !== undefined && (word.lists & (1 << list)) > 0;
}

/** With a misspelt word at either end. */
function roughRange(words: readonly Word[], first: number, after: number): FoundSecret {
  const before = words[first - 1];
  const behind = words[after];
  return rangeOf([
    ...(before && isNear(before.text) ? [before] : []),
    ...words.slice(first, after),
    ...(behind && isNear(behind.text) ? [behind] : []),
  ]);
}

function rangeOf(words: readonly Word[]): FoundSecret {
  return { kind: "seedPhrase", start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0 };
}

const FEWEST_IN_PART = 3;
const FEWEST_RARE_IN_PART = 2;
const MOST_IN_PART = 24;

interface Stretch {
  /** Places of its first and last word. */
  from: number;
  to: number;
  rare: number;
  strangers: number;
}

/** The stretch of list words, with one stranger in it at most, that has the most rare ones. */
export function speltPart(text: string): Part | null {
  const words = wordsOf(text);
  const all = words.reduce((lists, word) => lists | word.lists, 0);
  let found: Part | null = null;
  for (let list = 0; list < SPELT.length; list += 1) {
    if ((all & (1 << list)) === 0) continue;
    for (const { from, to, rare, strangers } of stretchesOf(words, 1 << list)) {
      const count = to - from + 1 - strangers;
      const whole = strangers === 0 && count === words.length;
      const enough = count >= FEWEST_IN_PART && rare >= FEWEST_RARE_IN_PART;
      if (count > MOST_IN_PART || !(whole || enough) || (found && rare <= found.weight)) continue;
      const [first, last] = [words[from], words[to]];
      found = { list, words: count, weight: rare, strangers, whole, start: first?.start ?? 0, end: last?.end ?? 0 };
    }
  }
  return found;
}

/** Each row of list words, and each two with a single stranger between them. */
function stretchesOf(words: readonly Word[], list: number): Stretch[] {
  const rows: Stretch[] = [];
  words.forEach((word, index) => {
    if ((word.lists & list) === 0) return;
    const last = rows.at(-1);
    const rare = word.rare ? 1 : 0;
    if (last?.to === index - 1) {
      last.to = index;
      last.rare += rare;
    } else rows.push({ from: index, to: index, rare, strangers: 0 });
  });
  const joined = rows.flatMap((row, index) => {
    const next = rows[index + 1];
    return next?.from === row.to + 2 ? { from: row.from, to: next.to, rare: row.rare + next.rare, strangers: 1 } : [];
  });
  return [...rows, ...joined];
}
