/** The words of automation rules, in both languages. */
import { useT } from "../../i18n/language.tsx";
import type { Widen } from "../../i18n/words.ts";
import { en } from "./rules-words-en.ts";
import { zh } from "./rules-words-zh.ts";

export type RulesWords = Widen<typeof zh>;

export function useRulesWords(): RulesWords {
  return useT().language === "en" ? en : zh;
}
