/** The official BIP-39 lists, as tables that are quick to look words up in. */
import { wordlist as czech } from "@scure/bip39/wordlists/czech.js";
import { wordlist as english } from "@scure/bip39/wordlists/english.js";
import { wordlist as french } from "@scure/bip39/wordlists/french.js";
import { wordlist as italian } from "@scure/bip39/wordlists/italian.js";
import { wordlist as japanese } from "@scure/bip39/wordlists/japanese.js";
import { wordlist as korean } from "@scure/bip39/wordlists/korean.js";
import { wordlist as portuguese } from "@scure/bip39/wordlists/portuguese.js";
import { wordlist as simplifiedChinese } from "@scure/bip39/wordlists/simplified-chinese.js";
import { wordlist as spanish } from "@scure/bip39/wordlists/spanish.js";
import { wordlist as traditionalChinese } from "@scure/bip39/wordlists/traditional-chinese.js";

/** From a folded word to its number in the list, which the checksum is made of. */
export type WordList = ReadonlyMap<string, number>;

/** People leave accents out. The marks of kana stay: they make other words. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  // oxlint-disable-next-line no-control-regex -- ASCII needs no folding
  return /^[\u0000-\u007f]*$/.test(lower)
    ? lower
    : lower
        .normalize("NFKD")
        .replaceAll(/[\u0300-\u036f]/g, "")
        .normalize("NFC");
}

const numbered = (words: readonly string[]): WordList => new Map(words.map((word, index) => [foldWord(word), index]));

/** English first: it decides where a word is in several. */
export const SPELT: readonly WordList[] = [english, spanish, french, italian, portuguese, czech, japanese, korean].map(
  numbered,
);

/** Lists of single characters, the most used ones first. */
export const CHINESE: readonly WordList[] = [simplifiedChinese, traditionalChinese].map(numbered);

/** In which of the `SPELT` lists a folded word is, as bits. */
export const LISTS_OF: ReadonlyMap<string, number> = (() => {
  const bits = new Map<string, number>();
  SPELT.forEach((list, index) => {
    for (const word of list.keys()) bits.set(word, (bits.get(word) ?? 0) | (1 << index));
  });
  return bits;
})();
