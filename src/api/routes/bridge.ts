/** Where a bridge calls that holds long-lived sources for this host. A protocol between two parts of Parley: no part of the documented API. */
import { ProblemError } from "../../domain/problem.ts";
import type { ApiDeps } from "../deps.ts";
import { newRouter } from "../router.ts";

export function bridgeRoutes({ bridge }: ApiDeps) {
  const router = newRouter();
  router.all("/bridge/:call", async (c) => {
    if (!bridge)
      throw new ProblemError("not-found", "This Parley listens by itself: only one on Workers takes a bridge.");
    const { method, path } = c.req;
    const body = new Uint8Array(await c.req.arrayBuffer());
    const answer = bridge.takeCall({ method, path, body, headers: c.req.raw.headers });
    return c.json(answer, 200);
  });
  return router;
}
