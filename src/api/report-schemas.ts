/** What reports say over the wire. */
import { z } from "@hono/zod-openapi";
import { ENOUGH_FOR_P90 } from "../domain/reports/buckets.ts";

const Time = z.iso.datetime();
const count = z.int();

const Durations = z
  .object({
    count,
    medianMs: count.nullable().openapi({ description: "At most 5 % off; null where there is nothing" }),
    p90Ms: count.nullable().openapi({ description: `Nine of ten took at most so long; null below ${ENOUGH_FOR_P90}` }),
  })
  .openapi("ReportDurations");

const Kept = z.object({ count, kept: count }).openapi("ReportKept", { description: "Of those that had a deadline" });

export const Numbers = z
  .object({
    inbound: count.nullable().openapi({ description: "Messages of people; null by agent, label and topic" }),
    outbound: count.nullable().openapi({ description: "Answers that the platform has; null by label and topic" }),
    notes: count.nullable(),
    opened: count.nullable().openapi({ description: "Pieces of work that began; null by agent" }),
    closed: count.openapi({ description: "That ended; by agent: of whom who answered last" }),
    firstResponse: Durations,
    resolution: Durations,
    firstResponseInTime: Kept,
    resolutionInTime: Kept,
    satisfaction: z.object({
      count,
      average: z.number().nullable(),
      scores: z.array(count).openapi({ description: "How many gave 1, 2, 3, 4, 5" }),
    }),
  })
  .openapi("ReportNumbers");

const Span = z.object({ from: Time, to: Time });

const Counted = Span.extend({ numbers: Numbers });

export const Totals = z
  .object({
    period: Counted,
    before: Counted.openapi({
      description: "As many days before; of days that are not over, as much as has passed of them",
    }),
    complete: z.boolean().openapi({ description: "False while what there was at first is still being counted" }),
  })
  .openapi("ReportTotals");

export const Course = z
  .object({
    unit: z.enum(["hour", "day", "week"]),
    steps: z.array(
      Span.extend({
        numbers: Numbers,
        backlog: count
          .nullable()
          .openapi({ description: "Open work at the end of the step; null by agent, and ahead of now" }),
      }),
    ),
  })
  .openapi("ReportCourse");

export const BreakdownView = z
  .object({
    items: z.array(
      z.object({
        id: z.string().nullable().openapi({ description: "Null: none of them" }),
        name: z.string().nullable(),
        numbers: Numbers,
      }),
    ),
  })
  .openapi("ReportBreakdown");

export const HoursOfWeek = z
  .object({
    cells: z.array(count).length(168).openapi({ description: "By hour of the week in the zone, from Monday, 00:00" }),
  })
  .openapi("ReportHoursOfWeek");
