/** What the team did, in numbers: from roll-ups that are at most a minute old. */
import { createRoute, z } from "@hono/zod-openapi";
import { eq } from "drizzle-orm";
import { csvLine } from "../../domain/csv.ts";
import { PLATFORMS } from "../../domain/platform.ts";
import { VISIBILITIES } from "../../domain/reports/measures.ts";
import { toIso } from "../../domain/time.ts";
import {
  breakdown,
  BREAKDOWNS,
  course,
  HEAT_MEASURES,
  hoursOfWeek,
  type Question,
  totals,
} from "../../inbox/reports/ask.ts";
import { namesOf } from "../../inbox/reports/names.ts";
import type { Numbers } from "../../inbox/reports/numbers.ts";
import { isBeginning } from "../../store/reports/count.ts";
import { account } from "../../store/schema.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { inputId } from "../ids.ts";
import { BreakdownView, Course, HoursOfWeek, Totals } from "../report-schemas.ts";
import { deskOf, json, newRouter, problems } from "../router.ts";

const id = z.string().max(30).optional();
const Query = z.object({
  from: z.iso.date().openapi({ description: "First day", example: "2026-11-01" }),
  to: z.iso.date().openapi({ description: "Last day, included; at most 366 days", example: "2026-11-28" }),
  zone: z.string().max(60).default("UTC").openapi({ description: "Where days begin", example: "Asia/Shanghai" }),
  platform: z.enum(PLATFORMS).optional(),
  accountId: id,
  visibility: z.enum(VISIBILITIES).optional(),
  agentId: id.openapi({ description: "One of agentId, labelId and topicId at most" }),
  labelId: id,
  topicId: id,
});

const WHOSE =
  "Leads see everybody's numbers, an agent their own. Counts are kept by hours of UTC: in half-hour zones a day begins with the hour in which its midnight lies.";
const own = needs("report.own");

const totalsRoute = createRoute({
  method: "get",
  path: "/api/reports/totals",
  summary: "Totals of a period, and of the one before it",
  description: WHOSE,
  ...own,
  request: { query: Query },
  responses: { 200: json(Totals, "The numbers"), ...problems },
});

const courseRoute = createRoute({
  method: "get",
  path: "/api/reports/course",
  summary: "A period step by step",
  description: `By hours for one day, by days up to 31 days, by seven days above. ${WHOSE}`,
  ...own,
  request: { query: Query },
  responses: { 200: json(Course, "The steps, in order"), ...problems },
});

const breakdownRoute = createRoute({
  method: "get",
  path: "/api/reports/breakdown",
  summary: "A period by account, agent, label, topic, platform or visibility",
  description: `A conversation with two labels counts for both. ${WHOSE}`,
  ...own,
  request: { query: Query.extend({ by: z.enum(BREAKDOWNS) }) },
  responses: { 200: json(BreakdownView, "Those in which something happened"), ...problems },
});

const hoursRoute = createRoute({
  method: "get",
  path: "/api/reports/hours-of-week",
  summary: "At which hours of the week things happen",
  description: WHOSE,
  ...own,
  request: { query: Query.extend({ measure: z.enum(HEAT_MEASURES).default("inbound") }) },
  responses: { 200: json(HoursOfWeek, "The hours"), ...problems },
});

const csvRoute = createRoute({
  method: "get",
  path: "/api/reports/csv",
  summary: "The course, or a breakdown, as a CSV file",
  description: `Durations in seconds. Safe for spreadsheets: what would be a formula begins with an apostrophe. ${WHOSE}`,
  ...own,
  request: { query: Query.extend({ by: z.enum(["time", ...BREAKDOWNS]).default("time") }) },
  responses: { 200: { description: "The file", content: { "text/csv": { schema: z.string() } } }, ...problems },
});

