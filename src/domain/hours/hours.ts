/** When a team works: a week of spans in a time zone, without its holidays; or always. */
import { z } from "zod";
import { WEEKDAYS } from "./week.ts";

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const MOST_SPANS = 6;
const MOST_HOLIDAYS = 400;

const Span = z.strictObject({
  /** `09:00`, as the clocks there show it. */
  from: z.string().regex(TIME, "Write a time like 09:00."),
  /** `18:00`, or `24:00` for midnight. At or before `from`: on the next day. */
  to: z.union([z.literal("24:00"), z.string().regex(TIME, "Write a time like 18:00, or 24:00 for midnight.")]),
});
export type HoursSpan = z.infer<typeof Span>;

const Day = z.array(Span).max(MOST_SPANS, `A day has ${MOST_SPANS} spans at most.`);

const Week = z.strictObject({
  kind: z.literal("week"),
  /** A name of the IANA database, such as `Asia/Shanghai`. */
  timeZone: z.string().max(60).refine(isTimeZone, "This is no time zone. Take one like Asia/Shanghai."),
  week: z
    .strictObject({
      monday: Day,
      tuesday: Day,
      wednesday: Day,
      thursday: Day,
      friday: Day,
      saturday: Day,
      sunday: Day,
    })
    .refine(
      (week) => WEEKDAYS.some((day) => week[day].length > 0),
      "Give at least one span, or choose “around the clock”.",
    ),
  /** Dates there, such as `2026-10-01`: no span begins on them. */
  holidays: z
    .array(z.string().refine(isDate, "Write a date like 2026-10-01."))
    .max(MOST_HOLIDAYS, `Keep ${MOST_HOLIDAYS} dates at most: take out those that are past.`),
});
export type WeekHours = z.infer<typeof Week>;

export const BusinessHours = z.discriminatedUnion("kind", [z.strictObject({ kind: z.literal("always") }), Week]);
export type BusinessHours = z.infer<typeof BusinessHours>;

export const ALWAYS: BusinessHours = { kind: "always" };

function isTimeZone(name: string): boolean {
  try {
    // Offsets such as "+08:00" are taken too, but know no summer time.
    return /^[A-Z]/i.test(name) && new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

function isDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
