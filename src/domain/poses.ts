/** Tells names that look like the brand's own, letters of other scripts and digits for letters included. */
import { ENCLOSED, LEET, LOOKALIKES } from "./letters.ts";

const SHORTEST_LATIN = 4;
const SHORTEST_HAN = 2;

interface Named {
  name: string;
  handle: string | null;
}

/** Whether somebody's name or handle holds a name of the brand, as a quick reader sees it. Ask only of people who are not ours. */
export function posesAs(person: Named, brand: Named): boolean {
  const shown = [person.name, person.handle ?? ""].map(skeleton);
  return wordsOf(brand).some((word) => shown.some((text) => text.includes(word)));
}

/** The handle, and of the name what stands in one script: `波宝` and `bobowallet` of `波宝 Bobo Wallet`. */
function wordsOf({ name, handle }: Named): string[] {
  const folded = skeleton(name);
  const han = folded.match(/\p{Script=Han}+/gu) ?? [];
  const latin = folded.match(/[a-z0-9]+/g) ?? [];
  return [
    ...han.filter((word) => word.length >= SHORTEST_HAN),
    ...[...latin, skeleton(handle ?? "")].filter((word) => word.length >= SHORTEST_LATIN),
  ];
}

/** Letters in boxes that NFKD leaves alone. */
const BOXED = /[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u{1f1e6}-\u{1f1ff}]/gu;

function unboxed(char: string): string {
  const point = char.codePointAt(0) ?? 0;
  const row = ENCLOSED.find((first) => point >= first && point < first + 26);
  return row === undefined ? char : String.fromCodePoint(97 + point - row);
}

/** Letters and digits as they look: lower case, without marks, plain Latin for look-alikes. */
export function skeleton(text: string): string {
  const letters = Array.from(
    text.replace(BOXED, unboxed).normalize("NFKD").toLowerCase(),
    (char) => LOOKALIKES.get(char) ?? LEET.get(char) ?? char,
  );
  // What a small l and a capital I look like is one thing.
  return letters
    .join("")
    .replaceAll(/[^\p{L}\p{N}]/gu, "")
    .replaceAll("l", "i");
}

/** What somebody of a team calls themselves, in any company. */
const OFFICES = [
  ..."official support helpdesk customerservice customercare admin moderator staff"
    .split(" ")
    .map((word) => skeleton(word)),
  ..."客服 官方 管理员 专员 人工服务 技术支持".split(" "),
];

/** Whether a name says that somebody is of a team, whichever. */
export function posesAsOffice(name: string): boolean {
  const shown = skeleton(name);
  return OFFICES.some((word) => shown.includes(word));
}
