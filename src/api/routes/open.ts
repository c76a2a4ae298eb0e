/** A one-time link opens the workspace in a browser. */
import { createRoute, z } from "@hono/zod-openapi";
import { html } from "hono/html";
import { redeemOpenLink } from "../../trust/tokens.ts";
import { anybody } from "../access.ts";
import { userAgentOf } from "../client.ts";
import { giveCookie } from "../cookies.ts";
import type { ApiDeps } from "../deps.ts";
import { newRouter } from "../router.ts";

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

export function openRoutes(deps: ApiDeps) {
  return newRouter().openapi(open, (c) => {
    const session = redeemOpenLink(deps.store, c.req.valid("param").secret, userAgentOf(c));
    if (session !== null) {
      giveCookie(c, deps, "session", session);
      return c.redirect("/inbox", 303);
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
