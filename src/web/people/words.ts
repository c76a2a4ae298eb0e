/** The words of signing in and of the team, in both languages; loaded with their screens. */
import { useT } from "../i18n/language.tsx";
import type { Widen } from "../i18n/words.ts";
import { en } from "./words-en.ts";
import { zh } from "./words-zh.ts";

export type PeopleWords = Widen<typeof zh>;

export function usePeopleWords(): PeopleWords {
  return useT().language === "en" ? en : zh;
}
