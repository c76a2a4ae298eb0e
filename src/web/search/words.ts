/** The words of searching, in the reader's language; loaded with what needs them. */
import { useT } from "../i18n/language.tsx";
import { en } from "./words-en.ts";
import { type SearchWords, zh } from "./words-zh.ts";

export function useSearchWords(): SearchWords {
  return useT().language === "en" ? en : zh;
}
