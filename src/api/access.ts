/** Every route names its permission, or that anybody may come; one middleware asks for it, and refuses a route that names none. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { matchedRoutes } from "hono/route";
import { demand, type Permission, PERMISSIONS } from "../domain/permissions.ts";
import { ProblemError } from "../domain/problem.ts";
import { authenticate } from "./auth.ts";
import type { ApiParts } from "./deps.ts";
import type { Env } from "./router.ts";

type Access = Permission | "anybody";

const security: Record<string, string[]>[] = [{ bearer: [] }, { session: [] }];

/** For `createRoute`: who asks must be signed in and have this permission. */
export function needs(permission: Permission) {
  return { security, "x-permission": permission } as const;
}

/** For `createRoute`: no sign-in. What the route does itself must be safe for everybody. */
export const anybody = { "x-permission": "anybody" } as const;

/** Signs in and asks for the permission of the route that is about to answer. Throws Error at once where one of `routes` names none. */
export function guard(deps: ApiParts, routes: OpenAPIHono<Env>) {
  const table = accessTable(routes);
  return createMiddleware<Env>(async (c, next) => {
    const access = accessOf(c, table);
    if (access !== "anybody") authenticate(c, deps);
    if (access === "undeclared") throw new ProblemError("forbidden", "This address names no permission.");
    if (access !== "nothing-there" && access !== "anybody") demand({ actor: c.get("actor") }, access);
    await next();
  });
}

/** `GET /api/conversations/:id` → its permission. Throws Error for a route that names none. */
export function accessTable(routes: OpenAPIHono<Env>): Map<string, Access> {
  const table = new Map<string, Access>();
  for (const definition of routes.openAPIRegistry.definitions) {
    if (definition.type !== "route") continue;
    const { method, path } = definition.route;
    const named: unknown = definition.route["x-permission"];
    const access = named === "anybody" ? named : PERMISSIONS.find((one) => one === named);
    if (access === undefined) throw new Error(`${method} ${path} names no permission: spread needs("…") or anybody.`);
    table.set(`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`, access);
  }
  return table;
}

// Middlewares are there for every method; the first that is there for one answers. A host's "*" for the workspace stands behind.
function accessOf(c: Context<Env>, table: Map<string, Access>): Access | "undeclared" | "nothing-there" {
  const answering = matchedRoutes(c).find(({ method }) => method !== "ALL");
  if (!answering) return "nothing-there";
  return table.get(`${answering.method} ${answering.path}`) ?? "undeclared";
}
