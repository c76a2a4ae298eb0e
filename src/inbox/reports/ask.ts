/** The questions that reports answer: totals, a course over time, a breakdown, hours of the week. */
import { PLATFORMS } from "../../domain/platform.ts";
import { ProblemError } from "../../domain/problem.ts";
import { demand, may } from "../../domain/permissions.ts";
import { agentIdOf } from "../../domain/actor.ts";
import { type Facet, type Measure, MEASURES, type Visibility } from "../../domain/reports/measures.ts";
import {
  countDays,
  type Days,
  MOST_DAYS,
  offsetsOf,
  type Period,
  periodBefore,
  periodOf,
  piecesOf,
  type Span,
} from "../../domain/reports/period.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Context } from "../../store/context.ts";
import { type Numbers, numbersBy } from "./numbers.ts";
import { type Count, type GroupBy, readCounts, readFewCounts, readHoursOfWeek, type Wanted } from "./read.ts";

export interface Question {
  days: Days;
  /** IANA name: where days begin. */
  zone: string;
  /** One of them; null: all. */
  accountIds: readonly number[] | null;
  visibility: Visibility | null;
  agentId: number | null;
  labelId: number | null;
  topicId: number | null;
}

/** What one person may see: leads everything, an agent their own. Throws ProblemError `forbidden`, or `invalid` naming the field. */
function scopeOf(ctx: Context, question: Question): Omit<Wanted, "measures"> & { period: Period } {
  demand(ctx, "report.own");
  const { accountIds, visibility, labelId, topicId } = question;
  const own = agentIdOf(ctx.actor);
  if (!may(ctx.actor, "report.read") && (question.agentId ?? own) !== own) demand(ctx, "report.read");
  const agentId = may(ctx.actor, "report.read") ? question.agentId : own;
  const facets: [Facet, number | null, string][] = [
    ["agent", agentId, "agentId"],
    ["label", labelId, "labelId"],
    ["topic", topicId, "topicId"],
  ];
  const chosen = facets.filter(([, key]) => key !== null);
  const [first, second] = chosen;
  if (second)
    throw new ProblemError(
      "invalid",
      may(ctx.actor, "report.read")
        ? "Counts are kept by agent, by label or by topic, not by two of them at once. Choose one."
        : "You see your own numbers; they are not kept by label or topic.",
      { field: second[2] },
    );
  return {
    facet: first?.[0] ?? "all",
    key: first?.[1] ?? 0,
    accountIds,
    visibility,
    period: requirePeriod(question),
  };
}

export interface Counted extends Span {
  numbers: Numbers;
}

/** Of the period, and of the one before it: as many days, and of days that are not over only as much. */
export async function totals(ctx: Context, question: Question): Promise<{ period: Counted; before: Counted }> {
  const wanted = scopeOf(ctx, question);
  const { from, to } = wanted.period;
  const before = periodBefore(question.days, question.zone, ctx.store.clock.now());
  const pieces = piecesOf([wanted.period, before]);
  const counts = await readCounts(ctx.store, { ...wanted, measures: MEASURES }, pieces, "step");
  const by = numbersBy(counts, wanted.facet, [0, 1]);
  return { period: { from, to, numbers: need(by, 0) }, before: { ...before, numbers: need(by, 1) } };
}

export interface Step extends Counted {
  /** Work that was open at its end (now, where it has not ended yet); null where that is not known, and ahead of now. */
  backlog: number | null;
}

/** Step by step, in order. */
export async function course(ctx: Context, question: Question): Promise<{ unit: Period["unit"]; steps: Step[] }> {
  const wanted = scopeOf(ctx, question);
  const { unit, steps, from } = wanted.period;
  const counts = await readCounts(ctx.store, { ...wanted, measures: MEASURES }, piecesOf(steps), "step");
  const by = numbersBy(counts, wanted.facet, steps.keys());
  let backlog = wanted.facet === "agent" ? null : openAt(ctx, wanted, from);
  const now = ctx.store.clock.now();
  return {
    unit,
    steps: steps.map((span, index) => {
      const numbers = need(by, index);
      if (backlog !== null) backlog += (numbers.opened ?? 0) - numbers.closed;
      return { from: span.from, to: span.to, numbers, backlog: span.from > now ? null : backlog };
    }),
  };
}

