/** What the reports read; apart from the inbox's calls, so that it loads with the screen. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { InferRequestType } from "hono/client";
import type { z } from "zod";
import type * as wire from "../../api/report-schemas.ts";
import { read, root } from "../client/client.ts";

const remote = root.api.reports;

export type Numbers = z.infer<typeof wire.Numbers>;
export type Course = z.infer<typeof wire.Course>;
/** The filter and period, as the address of a report has them. */
export type Query = InferRequestType<typeof remote.totals.$get>["query"];
export type By = InferRequestType<typeof remote.breakdown.$get>["query"]["by"];
export type HeatMeasure = NonNullable<InferRequestType<(typeof remote)["hours-of-week"]["$get"]>["query"]["measure"]>;

const kept = { staleTime: 60_000, placeholderData: keepPreviousData } as const;

export const totalsQuery = (query: Query) =>
  queryOptions({ queryKey: ["reports", "totals", query], queryFn: () => read(remote.totals.$get({ query })), ...kept });

export const courseQuery = (query: Query) =>
  queryOptions({ queryKey: ["reports", "course", query], queryFn: () => read(remote.course.$get({ query })), ...kept });

export const breakdownQuery = (query: Query, by: By) =>
  queryOptions({
    queryKey: ["reports", "breakdown", by, query],
    queryFn: () => read(remote.breakdown.$get({ query: { ...query, by } })),
    ...kept,
  });

export const hoursQuery = (query: Query, measure: HeatMeasure) =>
  queryOptions({
    queryKey: ["reports", "hours", measure, query],
    queryFn: () => read(remote["hours-of-week"].$get({ query: { ...query, measure } })),
    ...kept,
  });

export const topicsQuery = queryOptions({
  queryKey: ["topics"],
  queryFn: ({ signal }) => read(root.api.topics.$get({}, { init: { signal } })),
});

/** Where the file of a report is. */
export function csvHref(query: Query, by: By | "time"): string {
  const given = Object.entries({ ...query, by }).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return `/api/reports/csv?${new URLSearchParams(given).toString()}`;
}
