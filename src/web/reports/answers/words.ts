/** The words of the report on public answers, in both languages; loaded with it. */
import { useT } from "../../i18n/language.tsx";
import { en } from "./words-en.ts";
import { type AnswersReportWords, zh } from "./words-zh.ts";

export function useAnswersReportWords(): AnswersReportWords {
  return useT().language === "en" ? en : zh;
}
