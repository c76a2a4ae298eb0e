/** Says how one name is like another, the way a person who looks quickly would mistake them. */
import { skeleton } from "../poses.ts";
import { distance } from "./align.ts";
import { type Core, coresOf } from "./generic.ts";
import { withoutInvisible } from "./paste.ts";

export type Likeness = "same" | "invisible" | "lookalike" | "separators" | "letters" | "added";

/** A name with what is asked of it each time, made once. */
export interface Read {
  raw: string;
  shown: string;
  bare: string;
  /** Letter for letter as they look, and with letters that run into one. */
  letters: string;
  looks: string;
  cores: Core[];
}

/** Longer names are no handles; what follows is not looked at. */
const MOST_READ = 64;
/** A name this long is rarely part of another word by chance. */
const TELLING = 6;

export function read(name: string): Read {
  const raw = Array.from(name).slice(0, MOST_READ).join("");
  const shown = withoutInvisible(raw).toLowerCase();
  const letters = skeleton(shown);
  return {
    raw,
    shown,
    bare: shown.replaceAll(/[._-]/g, ""),
    letters,
    // `rn` is read as `m`.
    looks: letters.replaceAll("rn", "m").replaceAll("vv", "w").replaceAll("ci", "d"),
    cores: coresOf(withoutInvisible(raw)),
  };
}

/** How `theirs` is like `ours`; null: it is not. */
export function likeness(theirs: Read, ours: Read): Likeness | null {
  if (theirs.raw.toLowerCase() === ours.raw.toLowerCase()) return "same";
  if (theirs.looks === "" || ours.looks === "") return null;
  if (theirs.shown === ours.shown) return "invisible";
  // A sign in the middle of few letters makes two words of them.
  if (ours.looks.length > 4 && theirs.bare === ours.bare) return "separators";
  if (theirs.looks === ours.looks && theirs.bare !== ours.bare) return "lookalike";
  if (isNear(theirs, ours)) return "letters";
  if (ours.looks.length >= TELLING && theirs.looks.includes(ours.looks)) return "added";
  return sharesCore(theirs, ours) ? "added" : null;
}

/** The shorter the name, the more a letter counts: every name of four letters is one letter away from many. */
function isNear(theirs: Read, ours: Read): boolean {
  const { length } = ours.letters;
  if (length < 5) return isSlip(theirs.letters, ours.letters);
  const most = length >= 9 ? 2 : 1;
  const apart = distance(theirs.letters, ours.letters, most);
  if (apart < 2 || apart > most) return apart < 2;
  // Two letters off: not where these are most of what is the brand's own, as in `gogowallet`.
  const [own, other] = [ours.cores[0], theirs.cores[0]];
  return !(own?.had === true && other?.had === true && distance(other.word, own.word, 1) > 1);
}

/** The same letters in another order, or one of them twice. */
function isSlip(theirs: string, ours: string): boolean {
  if (ours.length < 3 || theirs === ours || theirs.length > 2 * ours.length) return false;
  const once = (text: string) => text.replaceAll(/(.)\1/gu, "$1");
  const sorted = (text: string) => Array.from(text).sort().join("");
  return once(theirs) === once(ours) || (sorted(theirs) === sorted(ours) && distance(theirs, ours, 1) === 1);
}

/** What is the brand's own in the name, with words around it that anybody could add. */
function sharesCore(theirs: Read, ours: Read): boolean {
  return theirs.cores.some(
    ({ word, had }) =>
      had &&
      word.length >= 2 &&
      ours.cores.some((one) => one.word === word || (one.word.length >= 4 && isSlip(word, one.word))),
  );
}
