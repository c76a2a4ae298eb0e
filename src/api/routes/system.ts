/** How the program itself is: alive, ready, in numbers; and setting a restored database to work. */
import { createRoute, z } from "@hono/zod-openapi";
import { syncWebhooks } from "../../inbox/accounts/sync-webhooks.ts";
import { dismissPoison } from "../../inbox/dismiss-poison.ts";
import { resumeInbox } from "../../inbox/resume-inbox.ts";
import { listPoisons } from "../../inbox/views/poisons.ts";
import { formatId } from "../../domain/ids.ts";
import { toIso } from "../../domain/time.ts";
import { anybody, needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { metricsText } from "../metrics.ts";
import { IdParam, pathId } from "../ids.ts";
import { pageOf, PageQuery } from "../page.ts";
import { deskOf, json, newRouter, problems } from "../router.ts";
import { PoisonView } from "../schemas.ts";

const healthz = createRoute({
  method: "get",
  path: "/healthz",
  summary: "Whether the process is alive",
  ...anybody,
  responses: { 200: json(z.object({ ok: z.literal(true) }), "Alive") },
});

const Ready = z.object({
  ready: z.boolean(),
  paused: z.boolean().openapi({ description: "A restored database waits for a person to resume it" }),
  troubles: z.array(z.string()).openapi({ description: "Stable codes" }),
});

const readyz = createRoute({
  method: "get",
  path: "/readyz",
  summary: "Whether it can work",
  ...anybody,
  responses: { 200: json(Ready, "Ready"), 503: json(Ready, "Not ready") },
});

const metrics = createRoute({
  method: "get",
  path: "/metrics",
  summary: "Numbers for Prometheus",
  ...needs("metrics.read"),
  responses: { 200: { description: "Text", content: { "text/plain": { schema: z.string() } } }, ...problems },
});

const resume = createRoute({
  method: "post",
  path: "/api/system/resume",
  summary: "Sets a restored database to work",
  ...needs("system.resume"),
  responses: {
    200: json(z.object({ resumed: z.boolean() }), "False: it was not paused"),
    ...problems,
  },
});

const poisons = createRoute({
  method: "get",
  path: "/api/poisons",
  summary: "Input that could not be understood and was set aside",
  ...needs("poison.read"),
  request: { query: PageQuery },
  responses: { 200: json(pageOf(PoisonView), "Newest first"), ...problems },
});

const dismiss = createRoute({
  method: "delete",
  path: "/api/poisons/{id}",
  summary: "Takes input that was set aside off the list",
  ...needs("job.run"),
  request: { params: IdParam },
  responses: { 200: json(z.object({ dismissed: z.literal(true) }), "Gone"), ...problems },
});

export function systemRoutes(deps: ApiDeps) {
  const { store } = deps;
  return newRouter()
    .openapi(healthz, (c) => c.json({ ok: true as const }, 200))
    .openapi(readyz, (c) => {
      const paused = store.q.metaByKey.get({ key: "paused" }) !== undefined;
      const troubles = deps.troubles?.() ?? [];
      const ready = troubles.length === 0;
      return ready ? c.json({ ready, paused, troubles }, 200) : c.json({ ready, paused, troubles }, 503);
    })
    .openapi(metrics, (c) => c.text(metricsText(store), 200))
    .openapi(resume, async (c) => {
      const ctx = deskOf(deps, c);
      const resumed = resumeInbox(ctx);
      // Where it moved, platforms still call the old address.
      await syncWebhooks(deps.accounts, ctx);
      return c.json({ resumed }, 200);
    })
    .openapi(dismiss, (c) => {
      dismissPoison(deskOf(deps, c), pathId("poison", c.req.valid("param").id));
      return c.json({ dismissed: true as const }, 200);
    })
    .openapi(poisons, (c) => {
      const { items, nextCursor } = listPoisons(store, c.req.valid("query"));
      const views = items.map((row) => ({
        id: formatId("poison", row.id),
        accountId: formatId("account", row.accountId),
        at: toIso(row.at),
        reason: row.reason,
        raw: row.raw,
      }));
      return c.json({ items: views, nextCursor }, 200);
    });
}
