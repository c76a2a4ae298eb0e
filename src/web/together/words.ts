/** The words of working together, in both languages; loaded with its parts. */
import { useT } from "../i18n/language.tsx";
import type { Widen } from "../i18n/words.ts";
import { en } from "./words-en.ts";
import { zh } from "./words-zh.ts";

export type TogetherWords = Widen<typeof zh>;

export function useTogetherWords(): TogetherWords {
  return useT().language === "en" ? en : zh;
}
