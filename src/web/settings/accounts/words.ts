/** The words of the accounts' screens, in both languages; loaded with them. */
import { useT } from "../../i18n/language.tsx";
import { en } from "./words-en.ts";
import { type AccountWords, zh } from "./words-zh.ts";

export function useAccountWords(): AccountWords {
  return useT().language === "en" ? en : zh;
}
