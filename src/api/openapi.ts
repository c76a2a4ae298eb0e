/** The OpenAPI document of all routes, and the page that shows it. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import { etag } from "hono/etag";
import { createMiddleware } from "hono/factory";
import { SESSION_COOKIE } from "./cookies.ts";
import { DOCS_STYLE, docsPage } from "./docs.ts";
import type { Env } from "./router.ts";

/** Made once, when it is first asked for. */
export function serveDocuments(app: OpenAPIHono<Env>, version: string): void {
  let made: ReturnType<typeof openapiDocument> | undefined;
  const document = () => (made ??= openapiDocument(app, version));
  for (const path of ["/openapi.json", "/docs", "/docs/style.css"]) app.use(path, etag(), forEverybody);
  app.get("/openapi.json", (c) => c.json(document()));
  app.get("/docs", (c) => c.html(docsPage(document())));
  app.get("/docs/style.css", (c) => c.body(DOCS_STYLE, 200, { "content-type": "text/css; charset=utf-8" }));
}

/** The same for every visitor until the program is updated; caches may keep it for so long. */
const forEverybody = createMiddleware<Env>(async (c, next) => {
  await next();
  c.header("cache-control", "public, max-age=300");
});

/** OpenAPI 3.1. */
export function openapiDocument(app: OpenAPIHono<Env>, version: string) {
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Parley API",
      version,
      description:
        "One inbox for a brand's accounts on X, Telegram and Discord. Lists answer `{items, nextCursor}`; times are ISO 8601 in UTC; errors are problem JSON (RFC 9457) with a stable `code`.",
      license: { name: "MIT" },
    },
    servers: [{ url: "/" }],
  });
}

/** Names the two ways to come in. */
export function registerSecurity(app: OpenAPIHono<Env>): void {
  app.openAPIRegistry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    description: "An API key, or a token from `parley tokens create`",
  });
  app.openAPIRegistry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: SESSION_COOKIE,
    description:
      "From signing in, or from `parley open`; changes by cookie must come from our own pages. Under HTTPS its name begins with `__Host-`",
  });
}
