/** The words of these screens, in both languages; loaded with them. */
import { useT } from "../../i18n/language.tsx";
import { en } from "./words-en.ts";
import { type TimeWords, zh } from "./words-zh.ts";

export function useTimeWords(): TimeWords {
  return useT().language === "en" ? en : zh;
}
