/** Finds runs of words that a draft shares with what somebody wrote: who searches for them finds the original. Pure. */
import { exactDates } from "../../domain/redaction/dates.ts";
import { withoutStandIns } from "../../domain/redaction/removals.ts";
import { fold, sourceSpan } from "../guard/fold.ts";
import type { Around } from "./around.ts";
import { findPersonal } from "./find.ts";
import type { Range } from "./reading.ts";

/** So many words in a row are somebody's sentence. */
export const VERBATIM_WORDS = 8;

/**
 * Chinese is written without spaces, and where a word ends is a matter of opinion and of the dictionary's version. So characters count: a Chinese word has
 * one and a half of them on average, eight words are twelve characters. In thirds of a word: a Latin word or a number is 3, a character 2.
 */
const THIRDS_OF_A_WORD = 3;
const THIRDS_OF_A_CHARACTER = 2;
const ENOUGH = VERBATIM_WORDS * THIRDS_OF_A_WORD;

/** Scripts that put no spaces between words. */
const UNSPACED = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;
const UNIT = new RegExp(String.raw`${UNSPACED}|(?:(?!${UNSPACED})[\p{L}\p{N}])+(?:'(?:(?!${UNSPACED})\p{L})+)*`, "gu");
const ONE_CHARACTER = new RegExp(`^${UNSPACED}$`, "u");

interface Unit extends Range {
  word: string;
  thirds: number;
}

/**
 * Half-open ranges of the draft, in order and apart, that say eight words or more as one of the sources does. Case, punctuation, look-alike letters and traditional
 * characters make no difference; stand-ins are passed over together with what they stand for.
 */
export function verbatimRuns(draft: string, sources: readonly string[], around: Around): Range[] {
  const known = new Set(
    sources.flatMap((source) => windows(unitsOf(withoutPersonal(source, around))).map(({ key }) => key)),
  );
  const runs: Range[] = [];
  for (const { key, start, end } of windows(unitsOf(withoutStandIns(draft)))) {
    if (!known.has(key)) continue;
    const last = runs.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else runs.push({ start, end });
  }
  return runs;
}

/** As `redactDraft` leaves it, so that what it changed breaks no run. */
function withoutPersonal(source: string, around: Around): string {
  let text = source.normalize("NFC");
  const language = /\p{Script=Han}/u.test(text) ? "zh" : "en";
  for (const { start, end, coarse } of exactDates(text, language).toReversed())
    text = text.slice(0, start) + coarse + text.slice(end);
  for (const { start, end } of findPersonal(text, around))
    text = text.slice(0, start) + " ".repeat(end - start) + text.slice(end);
  return withoutStandIns(text);
}

function unitsOf(text: string): Unit[] {
  const folded = fold(text);
  return [...folded.text.matchAll(UNIT)].map(({ 0: word, index }) => ({
    word,
    thirds: ONE_CHARACTER.test(word) ? THIRDS_OF_A_CHARACTER : THIRDS_OF_A_WORD,
    ...sourceSpan(folded, index, index + word.length),
  }));
}

/** From each unit the shortest row that is long enough: any shared run begins with one. */
function windows(units: readonly Unit[]): (Range & { key: string })[] {
  const found: (Range & { key: string })[] = [];
  let thirds = 0;
  let end = 0;
  for (const [start, first] of units.entries()) {
    while (end < units.length && thirds < ENOUGH) {
      thirds += units[end]?.thirds ?? 0;
      end += 1;
    }
    const last = units[end - 1];
    if (thirds < ENOUGH || !last) break;
    found.push({
      start: first.start,
      end: last.end,
      key: units
        .slice(start, end)
        .map(({ word }) => word)
        .join(" "),
    });
    thirds -= first.thirds;
  }
  return found;
}
