/** The words of a page as somebody types them: bounded, NFC, and with secrets masked before they are kept. */
import { ProblemError } from "../../domain/problem.ts";
import { maskWords } from "../../trust/mask.ts";

export const TITLE_LENGTH = 120;

/** UTF-16 units. */
export const WORDS_LENGTH = {
  title: TITLE_LENGTH,
  question: 4_000,
  answer: 20_000,
  appliesTo: 120,
  byline: 60,
} as const;
export type WordsField = keyof typeof WORDS_LENGTH;

/** Which fields are one line. */
const LINES: readonly WordsField[] = ["title", "appliesTo", "byline"];

/** Throws ProblemError `invalid` naming the field where it is too long. */
export function cleanWords(field: WordsField, given: string): string {
  const normal = given.normalize("NFC").replaceAll(/\r\n?/g, "\n");
  const trimmed = (LINES.includes(field) ? normal.replaceAll(/\s+/g, " ") : normal).trim();
  const { text } = maskWords({ text: trimmed, spans: [] }, "leaveUndecided");
  if (text.length > WORDS_LENGTH[field])
    throw new ProblemError("invalid", `At most ${WORDS_LENGTH[field]} characters; this has ${text.length}.`, { field });
  return text;
}
