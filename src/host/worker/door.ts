/** The first door into a brand on Workers, where there is no command line beside the database: tokens, links and the word to begin, for who has the deployment's secret. */
import { Hono } from "hono";
import { z } from "zod";
import { bodyLimits } from "../../api/limits.ts";
import { ROLES } from "../../domain/status.ts";
import { brandOfHost, parseBrands } from "./brands.ts";
import type { FrontEnv } from "./env.ts";
import { ownerOnly } from "./owner.ts";
import { problem } from "./problem.ts";

export const Guest = z.strictObject({
  name: z.string().trim().min(1).max(100).default("Team"),
  role: z.enum(ROLES).default("admin"),
});
export type Guest = z.infer<typeof Guest>;

/** `POST /setup/tokens`, `/setup/links`, `/setup/bridge`, and `/setup/resume` after a move. */
export const door = new Hono<FrontEnv>();
door.use(bodyLimits, ownerOnly);
door.post("/:what{tokens|links|bridge|resume}", async (c) => {
  const guest = Guest.safeParse(await c.req.json().catch(() => ({})));
  if (!guest.success) return problem(422, "invalid", "Invalid input", z.prettifyError(guest.error));
  const { hostname, origin } = new URL(c.req.url);
  const name = brandOfHost(parseBrands(c.env.BRANDS), hostname);
  if (name === null) return problem(404, "unknown-host", "Not found", `No brand answers at ${hostname}.`);
  const brand = c.env.BRAND.getByName(name);
  c.header("cache-control", "no-store");
  const closed = await brand.whyClosed();
  if (closed !== null) return problem(503, closed.code, "Not now", closed.detail);
  if (c.req.param("what") === "resume") return c.json(await brand.resume());
  if (c.req.param("what") === "bridge") return c.json({ secret: await brand.makeBridgeSecret() }, 201);
  if (c.req.param("what") === "tokens") return c.json({ token: await brand.makeToken(guest.data) }, 201);
  return c.json({ url: `${origin}/open/${await brand.makeLink(guest.data)}` }, 201);
});
