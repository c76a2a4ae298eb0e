/** The words of the official contacts and of the public site's settings, in both languages; loaded with their screens. */
import { useT } from "../../i18n/language.tsx";
import { en } from "./words-en.ts";
import { type PublicWords, zh } from "./words-zh.ts";

export function usePublicWords(): PublicWords {
  return useT().language === "en" ? en : zh;
}