/** Everything that was ever opened, less what was ever closed. */
function openAt(ctx: Context, wanted: Omit<Wanted, "measures">, at: EpochMs): number {
  const pieces = piecesOf([{ from: 0, to: at }]);
  const counts = readFewCounts(ctx.store, { ...wanted, measures: ["opened", "closed"] }, pieces);
  return counts.reduce((sum, { measure, n }) => sum + (measure === "opened" ? n : -n), 0);
}

export const BREAKDOWNS = ["agent", "label", "topic", "account", "platform", "visibility"] as const;
export type Breakdown = (typeof BREAKDOWNS)[number];

/**
 * By id of what it is broken down by, 0 for none; a platform is its place in `PLATFORMS`, and `visibility` is 0 in private and 1 in public. Only what something happened in.
 */
export async function breakdown(
  ctx: Context,
  question: Question,
  by: Breakdown,
): Promise<{ facet: Facet; numbers: Map<number, Numbers> }> {
  const wanted = scopeOf(ctx, question);
  const byFacet = by === "agent" || by === "label" || by === "topic";
  if (byFacet && wanted.facet !== "all" && wanted.facet !== by)
    throw new ProblemError("invalid", `Counts are not kept by ${wanted.facet} and ${by} at once. Drop the filter.`, {
      field: "by",
    });
  const all: Omit<Wanted, "measures"> = byFacet
    ? { ...wanted, facet: by, key: wanted.facet === by ? wanted.key : null }
    : wanted;
  const group: GroupBy = byFacet ? "key" : by === "platform" ? "account" : by;
  const found = await readCounts(ctx.store, { ...all, measures: MEASURES }, piecesOf([wanted.period]), group);
  const counts = by === "platform" ? byPlatform(ctx, found) : found;
  const groups = new Set(counts.map((count) => count.group));
  return {
    facet: all.facet,
    numbers: numbersBy(
      counts,
      all.facet,
      [...groups].toSorted((a, b) => a - b),
    ),
  };
}

function byPlatform({ store }: Context, counts: Count[]): Count[] {
  const platformOf = (accountId: number) => {
    const platform = store.q.accountById.get({ id: accountId })?.platform;
    return platform ? PLATFORMS.indexOf(platform) : -1;
  };
  const known = new Map([...new Set(counts.map(({ group }) => group))].map((id) => [id, platformOf(id)]));
  return counts.map((count) => ({ ...count, group: known.get(count.group) ?? -1 }));
}

export const HEAT_MEASURES = ["inbound", "outbound", "opened"] as const satisfies readonly Measure[];

/** 168 counts from Monday, 00:00, in the zone. */
export async function hoursOfWeek(
  ctx: Context,
  question: Question,
  measure: (typeof HEAT_MEASURES)[number],
): Promise<number[]> {
  const wanted = scopeOf(ctx, question);
  return readHoursOfWeek(ctx.store, { ...wanted, measures: [measure] }, offsetsOf(wanted.period, question.zone));
}

function requirePeriod({ days, zone }: Question): Period {
  const length = countDays(days);
  if (length < 1) throw new ProblemError("invalid", "The last day must not be before the first.", { field: "to" });
  if (length > MOST_DAYS) throw new ProblemError("invalid", `At most ${MOST_DAYS} days at once.`, { field: "from" });
  try {
    return periodOf(days, zone);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ProblemError("invalid", "This is no time zone; they look like Asia/Shanghai.", { field: "zone" });
  }
}

function need(by: Map<number, Numbers>, group: number): Numbers {
  const found = by.get(group);
  if (!found) throw new Error(`no numbers for group ${group}`);
  return found;
}
