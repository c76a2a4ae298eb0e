/** The words of working together, in both languages; loaded with its parts. */
import { useT } from "../i18n/language.tsx";
import { en } from "./words-en.ts";
import { type TogetherWords, zh } from "./words-zh.ts";

export function useTogetherWords(): TogetherWords {
  return useT().language === "en" ? en : zh;
}