export function reportRoutes(deps: ApiDeps) {
  const { store } = deps;
  const ask = (query: z.output<typeof Query>) => questionOf(deps, query);
  return newRouter()
    .openapi(totalsRoute, async (c) => {
      const { period, before } = await totals(deskOf(deps, c), ask(c.req.valid("query")));
      const shown = { period: { ...period, ...spanOf(period) }, before: { ...before, ...spanOf(before) } };
      return c.json({ ...shown, complete: !isBeginning(store) }, 200);
    })
    .openapi(courseRoute, async (c) => {
      const { unit, steps } = await course(deskOf(deps, c), ask(c.req.valid("query")));
      return c.json({ unit, steps: steps.map((step) => ({ ...step, ...spanOf(step) })) }, 200);
    })
    .openapi(breakdownRoute, async (c) => {
      const query = c.req.valid("query");
      const { numbers } = await breakdown(deskOf(deps, c), ask(query), query.by);
      const nameOf = namesOf(store, query.by);
      return c.json({ items: [...numbers].map(([group, of]) => ({ ...nameOf(group), numbers: of })) }, 200);
    })
    .openapi(hoursRoute, async (c) => {
      const query = c.req.valid("query");
      return c.json({ cells: await hoursOfWeek(deskOf(deps, c), ask(query), query.measure) }, 200);
    })
    .openapi(csvRoute, async (c) => {
      const query = c.req.valid("query");
      const ctx = deskOf(deps, c);
      const lines =
        query.by === "time"
          ? (await course(ctx, ask(query))).steps.map((step) => [
              toIso(step.from),
              toIso(step.to),
              ...cellsOf(step.numbers),
              step.backlog,
            ])
          : [...(await breakdown(ctx, ask(query), query.by)).numbers].map(([group, of]) => {
              const { id: which, name } = namesOf(store, query.by === "time" ? "agent" : query.by)(group);
              return [which, name, ...cellsOf(of)];
            });
      const head = query.by === "time" ? ["from", "to", ...COLUMNS, "backlog"] : [query.by, "name", ...COLUMNS];
      return c.body([head, ...lines].map(csvLine).join(""), 200, {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="report-${query.by}-${query.from}-${query.to}.csv"`,
        "cache-control": "no-store",
      });
    });
}

const COLUMNS = [
  "inbound",
  "outbound",
  "notes",
  "opened",
  "closed",
  "first responses",
  "first response median s",
  "first response p90 s",
  "resolution median s",
  "resolution p90 s",
  "first responses with a deadline",
  "of them in time",
  "resolutions with a deadline",
  "of them in time",
  "satisfaction answers",
  "satisfaction average",
];

function cellsOf(of: Numbers): (number | null)[] {
  const seconds = (ms: number | null) => (ms === null ? null : Math.round(ms / 1_000));
  return [
    of.inbound,
    of.outbound,
    of.notes,
    of.opened,
    of.closed,
    of.firstResponse.count,
    seconds(of.firstResponse.medianMs),
    seconds(of.firstResponse.p90Ms),
    seconds(of.resolution.medianMs),
    seconds(of.resolution.p90Ms),
    of.firstResponseInTime.count,
    of.firstResponseInTime.kept,
    of.resolutionInTime.count,
    of.resolutionInTime.kept,
    of.satisfaction.count,
    of.satisfaction.average === null ? null : Math.round(of.satisfaction.average * 100) / 100,
  ];
}

function spanOf({ from, to }: { from: number; to: number }) {
  return { from: toIso(from), to: toIso(to) };
}

/** Throws ProblemError `invalid` for what is no id. */
function questionOf({ store }: ApiDeps, query: z.output<typeof Query>): Question {
  const { from, to, zone, platform, accountId, visibility, agentId, labelId, topicId } = query;
  const given = (kind: "agent" | "label" | "topic", value: string | undefined) =>
    value === undefined ? null : inputId(kind, value, `${kind}Id`);
  return {
    days: { from, to },
    zone,
    accountIds:
      accountId !== undefined
        ? [inputId("account", accountId, "accountId")]
        : platform === undefined
          ? null
          : store.db
              .select({ id: account.id })
              .from(account)
              .where(eq(account.platform, platform))
              .all()
              .map((row) => row.id),
    visibility: visibility ?? null,
    agentId: given("agent", agentId),
    labelId: given("label", labelId),
    topicId: given("topic", topicId),
  };
}
