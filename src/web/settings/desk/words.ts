/** The words of approvals, links, jobs and set-aside input, in both languages; loaded with their screens. */
import { useT } from "../../i18n/language.tsx";
import { en } from "./words-en.ts";
import { type DeskWords, zh } from "./words-zh.ts";

export function useDeskWords(): DeskWords {
  return useT().language === "en" ? en : zh;
}
