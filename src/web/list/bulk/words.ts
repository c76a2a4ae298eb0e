/** The words of acting on several conversations, in both languages; loaded with it. */
import { useT } from "../../i18n/language.tsx";
import { en } from "./words-en.ts";
import { type BulkWords, zh } from "./words-zh.ts";

export function useBulkWords(): BulkWords {
  return useT().language === "en" ? en : zh;
}
