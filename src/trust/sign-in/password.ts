/** Which passwords are taken: long ones that are not among the first that anybody would guess. */
import { ProblemError } from "../../domain/problem.ts";
import { COMMON_PASSWORDS } from "./common-passwords.ts";

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 128;

const RUNS = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "qwertyuiopasdfghjklzxcvbnm",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
];

/** Throws ProblemError `invalid` on the field, saying what to choose instead. Nothing is trimmed or changed. */
export function refuseWeakPassword(password: string, own: { email: string; name: string }, field = "password"): void {
  const length = Array.from(password).length;
  if (length < SHORTEST_PASSWORD)
    refuse(field, `Choose at least ${SHORTEST_PASSWORD} characters. Four unrelated words do well.`);
  if (length > LONGEST_PASSWORD) refuse(field, `Choose at most ${LONGEST_PASSWORD} characters.`);
  const text = password.normalize("NFKC").toLowerCase().replaceAll(/\s/g, "");
  const word = folded(text);
  if (COMMON_PASSWORDS.has(word) || isRepeated(text) || isRepeated(word) || isRun(text))
    refuse(field, "This is one of the first that anybody would try. Choose something else.");
  const names = [own.email.split("@")[0] ?? "", ...own.name.split(" ")].map(folded).filter((name) => name.length > 2);
  if (names.some((name) => isRepeated(word.replaceAll(name, "")) || word === name))
    refuse(field, "This is mostly your own name. Choose something else.");
}

function refuse(field: string, message: string): never {
  throw new ProblemError("invalid", message, { field, extra: { reason: "weak-password" } });
}

/** `P@ssw0rd 2024!` is `password`: signs around it and letters that look alike add nothing. */
function folded(text: string): string {
  const letters: Record<string, string> = { "@": "a", "0": "o", $: "s", "3": "e", "1": "l" };
  return text
    .toLowerCase()
    .replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, "")
    .replaceAll(/[@0$31]/g, (char) => letters[char] ?? char)
    .replaceAll(/[\s._-]/g, "");
}

/** `aaaaaaaaaaaa`, `abcabcabcabc`, and nothing at all. */
function isRepeated(text: string): boolean {
  return text === "" || /^(.+?)\1+$/.test(text);
}

/** Neighbours all along, up or down, of the alphabet, the digits or the keyboard. */
function isRun(text: string): boolean {
  return RUNS.some(
    (run) =>
      (run + run).includes(text) ||
      Array.from(run + run)
        .toReversed()
        .join("")
        .includes(text),
  );
}
