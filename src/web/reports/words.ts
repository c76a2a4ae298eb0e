/** The words of the reports, in both languages; loaded with their screen. */
import { useT } from "../i18n/language.tsx";
import { en } from "./words-en.ts";
import { type ReportWords, zh } from "./words-zh.ts";

export function useReportWords(): ReportWords {
  return useT().language === "en" ? en : zh;
}
