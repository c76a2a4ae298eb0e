/** The days that `before:` and `after:` take: a date, a month, a year, or some days ago. */

export type SearchDay =
  | { kind: "date"; year: number; month: number; day: number }
  /** Today is 0 days ago. */
  | { kind: "ago"; days: number };

const WORDS = new Map([
  ["today", 0],
  ["今天", 0],
  ["yesterday", 1],
  ["昨天", 1],
]);
const MOST_DAYS_AGO = 36_500;

/** The first day of what is named; null for what is no day of the calendar. */
export function parseDay(text: string): SearchDay | null {
  const word = WORDS.get(text);
  if (word !== undefined) return { kind: "ago", days: word };
  const ago = /^(\d{1,5})(?:d|天|天前)$/.exec(text);
  if (ago) return Number(ago[1]) > MOST_DAYS_AGO ? null : { kind: "ago", days: Number(ago[1]) };
  const date = /^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?$/.exec(text);
  if (!date) return null;
  const [year, month, day] = [date[1], date[2] ?? "1", date[3] ?? "1"].map(Number) as [number, number, number];
  const at = new Date(Date.UTC(year, month - 1, day));
  const exists = year >= 1970 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return exists ? { kind: "date", year, month, day } : null;
}
