/** Tells by counts alone which parts, written over several messages, make a seed phrase. */
/** What is kept of a part: nothing from which a word could be told. */
export interface Counts {
  /** Which word list; `CHINESE_LISTS` for single characters. */
  list: number;
  words: number;
  /** How many words are rare; bits of evidence for Chinese. */
  weight: number;
  /** Words in between that are in no list. */
  strangers: number;
  /** The message holds nothing else. */
  whole: boolean;
}

export interface Part extends Counts {
  start: number;
  end: number;
}

export const CHINESE_LISTS = -1;
const FEWEST_WORDS = 11;
const FEWEST_RARE = 7;
const FEWEST_BITS = 10;

/** Whether parts in a row make a phrase, whole or with one word wrong, missing or added. More of it never makes less. */
export function makePhrase(parts: readonly Counts[]): boolean {
  const sum = (of: (part: Counts) => number) => parts.reduce((total, part) => total + of(part), 0);
  const enough = parts[0]?.list === CHINESE_LISTS ? FEWEST_BITS : FEWEST_RARE;
  return (
    sum((part) => part.words) >= FEWEST_WORDS &&
    sum((part) => part.weight) >= enough &&
    sum((part) => part.strangers) <= 1
  );
}
