/** Which public pages keep people from having to ask, in numbers. */
import { createRoute, z } from "@hono/zod-openapi";
import { csvLine } from "../../domain/csv.ts";
import { formatId } from "../../domain/ids.ts";
import { PUBLICATION_KINDS, SITE_LANGUAGES } from "../../domain/publications.ts";
import { deflection, PAGE_COUNTS } from "../../qa/reports/deflection.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { PageReport } from "../page-report-schemas.ts";
import { deskOf, json, newRouter, problems } from "../router.ts";

const Query = z.object({
  from: z.iso.date().openapi({ description: "First day, UTC", example: "2026-11-01" }),
  to: z.iso.date().openapi({ description: "Last day, included; at most 366 days", example: "2026-11-28" }),
  language: z.enum(SITE_LANGUAGES).optional(),
  kind: z.enum(PUBLICATION_KINDS).optional(),
  sort: z.enum(PAGE_COUNTS).default("views").openapi({ description: "The pages with the most of it first" }),
});

const MOST_ROWS = 10_000;
const WHAT = "Counts are kept by page and day of UTC; who read or clicked is not.";

const reportRoute = createRoute({
  method: "get",
  path: "/api/reports/publications",
  summary: "What public pages were good for",
  description: WHAT,
  ...needs("publication.read"),
  request: { query: Query.extend({ limit: z.coerce.number().int().min(1).max(500).default(100) }) },
  responses: { 200: json(PageReport, "The numbers"), ...problems },
});

const csvRoute = createRoute({
  method: "get",
  path: "/api/reports/publications/csv",
  summary: "The same by page, as a CSV file",
  description: `The first ${MOST_ROWS} pages. Safe for spreadsheets: what would be a formula begins with an apostrophe. ${WHAT}`,
  ...needs("publication.read"),
  request: { query: Query },
  responses: { 200: { description: "The file", content: { "text/csv": { schema: z.string() } } }, ...problems },
});

export function pageReportRoutes(deps: ApiDeps) {
  const ask = (query: z.output<typeof Query>) => ({ ...query, days: { from: query.from, to: query.to } });
  return newRouter()
    .openapi(reportRoute, async (c) => {
      const query = c.req.valid("query");
      const report = await deflection(deskOf(deps, c), { ...ask(query), limit: query.limit });
      const pages = report.pages.map((page) => ({ ...page, id: formatId("publication", page.id) }));
      return c.json({ ...report, pages }, 200);
    })
    .openapi(csvRoute, async (c) => {
      const query = c.req.valid("query");
      const { pages, total } = await deflection(deskOf(deps, c), { ...ask(query), limit: MOST_ROWS });
      const lines = [
        ["id", "kind", "language", "state", "slug", "title", ...PAGE_COUNTS],
        ...pages.map(({ id, kind, language, state, slug, title, counts }) => [
          formatId("publication", id),
          kind,
          language,
          state,
          slug,
          title,
          ...PAGE_COUNTS.map((name) => counts[name]),
        ]),
        ["total", "", "", "", "", "", ...PAGE_COUNTS.map((name) => total[name])],
      ];
      return c.body(lines.map(csvLine).join(""), 200, {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="pages-${query.from}-${query.to}.csv"`,
        "cache-control": "no-store",
      });
    });
}
