/** Makes dates coarse: of a page that names nobody, the month is enough. Pure. */
import type { SiteLanguage } from "../publications.ts";
import type { EpochMs } from "../time.ts";

/** The beginning of its month, UTC: what an anonymous page says of when it was asked and answered. */
export function coarseTime(at: EpochMs): EpochMs {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

/** A day, with or without a year and a time, and the month that may stand for it. Half-open range in UTF-16 units. */
export interface ExactDate {
  start: number;
  end: number;
  coarse: string;
}

const MONTHS = "January February March April May June July August September October November December".split(" ");
const NAMED = MONTHS.map((month) => (month === "May" ? "may" : `${month.slice(0, 3)}(?:${month.slice(3)}|t)?\\.?`))
  .join("|")
  .toLowerCase();
const TIME = String.raw`(?:(?:\s*[,，T]\s*|\s*(?:at\s+|around\s+)?)(?:上午|下午|晚上|凌晨|早上|中午|傍晚|夜里)?\s*\d{1,2}(?:[:：]\d{2}(?:[:：]\d{2}(?:\.\d+)?)?(?:\s*[ap](?:\.m\.|m))?|\s*[ap](?:\.m\.|m)|[点點时時](?:\d{1,2}分?|半)?(?:\d{1,2}秒)?)(?:\s*(?:UTC|GMT|Z)(?:[+-]\d{1,2}(?::?\d{2})?)?|\s*[+-]\d{2}:?\d{2})?)?`;
const DAY = String.raw`(?:3[01]|[12]\d|0?[1-9])`;
const MONTH = String.raw`(?:1[0-2]|0?[1-9])`;
const YEAR = String.raw`(?:19|20)\d{2}`;

const FORMS: readonly RegExp[] = [
  new RegExp(`(?<!\\d)(?<year>${YEAR})\\s*年\\s*(?<month>${MONTH})\\s*月\\s*${DAY}\\s*[日号號]?${TIME}`, "giu"),
  new RegExp(`(?<![\\d年])(?<month>${MONTH})\\s*月\\s*${DAY}\\s*[日号號]${TIME}`, "giu"),
  new RegExp(
    `(?<![\\d./-])(?<year>${YEAR})(?<sep>[-/.])(?<month>${MONTH})\\k<sep>${DAY}(?![\\d/-]|\\.\\d)${TIME}`,
    "giu",
  ),
  new RegExp(
    `(?<![\\d./-])${DAY}(?<sep>[./])(?<month>${MONTH})\\k<sep>(?<year>${YEAR})(?![\\d/-]|\\.\\d)${TIME}`,
    "giu",
  ),
  new RegExp(`(?<![\\d./-])(?<month>${MONTH})/${DAY}/(?<year>${YEAR})(?![\\d/-])${TIME}`, "giu"),
  new RegExp(
    `(?<![\\p{L}\\d])(?:the\\s+)?${DAY}(?:st|nd|rd|th)?\\s+(?:of\\s+)?(?<named>${NAMED})(?!\\p{L})(?:,?\\s+(?<year>${YEAR}))?(?!\\d)${TIME}`,
    "giu",
  ),
  new RegExp(
    `(?<![\\p{L}\\d])(?<named>${NAMED})\\s+${DAY}(?:st|nd|rd|th)?(?![\\d\\p{L}]|\\.\\d)(?:,?\\s+(?<year>${YEAR})(?!\\d))?${TIME}`,
    "giu",
  ),
];

/** Every exact date of a text, in order and apart from each other. */
export function exactDates(text: string, language: SiteLanguage): ExactDate[] {
  const found: ExactDate[] = [];
  for (const form of FORMS)
    for (const match of text.matchAll(form)) {
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((one) => one.start < end && start < one.end)) continue;
      const { year, month, named } = match.groups ?? {};
      const number = month === undefined ? numberOf(named ?? "") : Number(month);
      found.push({ start, end, coarse: coarseWords(number, year, language) });
    }
  return found.sort((a, b) => a.start - b.start);
}

function numberOf(named: string): number {
  return MONTHS.findIndex((month) => month.slice(0, 3).toLowerCase() === named.slice(0, 3).toLowerCase()) + 1;
}

function coarseWords(month: number, year: string | undefined, language: SiteLanguage): string {
  if (language === "zh") return `${year === undefined ? "" : `${year}年`}${month}月`;
  return `${MONTHS[month - 1]}${year === undefined ? "" : ` ${year}`}`;
}
