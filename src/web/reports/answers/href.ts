/** What the report on public answers asks the API, and where its file is. */
import type { AnswerSort, ReportSearch } from "../range.ts";

export interface AnswersQuery {
  from: string;
  to: string;
  language?: "zh" | "en";
  kind?: "thread" | "faq";
  sort: AnswerSort;
}

export function answersQueryOf(
  days: { from: string; to: string },
  { language, kind, sort = "views" }: ReportSearch,
): AnswersQuery {
  return { ...days, sort, ...(language === undefined ? {} : { language }), ...(kind === undefined ? {} : { kind }) };
}

export function answersCsvHref(days: { from: string; to: string }, search: ReportSearch): string {
  return `/api/reports/publications/csv?${new URLSearchParams({ ...answersQueryOf(days, search) }).toString()}`;
}
