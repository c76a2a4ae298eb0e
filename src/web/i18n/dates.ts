/** Times as people read them: today a clock time, otherwise a date; always from Intl. */

export type Language = "zh-CN" | "en";

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${name}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, options);
    formats.set(key, found);
  }
  return found;
}

/** Hours and minutes, 24-hour. */
export function clockTime(language: Language, iso: string): string {
  return format(language, "clock", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(iso));
}

/** Clock time today, month and day this year, else with the year. For rows and the context pane. */
export function shortTime(language: Language, iso: string, now: Date): string {
  const at = new Date(iso);
  if (sameDay(at, now)) return clockTime(language, iso);
  const sameYear = at.getFullYear() === now.getFullYear();
  return format(language, sameYear ? "day" : "year", {
    ...(sameYear ? {} : { year: "numeric" }),
    month: "2-digit",
    day: "2-digit",
  }).format(at);
}

/** Day and clock time in full. */
export function fullTime(language: Language, iso: string): string {
  return format(language, "full", {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(iso));
}

/** Weekday, day and clock time, for a moment not far off. */
export function comingTime(language: Language, iso: string): string {
  return format(language, "coming", {
    weekday: "short",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(iso));
}

/** 11月22日 周日 · Sunday 22 November. */
export function dayName(language: Language, iso: string): string {
  const at = new Date(iso);
  if (language === "en")
    return format(language, "dayName", { weekday: "long", day: "numeric", month: "long" }).format(at);
  const day = format(language, "monthDay", { month: "long", day: "numeric" }).format(at);
  return `${day} ${format(language, "weekday", { weekday: "short" }).format(at)}`;
}

export function sameDay(a: Date, b: Date): boolean {
  return a.getFullYear() === b.getFullYear() && a.getMonth() === b.getMonth() && a.getDate() === b.getDate();
}
