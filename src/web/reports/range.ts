/** The period and filter of a report, as its address has them, and what the API is asked. */
import type { Query } from "./calls.ts";

export const RANGES = ["today", "week", "month", "quarter", "custom"] as const;
export type Range = (typeof RANGES)[number];

const DAYS: Record<Exclude<Range, "custom">, number> = { today: 1, week: 7, month: 28, quarter: 90 };
const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

/** What the report on public answers can be ordered by; the API's names. */
export const ANSWER_SORTS = ["views", "helped", "unhelped", "same", "asked", "used"] as const;
export type AnswerSort = (typeof ANSWER_SORTS)[number];

/** What stands in the address. */
export interface ReportSearch {
  /** Absent: the team's work. */
  tab?: "answers" | undefined;
  language?: "zh" | "en" | undefined;
  kind?: "thread" | "faq" | undefined;
  sort?: AnswerSort | undefined;
  range?: Range | undefined;
  from?: string | undefined;
  to?: string | undefined;
  account?: string | undefined;
  where?: "private" | "public" | undefined;
  /** An agent, label or topic. */
  by?: string | undefined;
}

const isDay = (value: unknown): value is string => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
const isId = (value: unknown, prefixes: string): value is string =>
  typeof value === "string" && new RegExp(`^(${prefixes})_\\d+$`).test(value);

export function parseReportSearch(given: Record<string, unknown>): ReportSearch {
  const { tab, language, kind, sort, range, from, to, account, where, by } = given;
  return {
    tab: tab === "answers" ? tab : undefined,
    language: language === "zh" || language === "en" ? language : undefined,
    kind: kind === "thread" || kind === "faq" ? kind : undefined,
    sort: ANSWER_SORTS.find((one) => one === sort),
    range: RANGES.find((one) => one === range),
    from: isDay(from) ? from : undefined,
    to: isDay(to) ? to : undefined,
    account: isId(account, "acc") ? account : undefined,
    where: where === "private" || where === "public" ? where : undefined,
    by: isId(by, "agt|lbl|top") ? by : undefined,
  };
}

/** Where the reader's days begin. */
export const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Local date of a moment. */
export function dayOf(at: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The days asked for; null where the reader's own make no period. */
export function daysOf(search: ReportSearch, now: Date): { from: string; to: string } | null {
  const range = search.range ?? "week";
  if (range !== "custom") {
    const first = new Date(now);
    first.setDate(first.getDate() - DAYS[range] + 1);
    return { from: dayOf(first), to: dayOf(now) };
  }
  const { from = "", to = "" } = search;
  return isPeriod({ from, to }) ? { from, to } : null;
}

/** Whether both are days, in order, and not too many. */
export function isPeriod({ from, to }: { from: string; to: string }): boolean {
  const length = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return isDay(from) && isDay(to) && length >= 1 && length <= MOST_DAYS;
}

/** For the API. */
export function queryOf(days: { from: string; to: string }, { account, where, by }: ReportSearch): Query {
  return {
    ...days,
    zone: ZONE,
    ...(account === undefined ? {} : { accountId: account }),
    ...(where === undefined ? {} : { visibility: where }),
    ...(by?.startsWith("agt_") ? { agentId: by } : {}),
    ...(by?.startsWith("lbl_") ? { labelId: by } : {}),
    ...(by?.startsWith("top_") ? { topicId: by } : {}),
  };
}
