/** The days of a week, and the spans of a day. */

const DAY_MINUTES = 1_440;

/** As ISO 8601 counts them: the week begins on Monday. */
export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** Minutes from the midnight on which the day begins; `to` may lie in the next day. Times as `09:00`, and `24:00`. */
export function minutesOf({ from, to }: { from: string; to: string }): { from: number; to: number } {
  const begin = minuteOf(from);
  const end = minuteOf(to);
  return { from: begin, to: end > begin ? end : end + DAY_MINUTES };
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
