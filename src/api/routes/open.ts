/** A one-time link opens the workspace in a browser; signing out ends that. */
import { createRoute, z } from "@hono/zod-openapi";
import { html } from "hono/html";
import { endSession, redeemOpenLink } from "../../trust/tokens.ts";
import { setSession, takeSession } from "../auth.ts";
import { anybody, needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { newRouter, problems } from "../router.ts";

const open = createRoute({
  method: "get",
  path: "/open/{secret}",
  summary: "Spends a link from `parley open` for a session cookie",
  ...anybody,
  request: { params: z.object({ secret: z.string().max(200) }) },
  responses: {
    303: { description: "To the workspace" },
    404: { description: "Used, or too old", content: { "text/html": { schema: z.string() } } },
  },
});

const signOut = createRoute({
  method: "delete",
  path: "/api/session",
  summary: "Ends the browser's session",
  ...needs("self.manage"),
  responses: { 204: { description: "Signed out" }, ...problems },
});

export function openRoutes(deps: ApiDeps) {
  return newRouter()
    .openapi(signOut, (c) => {
      const session = takeSession(c);
      if (session !== undefined) endSession(deps.store, session);
      return c.body(null, 204);
    })
    .openapi(open, (c) => {
      c.header("cache-control", "no-store");
      const session = redeemOpenLink(deps.store, c.req.valid("param").secret);
      if (session !== null) {
        setSession(c, deps, session);
        return c.redirect("/", 303);
      }
      return c.html(
        html`<!doctype html>
          <html lang="en">
            <meta charset="utf-8" />
            <title>Parley</title>
            <h1>This link does not open any more</h1>
            <p>It was used already, or it is too old. Run <code>parley open</code> for a new one.</p>
          </html>`,
        404,
      );
    });
}
