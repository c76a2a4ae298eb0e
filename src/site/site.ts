/** The public site: pages that anybody reads, rendered here and whole without script. */
import { Hono } from "hono";
import { createPublicLimits } from "../trust/public-limits.ts";
import { assetRoutes } from "./assets.ts";
import { consentRoutes } from "./consent.ts";
import { homeRoutes } from "./home.ts";
import { listRoutes } from "./lists.ts";
import { machineRoutes } from "./machines.ts";
import { pageRoutes } from "./page-routes.ts";
import { searchRoutes } from "./search-page.ts";
import { failed, notFound } from "./not-there.ts";
import { officialRoutes } from "./official/routes.ts";
import type { SiteDeps, SiteParts } from "./view.ts";

/** Not the site's, though nothing answers there: machines ask, and are told so by the API. */
const OTHERS = /^\/(api|bridge|open|setup|webhooks|docs|assets|openapi\.json|healthz|readyz|metrics)(\/|$)/;

/** Everything that is neither the API's nor the workspace's. A host puts it behind both; headers are the API's. */
export function createSite(given: SiteDeps): Hono {
  const deps: SiteParts = { ...given, limits: createPublicLimits(given.store.clock) };
  const app = new Hono();
  app.onError((error, c) => {
    deps.log.error("site.error", { error: error.name, reason: error.message });
    return failed(c);
  });
  app.route("/", assetRoutes(deps));
  app.route("/", homeRoutes(deps));
  app.route("/", listRoutes(deps));
  app.route("/", searchRoutes(deps));
  app.route("/", pageRoutes(deps));
  app.route("/", machineRoutes(deps));
  app.route("/", officialRoutes(deps));
  app.route("/", consentRoutes(deps));
  app.get("*", (c, next) => (OTHERS.test(c.req.path) ? next() : notFound(deps, c)));
  return app;
}
