/** Days and months as the page of official accounts writes them. */
import type { SiteLanguage } from "../../domain/publications.ts";
import type { EpochMs } from "../../domain/time.ts";

/** `2026-11-20`, in UTC. */
export function dayOf(at: EpochMs): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** `2019-03` as `March 2019` or `2019 年 3 月`. */
export function sinceText(since: string, language: SiteLanguage): string {
  const [year = "", month, day] = since.split("-");
  const options: Intl.DateTimeFormatOptions = { year: "numeric", timeZone: "UTC" };
  if (month !== undefined) options.month = "long";
  if (day !== undefined) options.day = "numeric";
  const text = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", options).format(
    Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)),
  );
  // A space between Han and digits, as everywhere on the site.
  return language === "zh"
    ? text.replaceAll(/(\d)(?=\p{Script=Han})/gu, "$1 ").replaceAll(/(\p{Script=Han})(?=\d)/gu, "$1 ")
    : text;
}
