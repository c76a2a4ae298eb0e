/** The words of public answers, in both languages; loaded with their screens. */
import { useT } from "../i18n/language.tsx";
import { en } from "./words-en.ts";
import { type PublishWords, zh } from "./words-zh.ts";

export function usePublishWords(): PublishWords {
  return useT().language === "en" ? en : zh;
}
