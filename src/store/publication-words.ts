/** What a Latin word of a page is also found by: its stem, and its skeleton, which most slips of the finger leave as it is. */
import { LONGEST_WORD, runs } from "./search-words.ts";

const SHORTEST_STEMMED = 4;
const SHORTEST_SKELETON = 3;
const DOUBLED = /([bdgklmnprt])\1$/u;

/** Without the common endings: locked, locking and locks are all lock. Rough on purpose: both sides are cut alike. */
export function stemOf(word: string): string {
  if (word.length < SHORTEST_STEMMED || !/^[a-z]+$/u.test(word)) return word;
  for (const [ending, instead, least] of ENDINGS)
    if (word.endsWith(ending) && word.length - ending.length >= least) {
      const cut = `${word.slice(0, -ending.length)}${instead}`;
      return (ending === "ing" || ending === "ed" ? cut.replace(DOUBLED, "$1") : cut).replace(/e$/u, "");
    }
  return word.replace(/e$/u, "");
}

/** Ending, what stands for it, and the fewest letters before it. The longest fitting comes first. */
const ENDINGS: [string, string, number][] = [
  ["ations", "", 4],
  ["ation", "", 4],
  ["ement", "", 4],
  ["tions", "t", 3],
  ["tion", "t", 3],
  ["ings", "", 3],
  ["ing", "", 3],
  ["ies", "y", 2],
  ["ied", "y", 2],
  ["ely", "", 3],
  ["ed", "", 3],
  ["es", "", 3],
  ["ss", "ss", 1],
  ["us", "us", 1],
  ["is", "is", 1],
  ["s", "", 3],
];

/** First letter and consonants, doubled ones once: acount and account, recieve and receive, walelt and wallet. Null where too little is left. */
export function skeletonOf(stem: string): string | null {
  if (!/^[a-z]{4,}$/u.test(stem)) return null;
  const bones = `${stem.charAt(0)}${stem.slice(1).replace(/[aeiouy]/gu, "")}`.replace(/(.)\1+/gu, "$1");
  return bones.length < SHORTEST_SKELETON ? null : bones;
}

/** As the column `hints` holds it; the digit keeps stems and skeletons apart. */
export const stemHint = (stem: string) => `0${stem}`;
export const skeletonHint = (skeleton: string) => `1${skeleton}`;
/** What stands in the title or the question. */
export const headHint = (hint: string) => `h${hint}`;

/** What the column `hints` holds for a page. */
export function hintWords({ head, body }: { head: readonly string[]; body: readonly string[] }): string {
  const ofHead = hintsOf(head);
  return [...ofHead.map(headHint), ...new Set([...ofHead, ...hintsOf(body)])].join(" ");
}

function hintsOf(texts: readonly string[]): string[] {
  const hints = new Set<string>();
  for (const text of texts)
    for (const { han, chars } of runs(text)) {
      if (han) continue;
      const stem = stemOf(chars.slice(0, LONGEST_WORD));
      hints.add(stemHint(stem));
      const skeleton = skeletonOf(stem);
      if (skeleton !== null) hints.add(skeletonHint(skeleton));
    }
  return [...hints];
}
