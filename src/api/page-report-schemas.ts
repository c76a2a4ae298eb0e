/** What the report on public pages says over the wire. */
import { z } from "@hono/zod-openapi";
import { PUBLICATION_KINDS, PUBLICATION_STATES, SITE_LANGUAGES } from "../domain/publications.ts";

const count = z.int();

export const PageCountsView = z
  .object({
    views: count.openapi({ description: "Once a visitor and while, without an account or a cookie: a lower bound" }),
    same: count.openapi({ description: "“I have this problem too”" }),
    helped: count,
    unhelped: count,
    asked: count.openapi({ description: "Read it and went on to ask the team" }),
    used: count.openapi({ description: "An answer of the team led to it, or took its words" }),
  })
  .openapi("PageCounts");

export const PageReport = z
  .object({
    total: PageCountsView,
    before: PageCountsView.openapi({ description: "Of as many days before" }),
    days: z.array(z.object({ date: z.iso.date(), counts: PageCountsView })),
    pages: z.array(
      z.object({
        id: z.string().openapi({ example: "pub_12" }),
        slug: z.string(),
        title: z.string(),
        kind: z.enum(PUBLICATION_KINDS),
        language: z.enum(SITE_LANGUAGES),
        state: z.enum(PUBLICATION_STATES),
        counts: PageCountsView,
      }),
    ),
    pageCount: count.openapi({ description: "Pages with anything to count, those beyond the limit too" }),
  })
  .openapi("PageReport");
