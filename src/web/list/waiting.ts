/** How long somebody has waited, in whole units: a ticking second is noise. */
import type { Words } from "../i18n/words.ts";
import { lengthText } from "./due.ts";

const MINUTE_MS = 60_000;

/** `minute` counts minutes since 1970. */
export function waitingText(since: string, minute: number, t: Words): string {
  const minutes = Math.max(0, minute - Math.floor(Date.parse(since) / MINUTE_MS));
  return lengthText(minutes, t);
}
