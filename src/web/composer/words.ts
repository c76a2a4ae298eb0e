/** The words of the reply box, in both languages; loaded with it. */
import { useT } from "../i18n/language.tsx";
import type { Widen } from "../i18n/words.ts";
import { en } from "./words-en.ts";
import { zh } from "./words-zh.ts";

export type ComposerWords = Widen<typeof zh>;

export function useComposerWords(): ComposerWords {
  return useT().language === "en" ? en : zh;
}
