/** The moments until which a conversation can be put aside. Pure. */

export type SnoozeChoice = "hour" | "hours3" | "tomorrow" | "monday";
export const SNOOZE_CHOICES: readonly SnoozeChoice[] = ["hour", "hours3", "tomorrow", "monday"];

const HOUR_MS = 3_600_000;
const MORNING = 9;

/** In the reader's own time zone; mornings are at nine. */
export function snoozeUntil(choice: SnoozeChoice, now: Date): Date {
  switch (choice) {
    case "hour":
      return new Date(now.getTime() + HOUR_MS);
    case "hours3":
      return new Date(now.getTime() + 3 * HOUR_MS);
    case "tomorrow":
      return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING);
    case "monday": {
      const days = (8 - now.getDay()) % 7 || 7;
      return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
    }
  }
}
