/** Displayed names: anybody can choose one, so they prove nothing, and some pretend. */
import { skeleton } from "../poses.ts";
import { coresOf } from "./generic.ts";
import { likeness, type Read } from "./likeness.ts";

const SHORTEST_HAN = 2;
const SHORTEST_LATIN = 6;

/** What of a contact's name nobody else would have in theirs: its Han without the words of every brand, and its Latin letters as a whole. */
export function nameWords(name: string): string[] {
  const looks = skeleton(name);
  const han = (looks.match(/\p{Script=Han}+/gu) ?? []).map((run) => coresOf(run)[0]?.word ?? "");
  const latin = looks.replaceAll(/\p{Script=Han}/gu, "");
  return [
    ...han.filter((word) => word.length >= SHORTEST_HAN),
    ...(latin.length >= SHORTEST_LATIN && coresOf(latin)[0]?.word !== "" ? [latin] : []),
  ];
}

/** Whether a displayed name is exactly one of ours, pretends to be, or neither. */
export function nameLikeness(
  theirs: Read,
  ours: { name: Read; words: string[]; marks: Read[] },
): "exact" | "poses" | null {
  if (theirs.looks === "") return null;
  if (theirs.looks === ours.name.looks || isMadeOf(theirs.looks, ours.words)) return "exact";
  if (ours.words.some((word) => theirs.looks.includes(word))) return "poses";
  return ours.marks.some((mark) => likeness(theirs, mark) !== null) ? "poses" : null;
}

function isMadeOf(looks: string, words: readonly string[]): boolean {
  return words.reduce((rest, word) => rest.replace(word, ""), looks) === "";
}
