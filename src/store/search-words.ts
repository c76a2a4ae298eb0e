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
const LONGEST_WORD = 64;

function fold(text: string): string {
  let folded = "";
  for (const char of text.normalize("NFKC").toLowerCase()) folded += simplified(char);
  return folded;
}

/** Splits a Latin run where Han begins: the Latin class matches letters of every script. */
function* runs(text: string): Generator<{ han: boolean; chars: string }> {
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
const SHORTEST_BEGINNING = 2;

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
