/** The public site: pages that anybody reads, rendered here and whole without script. */
import { Hono } from "hono";
import { assetRoutes } from "./assets.ts";
import { homeRoutes } from "./home.ts";
import { failed, notFound } from "./not-there.ts";
import type { SiteDeps } from "./view.ts";

/** Not the site's, though nothing answers there: machines ask, and are told so by the API. */
const OTHERS = /^\/(api|bridge|open|setup|webhooks|docs|assets|openapi\.json|healthz|readyz|metrics)(\/|$)/;

/** Everything that is neither the API's nor the workspace's. A host puts it behind both; headers are the API's. */
export function createSite(deps: SiteDeps): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    deps.log.error("site.error", { error: error.name, reason: error.message });
    return failed(c);
  });
  app.route("/", assetRoutes(deps));
  app.route("/", homeRoutes(deps));
  app.get("*", (c, next) => (OTHERS.test(c.req.path) ? next() : notFound(deps, c)));
  return app;
}
