/** Where platforms call us: each app has its address; its connector verifies the call. */
import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { parseId } from "../../domain/ids.ts";
import { ProblemError } from "../../domain/problem.ts";
import { anybody } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { type Env, newRouter } from "../router.ts";

const described = {
  ...anybody,
  path: "/webhooks/{appId}",
  request: {
    params: z.object({ appId: z.string().openapi({ param: { name: "appId", in: "path" }, example: "app_1" }) }),
  },
  responses: { 200: { description: "Stored" }, 401: { description: "The signature does not fit" } },
};

export function webhookRoutes(deps: ApiDeps) {
  const router = newRouter();
  router.openAPIRegistry.registerPath({
    ...described,
    method: "get",
    summary: "A platform's question whether we are there",
  });
  router.openAPIRegistry.registerPath({ ...described, method: "post", summary: "Events from a platform" });
  router.all("/webhooks/:appId", (c) => receive(deps, c, c.req.param("appId")));
  return router;
}

async function receive(deps: ApiDeps, c: Context<Env>, appId: string): Promise<Response> {
  const id = parseId("app", appId);
  const answer =
    id === null
      ? null
      : await deps.receive(id, {
          method: c.req.method,
          url: c.req.url,
          headers: c.req.raw.headers,
          body: new Uint8Array(await c.req.arrayBuffer()),
        });
  if (answer === null) throw new ProblemError("not-found", "There is no webhook here.");
  const body = answer.status === 204 || answer.status === 304 ? null : answer.body;
  return new Response(body, { status: answer.status, headers: answer.headers });
}
