/** Finds English seed phrases whose words were run together without a space. */
import type { FoundSecret } from "../../domain/secret.ts";
import { PHRASE_LENGTHS } from "./checksum.ts";
import { SPELT } from "./word-lists.ts";

/** From 12 words of 3 letters to 24 of 8; nothing else of that length consists of list words alone. */
const RUN = /(?<![a-z])[a-z]{36,192}(?![a-z])/gi;
const SHORTEST_WORD = 3;
const LONGEST_WORD = 8;
const WHOLE = PHRASE_LENGTHS.reduce((bits, length) => bits | (1 << length), 0);

/** In reading order. */
export function findGluedPhrases(text: string): FoundSecret[] {
  return [...text.matchAll(RUN)]
    .filter(({ 0: run }) => isPhrase(run.toLowerCase()))
    .map(({ 0: run, index }) => ({ kind: "seedPhrase", start: index, end: index + run.length }));
}

/** Bit n at an offset: what stands before can be read as n words. */
function isPhrase(run: string): boolean {
  const [english] = SPELT;
  const counts = new Int32Array(run.length + 1);
  counts[0] = 1;
  for (let at = 0; at < run.length; at += 1) {
    const before = counts[at] ?? 0;
    if (before === 0) continue;
    for (let length = SHORTEST_WORD; length <= LONGEST_WORD && at + length <= run.length; length += 1)
      if (english?.has(run.slice(at, at + length))) counts[at + length] = (counts[at + length] ?? 0) | (before << 1);
  }
  return ((counts[run.length] ?? 0) & WHOLE) !== 0;
}
