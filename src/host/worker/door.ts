/** The first door into a brand on Workers, where there is no command line beside the database: tokens, links and the word to begin, for who has the deployment's secret. */
import { type Context, Hono } from "hono";
import { z } from "zod";
import { bodyLimits } from "../../api/limits.ts";
import { parseId } from "../../domain/ids.ts";
import { PERMISSIONS } from "../../domain/permissions.ts";
import { ROLES } from "../../domain/status.ts";
import { toIso } from "../../domain/time.ts";
import { firstStep, Step } from "../doctor-steps.ts";
import { brandOfHost, parseBrands } from "./brands.ts";
import type { FrontEnv } from "./env.ts";
import { ownerOnly } from "./owner.ts";
import { problem } from "./problem.ts";

export const Guest = z.strictObject({
  name: z.string().trim().min(1).max(100).default("Team"),
  role: z.enum(ROLES).default("admin"),
  /** For tokens. */
  scopes: z.array(z.enum(PERMISSIONS)).min(1).optional(),
  expiresInDays: z.int().min(1).optional(),
});
export type Guest = z.infer<typeof Guest>;

/**
 * With `Authorization: Bearer PARLEY_SETUP`: `POST /setup/links`, `/setup/first-admin-code`, `/setup/bridge` and `/setup/tokens` make one, `/setup/resume` ends a pause; `GET /setup/tokens` lists them and
 * `POST /setup/tokens/tok_1/revoke` ends one;
 * `POST /setup/doctor` examines, a step a call: the answer names the next;
 * `POST /setup/erase` with the brand's name takes everything away.
 */
export const door = new Hono<FrontEnv>();
door.use(bodyLimits, ownerOnly);
door.use(async (c, next) => {
  const closed = await brandOf(c).whyClosed();
  if (closed !== null) return problem(503, closed.code, "Not now", closed.detail);
  await next();
  c.header("cache-control", "no-store");
});
door.get("/tokens", async (c) => c.json({ items: await brandOf(c).listTokens() }));
door.post("/tokens/:id/revoke", async (c) => {
  const id = parseId("token", c.req.param("id"));
  const revoked = id !== null && (await brandOf(c).revokeToken(id));
  return revoked ? c.json({ revoked }) : problem(404, "not-found", "Not found", "There is no such token.");
});
door.post("/doctor", async (c) => {
  const step = Step.safeParse(await c.req.json().catch(() => firstStep({ rebuild: false })));
  if (!step.success) return problem(422, "invalid", "Invalid input", z.prettifyError(step.error));
  return c.json(await brandOf(c).examine(step.data));
});
door.post("/erase", async (c) => {
  const given = z.strictObject({ brand: z.literal(nameOf(c)) }).safeParse(await c.req.json().catch(() => null));
  if (!given.success)
    return problem(422, "invalid", "Invalid input", 'Say which brand goes, by its name in BRANDS: {"brand": "…"}');
  const outcome = await brandOf(c).erase();
  if (outcome === "connected")
    return problem(
      409,
      "conflict",
      "Conflict",
      "Accounts are connected. Remove each (DELETE /api/accounts/acc_1) first.",
    );
  return c.json({ erased: outcome === "erased" });
});
door.post("/:what{tokens|links|first-admin-code|bridge|resume}", async (c) => {
  const guest = Guest.safeParse(await c.req.json().catch(() => ({})));
  if (!guest.success) return problem(422, "invalid", "Invalid input", z.prettifyError(guest.error));
  const brand = brandOf(c);
  if (c.req.param("what") === "resume") return c.json(await brand.resume());
  if (c.req.param("what") === "bridge") return c.json({ secret: await brand.makeBridgeSecret() }, 201);
  const { origin } = new URL(c.req.url);
  if (c.req.param("what") === "first-admin-code") {
    const { secret, expiresAt } = await brand.makeFirstAdmin();
    return c.json({ url: `${origin}/welcome#${secret}`, expiresAt: toIso(expiresAt) }, 201);
  }
  if (c.req.param("what") === "tokens") return c.json(await brand.makeToken(guest.data), 201);
  return c.json({ url: `${origin}/open/${await brand.makeLink(guest.data)}` }, 201);
});

function nameOf(c: Context<FrontEnv>): string {
  const name = brandOfHost(parseBrands(c.env.BRANDS), new URL(c.req.url).hostname);
  // The front's first middleware let nobody else through.
  if (name === null) throw new Error("A host without a brand came through.");
  return name;
}

function brandOf(c: Context<FrontEnv>) {
  return c.env.BRAND.getByName(nameOf(c));
}
