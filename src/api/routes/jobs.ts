/** Longer work: what runs, and how to stop it. */
import { createRoute } from "@hono/zod-openapi";
import { desc } from "drizzle-orm";
import { cancelJob } from "../../inbox/cancel-job.ts";
import { retryJob } from "../../inbox/retry-job.ts";
import { job } from "../../store/schema.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { IdParam, pathId } from "../ids.ts";
import { listOf } from "../page.ts";
import { presentJob } from "../present/job.ts";
import { deskOf, json, newRouter, problems } from "../router.ts";
import { JobView } from "../schemas.ts";

const SHOWN = 50;

const list = createRoute({
  method: "get",
  path: "/api/jobs",
  summary: "The newest jobs",
  ...needs("job.read"),
  responses: { 200: json(listOf(JobView), "At most 50"), ...problems },
});

const cancel = createRoute({
  method: "delete",
  path: "/api/jobs/{id}",
  summary: "Stops a job where it stands",
  ...needs("job.run"),
  request: { params: IdParam },
  responses: { 200: json(JobView, "The job"), ...problems },
});

const retry = createRoute({
  method: "post",
  path: "/api/jobs/{id}/retry",
  summary: "Goes on with an import that failed or was cancelled, from where it stood",
  ...needs("account.manage"),
  request: { params: IdParam },
  responses: { 200: json(JobView, "The job"), ...problems },
});

export function jobRoutes(deps: ApiDeps) {
  return newRouter()
    .openapi(list, (c) => {
      const rows = deps.store.db.select().from(job).orderBy(desc(job.id)).limit(SHOWN).all();
      return c.json({ items: rows.map(presentJob) }, 200);
    })
    .openapi(retry, (c) => c.json(presentJob(retryJob(deskOf(deps, c), pathId("job", c.req.valid("param").id))), 200))
    .openapi(cancel, (c) => {
      return c.json(presentJob(cancelJob(deskOf(deps, c), pathId("job", c.req.valid("param").id))), 200);
    });
}
