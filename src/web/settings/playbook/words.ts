/** The words of labels, canned answers, macros and rules in the settings. */
import { useT } from "../../i18n/language.tsx";
import type { Widen } from "../../i18n/words.ts";
import { en } from "./words-en.ts";
import { zh } from "./words-zh.ts";

export type PlaybookWords = Widen<typeof zh>;

export function usePlaybookWords(): PlaybookWords {
  return useT().language === "en" ? en : zh;
}
