/** The words of sorting, filtering and saving lists, in both languages; loaded with it. */
import { useT } from "../../i18n/language.tsx";
import { en } from "./words-en.ts";
import { type ToolWords, zh } from "./words-zh.ts";

export function useToolWords(): ToolWords {
  return useT().language === "en" ? en : zh;
}
