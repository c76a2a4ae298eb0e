/** Tells a misspelt list word from another word. */
import { SPELT } from "./word-lists.ts";

const SHORTEST = 4;
/** Words that are one letter away from a list word and mean something else. */
const OTHER_WORDS: ReadonlySet<string> = new Set(
  "this that them then they these those here were your mine what when whose into than please thanks does done have been want need said phrases words seeds wallets keys".split(
    " ",
  ),
);

/** True for a word that is no list word but one slip away from an English one: a letter wrong, missing, too many, or two exchanged. */
export function isNear(word: string): boolean {
  if (word.length < SHORTEST || OTHER_WORDS.has(word)) return false;
  const english = SPELT[0];
  if (!english || english.has(word)) return false;
  for (const known of english.keys()) if (isOneSlipAway(word, known)) return true;
  return false;
}

function isOneSlipAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const [left, right] = [a.slice(start, endA), b.slice(start, endB)];
  return left.length + right.length <= 2 && left.length < 2 && right.length < 2
    ? true
    : left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
