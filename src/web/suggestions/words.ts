/** The words of suggested answers, in both languages; loaded with them. */
import { useT } from "../i18n/language.tsx";
import type { Widen } from "../i18n/words.ts";
import { en } from "./words-en.ts";
import { zh } from "./words-zh.ts";

export type SuggestionWords = Widen<typeof zh>;

export function useSuggestionWords(): SuggestionWords {
  return useT().language === "en" ? en : zh;
}
