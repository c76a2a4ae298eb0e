/** Numbers, durations and steps as people read them, always from Intl. */
import type { Language } from "../i18n/dates.ts";
import type { Course } from "./calls.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const locale = (language: Language) => (language === "en" ? "en-GB" : language);

export function formatNumber(language: Language, n: number): string {
  return new Intl.NumberFormat(locale(language)).format(n);
}

/** With one digit behind the point. */
export function formatAverage(language: Language, n: number): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(locale(language), digits).format(n);
}

export function formatShare(language: Language, share: number): string {
  return new Intl.NumberFormat(locale(language), { style: "percent", maximumFractionDigits: 0 }).format(share);
}

/** Two units at most: the counts are 5 % off anyway. */
export function formatDuration(language: Language, ms: number): string {
  const unit = (value: number, name: "second" | "minute" | "hour" | "day") =>
    new Intl.NumberFormat(locale(language), { style: "unit", unit: name, unitDisplay: "short" }).format(value);
  const both = (whole: string, part: number, text: string) => (part === 0 ? whole : `${whole} ${text}`);
  if (ms < MINUTE_MS) return unit(Math.round(ms / 1_000), "second");
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 60) return unit(minutes, "minute");
  if (minutes < 24 * 60) {
    const rest = minutes % 60;
    return both(unit(Math.floor(minutes / 60), "hour"), rest, unit(rest, "minute"));
  }
  const hours = Math.round(ms / HOUR_MS);
  return both(unit(Math.floor(hours / 24), "day"), hours % 24, unit(hours % 24, "hour"));
}

export interface StepName {
  /** Below the axis. */
  short: string;
  /** In the read-out and the table. */
  long: string;
}

export function stepNames(language: Language, course: Course): StepName[] {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale(language), options);
  const hour = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const day = format({ month: "numeric", day: "numeric" });
  const full = format({ weekday: "short", month: "short", day: "numeric" });
  return course.steps.map(({ from, to }) => {
    const at = new Date(from);
    // The last moment of it.
    const end = new Date(Date.parse(to) - 1);
    if (course.unit === "hour") return { short: hour.format(at), long: hour.formatRange(at, new Date(to)) };
    if (course.unit === "day") return { short: day.format(at), long: full.format(at) };
    return { short: day.format(at), long: full.formatRange(at, end) };
  });
}

/** Monday first. */
export function weekdayNames(language: Language, style: "short" | "long"): string[] {
  const format = new Intl.DateTimeFormat(locale(language), { weekday: style, timeZone: "UTC" });
  // 1970-01-05 was a Monday.
  return Array.from({ length: 7 }, (_, day) => format.format(new Date((day + 4) * DAY_MS)));
}
