/** How long somebody has waited, in whole units: a ticking second is noise. */
import type { Words } from "../i18n/words.ts";

const MINUTE_MS = 60_000;

/** Minutes up to two hours, then hours, then days. `minute` counts minutes since 1970. */
export function waitingText(since: string, minute: number, t: Words): string {
  const minutes = Math.max(0, minute - Math.floor(Date.parse(since) / MINUTE_MS));
  if (minutes < 120) return t.minutes(minutes);
  if (minutes < 48 * 60) return t.hours(Math.floor(minutes / 60));
  return t.days(Math.floor(minutes / (24 * 60)));
}
