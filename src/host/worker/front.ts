/** What stands before the brands: finds the brand by hostname, checks webhooks, serves the workspace, wakes everybody now and then. */
import { Hono } from "hono";
import { securityHeaders } from "../../api/headers.ts";
import { bodyLimits } from "../../api/limits.ts";
import { workspacePart } from "../workspace-path.ts";
import { brandNames, brandOfHost, parseBrands, SettingsError } from "./brands.ts";
import { door } from "./door.ts";
import { edgeCache } from "./edge-cache.ts";
import type { FrontEnv, WorkerEnv } from "./env.ts";
import { importDoor } from "./import-door.ts";
import { workerLog } from "./log.ts";
import { problem } from "./problem.ts";

/** Brands are reached over HTTPS as the request says. */
const withHeaders = securityHeaders({ accounts: { publicUrl: null } });
const WEBHOOK = /^\/webhooks\/app_[0-9]{1,15}$/;
const WEBHOOK_METHODS = new Set(["GET", "POST"]);

/** The build's files, and its page for every address that the page routes by itself. */
const workspace = new Hono<FrontEnv>();
workspace.get("*", async (c) => {
  const isFile = workspacePart(c.req.path, c.req.header("accept")) === "file";
  const found = await c.env.ASSETS.fetch(isFile ? c.req.raw : new URL("/index.html", c.req.url));
  if (!found.ok) return problem(404, "not-found", "Not found", "There is nothing here.");
  const type = found.headers.get("content-type") ?? "application/octet-stream";
  return new Response(found.body, { headers: { "content-type": type, "cache-control": "no-cache" } });
});

const app = new Hono<FrontEnv>();

app.onError((error) => {
  if (error instanceof SettingsError) {
    workerLog.error("settings.unusable", { reason: error.message });
    return problem(503, "not-ready", "Not now", "This deployment is not set up right. Its log says what to change.");
  }
  workerLog.error("front.error", { error: error.name, reason: error.message });
  return problem(503, "not-ready", "Not now", "This brand cannot be reached now. The log of the deployment says why.");
});

app.use(async (c, next) => {
  await next();
  // A brand's answers have them.
  if (c.res.headers.has("content-security-policy")) return;
  // What a closed brand says came over the network: its headers cannot be changed in place.
  c.res = new Response(c.res.body, c.res);
  await withHeaders(c, async () => {});
});

app.use(async (c, next) => {
  const { hostname } = new URL(c.req.url);
  if (brandOfHost(parseBrands(c.env.BRANDS), hostname) !== null) return next();
  return problem(404, "unknown-host", "Not found", `No brand answers at ${hostname}. BRANDS names those that do.`);
});

app.route("/setup/import", importDoor);
app.route("/setup", door);

app.use("/webhooks/*", async (c, next) => {
  if (WEBHOOK.test(c.req.path) && WEBHOOK_METHODS.has(c.req.method)) return next();
  return problem(404, "not-found", "Not found", "There is no webhook here. Check the address at the platform.");
});
// Refused here, an oversized call does not even wake the object.
app.use("/webhooks/*", bodyLimits);
app.use("/bridge/*", bodyLimits);

app.get("*", (c, next) =>
  workspacePart(c.req.path, c.req.header("accept")) === null ? next() : workspace.fetch(c.req.raw, c.env),
);

app.use(edgeCache);
app.all("*", (c) => {
  const brand = brandOfHost(parseBrands(c.env.BRANDS), new URL(c.req.url).hostname);
  // The first middleware let nobody else through.
  if (brand === null) throw new Error("A host without a brand came through.");
  return c.env.BRAND.getByName(brand).fetch(c.req.raw);
});

export const front: ExportedHandler<WorkerEnv> = {
  fetch: (request, env, ctx) => app.fetch(request, env, ctx),
  async scheduled(_controller, env) {
    const names = namesOf(env);
    await Promise.all(names.map((name) => wake(env, name)));
  },
};

/** Never rejects: one brand that cannot be opened must not keep the others asleep. */
async function wake(env: WorkerEnv, brand: string): Promise<void> {
  try {
    await env.BRAND.getByName(brand).wake();
  } catch (error) {
    workerLog.error("brand.not-woken", { brand, reason: error instanceof Error ? error.message : String(error) });
  }
}

function namesOf(env: WorkerEnv): string[] {
  try {
    return brandNames(parseBrands(env.BRANDS));
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    workerLog.error("settings.unusable", { reason: error.message });
    return [];
  }
}
