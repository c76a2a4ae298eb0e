/** The words of posts and comments, in both languages; loaded with them. */
import { useT } from "../../i18n/language.tsx";
import { en } from "./words-en.ts";
import { type PostWords, zh } from "./words-zh.ts";

export function usePostWords(): PostWords {
  return useT().language === "en" ? en : zh;
}
