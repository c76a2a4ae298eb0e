/** Puts the routes together under authentication, limits and headers. */
import type { Context } from "hono";
import { methodNotAllowed } from "hono/method-not-allowed";
import { guard } from "./access.ts";
import type { ApiDeps } from "./deps.ts";
import { securityHeaders } from "./headers.ts";
import { bodyLimits } from "./limits.ts";
import { registerSecurity, serveDocuments } from "./openapi.ts";
import { problemHandler, problemResponse } from "./problem.ts";
import { createGate } from "../trust/sign-in/gate.ts";
import { newRouter } from "./router.ts";
import { accountRoutes } from "./routes/accounts.ts";
import { answerRoutes } from "./routes/answers.ts";
import { auditRoutes } from "./routes/audit.ts";
import { bridgeRoutes } from "./routes/bridge.ts";
import { commentRoutes } from "./routes/comments.ts";
import { contactHistoryRoutes } from "./routes/contact-history.ts";
import { bulkRoutes } from "./routes/bulk.ts";
import { contactRoutes } from "./routes/contacts.ts";
import { conversationRoutes } from "./routes/conversations.ts";
import { deliveryRoutes } from "./routes/deliveries.ts";
import { draftRoutes } from "./routes/drafts.ts";
import { eventRoutes } from "./routes/events.ts";
import { jobRoutes } from "./routes/jobs.ts";
import { keyRoutes } from "./routes/keys.ts";
import { labelRoutes } from "./routes/labels.ts";
import { macroRoutes } from "./routes/macros.ts";
import { mediaRoutes } from "./routes/media.ts";
import { meRoutes } from "./routes/me.ts";
import { messageRoutes } from "./routes/messages.ts";
import { noticeRoutes } from "./routes/notices.ts";
import { officialContactRoutes } from "./routes/official-contacts.ts";
import { openRoutes } from "./routes/open.ts";
import { outgoingRoutes } from "./routes/outgoing.ts";
import { peopleRoutes } from "./routes/people.ts";
import { pageReportRoutes } from "./routes/page-reports.ts";
import { postRoutes } from "./routes/posts.ts";
import { presenceRoutes } from "./routes/presence.ts";
import { publicationRoutes } from "./routes/publications.ts";
import { replyRoutes } from "./routes/replies.ts";
import { noteRoutes } from "./routes/notes.ts";
import { reportRoutes } from "./routes/reports.ts";
import { ruleRoutes } from "./routes/rules.ts";
import { searchRoutes } from "./routes/search.ts";
import { selfRoutes } from "./routes/self.ts";
import { sendingRoutes } from "./routes/sending.ts";
import { settingsRoutes } from "./routes/settings.ts";
import { siteSettingsRoutes } from "./routes/site-settings.ts";
import { signInRoutes } from "./routes/sign-in.ts";
import { suggestionRoutes } from "./routes/suggestions.ts";
import { systemRoutes } from "./routes/system.ts";
import { satisfactionRoutes } from "./routes/satisfaction.ts";
import { topicRoutes } from "./routes/topics.ts";
import { timeRoutes } from "./routes/time.ts";
import { teamRoutes } from "./routes/team.ts";
import { viewRoutes } from "./routes/views.ts";
import { webhookRoutes } from "./routes/webhooks.ts";

/** The HTTP side but the pages: a host adds the workspace and the public site behind it. */
export function createApi(given: ApiDeps) {
  const { store, accounts, secondFactorRequired = false } = given;
  const deps = { ...given, gate: createGate({ store, keys: accounts.keys, secondFactorRequired }) };
  const app = newRouter();
  app.onError(problemHandler(deps.log));
  app.notFound((c) =>
    problemResponse(c, { status: 404, code: "not-found", detail: "There is nothing here. /docs lists what there is." }),
  );
  registerSecurity(app);
  app.use(securityHeaders(deps));
  app.use(bodyLimits);
  const routes = newRouter()
    .route("/", conversationRoutes(deps))
    .route("/", bulkRoutes(deps))
    .route("/", viewRoutes(deps))
    .route("/", messageRoutes(deps))
    .route("/", replyRoutes(deps))
    .route("/", deliveryRoutes(deps))
    .route("/", presenceRoutes(deps))
    .route("/", teamRoutes(deps))
    .route("/", noticeRoutes(deps))
    .route("/", draftRoutes(deps))
    .route("/", sendingRoutes(deps))
    .route("/", searchRoutes(deps))
    .route("/", contactRoutes(deps))
    .route("/", contactHistoryRoutes(deps))
    .route("/", noteRoutes(deps))
    .route("/", labelRoutes(deps))
    .route("/", answerRoutes(deps))
    .route("/", macroRoutes(deps))
    .route("/", ruleRoutes(deps))
    .route("/", accountRoutes(deps))
    .route("/", mediaRoutes(deps))
    .route("/", jobRoutes(deps))
    .route("/", eventRoutes(deps))
    .route("/", auditRoutes(deps))
    .route("/", reportRoutes(deps))
    .route("/", outgoingRoutes(deps))
    .route("/", meRoutes(deps))
    .route("/", settingsRoutes(deps))
    .route("/", officialContactRoutes(deps))
    .route("/", timeRoutes(deps))
    .route("/", satisfactionRoutes(deps))
    .route("/", topicRoutes(deps))
    .route("/", suggestionRoutes(deps))
    .route("/", siteSettingsRoutes(deps))
    .route("/", systemRoutes(deps))
    .route("/", openRoutes(deps))
    .route("/", signInRoutes(deps))
    .route("/", selfRoutes(deps))
    .route("/", peopleRoutes(deps))
    .route("/", keyRoutes(deps))
    .route("/", webhookRoutes(deps))
    .route("/", publicationRoutes(deps))
    .route("/", pageReportRoutes(deps))
    .route("/", postRoutes(deps))
    .route("/", commentRoutes(deps))
    .route("/", bridgeRoutes(deps));
  const guarded = guard(deps, routes);
  app.use("/api/*", guarded);
  app.use("/metrics", guarded);
  app.use(methodNotAllowed({ app: routes, onMethodNotAllowed: wrongMethod }));
  const api = app.route("/", routes);
  serveDocuments(app, deps.version);
  return api;
}

function wrongMethod(c: Context, methods: string[]): Response {
  const allow = methods.join(", ");
  const response = problemResponse(c, {
    status: 405,
    code: "method-not-allowed",
    detail: `This address takes ${allow}. /docs lists what there is.`,
  });
  response.headers.set("allow", allow);
  return response;
}

/** For `hc`: the typed client of the workspace. */
export type Api = ReturnType<typeof createApi>;
