/** Turns text into the words of the search index: Latin words whole, each run of Han as overlapping pairs. */
import TSCharacters from "opencc-js/dict/TSCharacters";

/** Traditional to simplified, character by character, so that a query and a text always fold alike. 帐 is the common miswriting of 账. */
const SIMPLIFIED = new Map<string, string>([["帐", "账"]]);
for (const entry of TSCharacters.split("|")) {
  const [traditional, simplified] = entry.split(" ");
  if (traditional && simplified) SIMPLIFIED.set(traditional, simplified === "帐" ? "账" : simplified);
}

/** One character, simplified; anything else as it is. */
export function simplified(char: string): string {
  return SIMPLIFIED.get(char) ?? char;
}

const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const RUN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+|[\p{L}\p{N}\p{M}]+/gu;
/** A longer run without a break (base64, a hostile paste) is indexed by its start alone. */
export const LONGEST_WORD = 64;

/** As the index sees it: compatible forms, case, and traditional characters are one. */
export function fold(text: string): string {
  let folded = "";
  for (const char of text.normalize("NFKC").toLowerCase()) folded += simplified(char);
  return folded;
}

export function isHan(text: string): boolean {
  return HAN.test(text);
}

/** Splits a Latin run where Han begins: the Latin class matches letters of every script. */
export function* runs(text: string): Generator<{ han: boolean; chars: string }> {
  for (const [run] of fold(text).matchAll(RUN)) {
    let part = "";
    let partIsHan = false;
    for (const char of run) {
      const han = HAN.test(char);
      if (part && han !== partIsHan) {
        yield { han: partIsHan, chars: part };
        part = "";
      }
      part += char;
      partIsHan = han;
    }
    if (part) yield { han: partIsHan, chars: part };
  }
}

/** What is stored in the index for a text. */
export function indexWords(text: string): string {
  const words: string[] = [];
  for (const { han, chars } of runs(text)) {
    if (!han) {
      words.push(chars.slice(0, LONGEST_WORD));
      continue;
    }
    const units = Array.from(chars);
    for (let i = 0; i + 1 < units.length; i += 1) words.push(`${units[i]}${units[i + 1]}`);
    words.push(units.at(-1) ?? "");
  }
  return words.join(" ");
}

/** A shorter beginning of a word would stand for a large part of all words. */
export const SHORTEST_BEGINNING = 2;

/** The FTS5 query for what a person typed; null where nothing in it can be searched. All parts must occur; the last Latin word may be unfinished. */
export function searchQuery(text: string): string | null {
  const all = [...runs(text)];
  const last = all.findLastIndex(({ han }) => !han);
  const parts = all.map(({ han, chars }, index) => {
    const units = Array.from(chars);
    if (!han)
      return `"${chars.slice(0, LONGEST_WORD)}"${index === last && units.length >= SHORTEST_BEGINNING ? "*" : ""}`;
    // A character alone is the beginning of every pair that it opens.
    if (units.length === 1) return `"${chars}"*`;
    const pairs = units.slice(0, -1).map((unit, i) => `${unit}${units[i + 1]}`);
    return `"${pairs.join(" ")}"`;
  });
  return parts.length > 0 ? parts.join(" AND ") : null;
}

/** The FTS5 query for words that stand together in this order; null where there are none. */
export function phraseQuery(text: string): string | null {
  const all = [...runs(text)];
  if (all.length < 2) return all.length === 0 ? null : exactRun(text);
  const words = all.flatMap(({ han, chars }, index) => {
    if (!han) return [chars.slice(0, LONGEST_WORD)];
    const units = Array.from(chars);
    const pairs = units.slice(0, -1).map((unit, i) => `${unit}${units[i + 1]}`);
    // The last character alone stands in the index where its run ends, as it must before the next word.
    return index < all.length - 1 || pairs.length === 0 ? [...pairs, units.at(-1) ?? ""] : pairs;
  });
  const last = all.at(-1);
  const unfinished = last?.han === true && Array.from(last.chars).length === 1;
  return `"${words.join(" ")}"${unfinished ? "*" : ""}`;
}

/** One word, finished. */
function exactRun(text: string): string | null {
  const query = searchQuery(text);
  const isHan = HAN.test(fold(text).match(RUN)?.[0] ?? "");
  return isHan ? query : (query?.replace(/\*$/, "") ?? null);
}
