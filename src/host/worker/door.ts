/** The first door into a brand on Workers, where there is no command line beside the database: tokens and links, for who has the deployment's secret. */
import { createHash, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { bodyLimits } from "../../api/limits.ts";
import { ROLES } from "../../domain/status.ts";
import { brandOfHost, parseBrands } from "./brands.ts";
import type { FrontEnv } from "./env.ts";
import { problem } from "./problem.ts";

export const Guest = z.strictObject({
  name: z.string().trim().min(1).max(100).default("Team"),
  role: z.enum(ROLES).default("admin"),
});
export type Guest = z.infer<typeof Guest>;

/** A shorter one could be guessed. */
const SHORTEST_SECRET = 32;
const NO_SECRET = `Nobody can come in yet: PARLEY_SETUP is missing, or shorter than ${SHORTEST_SECRET} characters. Set it: wrangler secret put PARLEY_SETUP`;

/** `POST /setup/tokens`, `/setup/links` and `/setup/bridge`, with `Authorization: Bearer PARLEY_SETUP`. Without that secret there is no such door. */
export const door = new Hono<FrontEnv>();
door.use(bodyLimits);
door.post("/:what{tokens|links|bridge}", async (c) => {
  const secret = c.env.PARLEY_SETUP ?? "";
  if (secret.length < SHORTEST_SECRET) return problem(503, "not-ready", "Not now", NO_SECRET);
  if (!isOwner(secret, c.req.header("authorization")))
    return problem(401, "unauthorized", "Not signed in", "Send `Authorization: Bearer …` with PARLEY_SETUP.");
  const guest = Guest.safeParse(await c.req.json().catch(() => ({})));
  if (!guest.success) return problem(422, "invalid", "Invalid input", z.prettifyError(guest.error));
  const { hostname, origin } = new URL(c.req.url);
  const name = brandOfHost(parseBrands(c.env.BRANDS), hostname);
  if (name === null) return problem(404, "unknown-host", "Not found", `No brand answers at ${hostname}.`);
  const brand = c.env.BRAND.getByName(name);
  c.header("cache-control", "no-store");
  if (c.req.param("what") === "bridge") return c.json({ secret: await brand.makeBridgeSecret() }, 201);
  if (c.req.param("what") === "tokens") return c.json({ token: await brand.makeToken(guest.data) }, 201);
  return c.json({ url: `${origin}/open/${await brand.makeLink(guest.data)}` }, 201);
});

function isOwner(secret: string, authorization: string | undefined): boolean {
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (given === undefined) return false;
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(secret), digest(given));
}
