/** The words of the panel beside the conversation, in both languages; loaded with it. */
import { useT } from "../i18n/language.tsx";
import type { Widen } from "../i18n/words.ts";
import { en } from "./words-en.ts";
import { zh } from "./words-zh.ts";

export type ContextWords = Widen<typeof zh>;

export function useContextWords(): ContextWords {
  return useT().language === "en" ? en : zh;
}
