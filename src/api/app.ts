/** Puts the routes together under authentication, limits and headers. */
import type { ApiDeps } from "./deps.ts";
import { authentication } from "./auth.ts";
import { securityHeaders } from "./headers.ts";
import { bodyLimits } from "./limits.ts";
import { problemHandler, problemResponse } from "./problem.ts";
import { newRouter } from "./router.ts";
import { conversationRoutes } from "./routes/conversations.ts";
import { eventRoutes } from "./routes/events.ts";
import { meRoutes } from "./routes/me.ts";
import { replyRoutes } from "./routes/replies.ts";
import { searchRoutes } from "./routes/search.ts";

/** The whole HTTP side. The host may add the workspace's files behind it. */
export function createApi(deps: ApiDeps) {
  const app = newRouter();
  app.onError(problemHandler(deps.log));
  app.notFound((c) =>
    problemResponse(c, { status: 404, code: "not-found", detail: "There is nothing here. /docs lists what there is." }),
  );
  app.use(securityHeaders);
  app.use(bodyLimits);
  app.use("/api/*", authentication(deps));
  return app
    .route("/", conversationRoutes(deps))
    .route("/", replyRoutes(deps))
    .route("/", searchRoutes(deps))
    .route("/", meRoutes(deps))
    .route("/", eventRoutes(deps));
}

/** For `hc`: the typed client of the workspace. */
export type Api = ReturnType<typeof createApi>;
