/** When a slash in the reply box asks for a canned answer, and which answers fit best. Pure. */
import { textFor } from "../../domain/answer-text.ts";
import type { Answer } from "./calls.ts";

export interface Slash {
  /** Where the slash stands, UTF-16. */
  start: number;
  /** What follows it, up to the caret. */
  query: string;
}

/** At the start of the text, a line or a word only: not in an address, a date or “and/or”. */
const ASKED = /(?:^|\s)\/([\p{L}\p{N}_-]{0,40})$/u;

/** Null: the caret stands behind no such slash. */
export function slashAt(text: string, caret: number): Slash | null {
  const query = ASKED.exec(text.slice(0, caret))?.[1];
  return query === undefined ? null : { start: caret - query.length - 1, query };
}

const fold = (text: string) => text.normalize("NFKC").toLowerCase();

/** Best first: by name, then title, then the words of both languages; among equals what is used most. */
export function rankAnswers(answers: readonly Answer[], query: string): Answer[] {
  const wanted = fold(query);
  return answers
    .map((answer) => ({ answer, score: scoreOf(answer, wanted) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || b.answer.uses - a.answer.uses || (a.answer.name < b.answer.name ? -1 : 1))
    .map(({ answer }) => answer);
}

function scoreOf({ name, title, folder, texts }: Answer, wanted: string): number {
  if (wanted === "" || fold(name).startsWith(wanted)) return 6;
  if (fold(name).includes(wanted)) return 5;
  if (fold(title).includes(wanted)) return 4;
  if (fold(folder).includes(wanted)) return 3;
  if (Object.values(texts).some((text) => fold(text ?? "").includes(wanted))) return 2;
  return isSpread(fold(name), wanted) ? 1 : 0;
}

/** Whether the letters occur in this order: `lkd` in `locked`. */
function isSpread(name: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

interface Place {
  accountId: string;
  platform: Answer["platforms"][number];
  kind: "direct" | "public";
}

/** Those that may be said there: a text for private use is not offered in public. */
export function offeredIn(answers: readonly Answer[], { accountId, platform, kind }: Place): Answer[] {
  return answers.filter(
    (one) =>
      (one.accountIds.length === 0 || one.accountIds.includes(accountId)) &&
      (one.platforms.length === 0 || one.platforms.includes(platform)) &&
      (one.visibility === null || one.visibility === kind) &&
      textFor(one.texts, null) !== null,
  );
}
