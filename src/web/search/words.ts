/** The words of searching, in both languages; loaded with what needs them. */
import { useT } from "../i18n/language.tsx";
import type { Widen } from "../i18n/words.ts";
import { en } from "./words-en.ts";
import { zh } from "./words-zh.ts";

export type SearchWords = Widen<typeof zh>;

export function useSearchWords(): SearchWords {
  return useT().language === "en" ? en : zh;
}
