/** Within what working time people may expect an answer and an end, by priority; and the deadlines that follow. */
import { z } from "zod";
import type { Calendar } from "./hours/calendar.ts";
import { type Priority, type SlaTarget, SLA_TARGETS } from "./status.ts";
import { type EpochMs, MINUTE_MS } from "./time.ts";

/** 60 days around the clock. */
const MOST_MINUTES = 86_400;

const Minutes = z
  .int("Whole minutes.")
  .min(1, "At least a minute.")
  .max(MOST_MINUTES, `At most ${MOST_MINUTES} minutes: 60 days.`)
  .nullable();

const TargetSet = z.strictObject({ firstResponse: Minutes, nextResponse: Minutes, resolution: Minutes });
/** In working minutes; null: no target. */
export type TargetSet = z.infer<typeof TargetSet>;

export const Targets = z.strictObject({
  /** A warning comes after this share of the time. */
  warnAtPercent: z.int().min(10, "Between 10 and 95.").max(95, "Between 10 and 95."),
  byPriority: z.strictObject({ low: TargetSet, normal: TargetSet, high: TargetSet, urgent: TargetSet }),
});
export type Targets = z.infer<typeof Targets>;

const NOTHING: TargetSet = { firstResponse: null, nextResponse: null, resolution: null };

export const NO_TARGETS: Targets = {
  warnAtPercent: 75,
  byPriority: { low: NOTHING, normal: NOTHING, high: NOTHING, urgent: NOTHING },
};

/** Whether anything is promised to anybody. */
export function hasTargets({ byPriority }: Targets): boolean {
  return Object.values(byPriority).some((set) => SLA_TARGETS.some((target) => set[target] !== null));
}

/** What holds for an account. */
export interface Policy {
  targets: Targets;
  calendar: Calendar;
}

export interface Deadline {
  target: SlaTarget;
  /** When the waiting began that it counts from. */
  since: EpochMs;
  warnAt: EpochMs;
  dueAt: EpochMs;
}

/** Null where the account promises nothing of the kind. `pausedMs`: working time in which we waited for the person. */
export function deadlineOf(
  policy: Policy,
  input: { target: SlaTarget; priority: Priority; since: EpochMs; pausedMs?: number },
): Deadline | null {
  const { target, priority, since, pausedMs = 0 } = input;
  const minutes = policy.targets.byPriority[priority][target];
  if (minutes === null) return null;
  const allMs = minutes * MINUTE_MS;
  const warnMs = Math.floor((allMs * policy.targets.warnAtPercent) / 100);
  const { calendar } = policy;
  return {
    target,
    since,
    warnAt: calendar.add(since, warnMs + pausedMs),
    dueAt: calendar.add(since, allMs + pausedMs),
  };
}
