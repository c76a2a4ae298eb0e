/** How much time is left to answer somebody, in whole units: a ticking second is noise. Pure. */
import type { ConversationItem } from "../client/types.ts";
import type { Words } from "../i18n/words.ts";

export type Due = NonNullable<ConversationItem["due"]>;

/** `calm`: there is time; `due`: the warning has come; `late`: the target is missed. */
export type Tone = "calm" | "due" | "late";

const MINUTE_MS = 60_000;
const minuteOf = (iso: string) => Math.floor(Date.parse(iso) / MINUTE_MS);

/** `minute` counts minutes since 1970. A deadline within this very minute is not missed yet. */
export function dueTone({ at, warnAt }: Due, minute: number): Tone {
  if (minute > minuteOf(at)) return "late";
  return minute >= minuteOf(warnAt) ? "due" : "calm";
}

/** `8 min`, or `2 min over`. */
export function dueText({ at }: Due, minute: number, t: Words): string {
  const left = minuteOf(at) - minute;
  return left < 0 ? t.over(lengthText(-left, t)) : lengthText(left, t);
}

/** Minutes up to two hours, then hours, then days. */
export function lengthText(minutes: number, t: Words): string {
  if (minutes < 120) return t.minutes(minutes);
  if (minutes < 48 * 60) return t.hours(Math.floor(minutes / 60));
  return t.days(Math.floor(minutes / (24 * 60)));
}
