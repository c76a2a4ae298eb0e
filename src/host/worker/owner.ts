/** Lets only those in who have the deployment's secret. */
import { createHash, timingSafeEqual } from "node:crypto";
import { createMiddleware } from "hono/factory";
import type { FrontEnv } from "./env.ts";
import { problem } from "./problem.ts";

/** A shorter one could be guessed. */
const SHORTEST_SECRET = 32;
const NO_SECRET = `Nobody can come in yet: PARLEY_SETUP is missing, or shorter than ${SHORTEST_SECRET} characters. Set it: wrangler secret put PARLEY_SETUP`;

/** Asks for `Authorization: Bearer PARLEY_SETUP`. Without that secret there is no such door. */
export const ownerOnly = createMiddleware<FrontEnv>(async (c, next) => {
  const secret = c.env.PARLEY_SETUP ?? "";
  if (secret.length < SHORTEST_SECRET) return problem(503, "not-ready", "Not now", NO_SECRET);
  if (!isOwner(secret, c.req.header("authorization")))
    return problem(401, "unauthorized", "Not signed in", "Send `Authorization: Bearer …` with PARLEY_SETUP.");
  await next();
});

function isOwner(secret: string, authorization: string | undefined): boolean {
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (given === undefined) return false;
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(secret), digest(given));
}
