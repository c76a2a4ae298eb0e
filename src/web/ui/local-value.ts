/** Moments as a date and time field wants them: on the reader's own clocks, without a zone. */

const HOUR_MS = 3_600_000;

export function localValue(at: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The next whole hour after `at`. */
export function nextHour(at: Date): Date {
  return new Date(Math.ceil((at.getTime() + 1) / HOUR_MS) * HOUR_MS);
}
