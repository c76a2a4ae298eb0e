/** The moments until which something can wait. Pure; mornings are at nine on the clocks of the given time zone. */
import { type Zone, zoneOf } from "../../domain/hours/zone.ts";

export type Moment = "hour" | "hours3" | "tomorrow" | "monday";
export const MOMENTS: readonly Moment[] = ["hour", "hours3", "tomorrow", "monday"];

export type SnoozeChoice = "hour" | "today" | "tomorrow" | "monday" | "reply";
export const SNOOZE_CHOICES: readonly SnoozeChoice[] = ["hour", "today", "tomorrow", "monday", "reply"];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MORNING_HOURS = 9;
/** Later than this is no longer "later today". */
const LATEST_TODAY_HOURS = 22;
const LATER_HOURS = 3;

export function momentOf(moment: Moment, now: Date, timeZone: string): Date {
  const zone = zoneOf(timeZone);
  const midnight = midnightOf(zone, now);
  switch (moment) {
    case "hour":
      return new Date(now.getTime() + HOUR_MS);
    case "hours3":
      return new Date(now.getTime() + LATER_HOURS * HOUR_MS);
    case "tomorrow":
      return morning(zone, midnight + DAY_MS);
    case "monday": {
      const weekday = new Date(midnight).getUTCDay();
      return morning(zone, midnight + ((8 - weekday) % 7 || 7) * DAY_MS);
    }
  }
}

/** When a conversation comes back; null for "until they answer", undefined where the choice makes no sense now. */
export function snoozeUntil(choice: SnoozeChoice, now: Date, timeZone: string): Date | null | undefined {
  if (choice === "reply") return null;
  return choice === "today" ? laterToday(zoneOf(timeZone), now) : momentOf(choice, now, timeZone);
}

/** The change that a choice makes. */
export function snoozePatch(until: Date | null) {
  return { status: "snoozed" as const, snoozedUntil: until === null ? null : until.toISOString() };
}

/** At a whole hour: nobody remembers 16:47. */
function laterToday(zone: Zone, now: Date): Date | undefined {
  const midnight = midnightOf(zone, now);
  const local = now.getTime() + zone.offsetAt(now.getTime());
  const later = Math.floor(local / HOUR_MS) * HOUR_MS + LATER_HOURS * HOUR_MS;
  return later - midnight > LATEST_TODAY_HOURS * HOUR_MS ? undefined : new Date(zone.toUtc(later, "first"));
}

/** On the clocks there, as if they showed UTC. */
function midnightOf(zone: Zone, now: Date): number {
  return Math.floor((now.getTime() + zone.offsetAt(now.getTime())) / DAY_MS) * DAY_MS;
}

function morning(zone: Zone, midnight: number): Date {
  return new Date(zone.toUtc(midnight + MORNING_HOURS * HOUR_MS, "first"));
}
