/** How every file of routes begins: the variables of a request, and the shapes of answers. */
import { OpenAPIHono, type z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Desk } from "../inbox/desk.ts";
import type { InSession } from "../trust/sign-in/authenticate.ts";
import type { Authenticated } from "../trust/tokens.ts";
import type { ApiDeps } from "./deps.ts";
import { invalidInput } from "./problem.ts";
import { Problem } from "./schemas.ts";

export interface Env {
  Variables: Authenticated & {
    /** The browser's session; null for a key. */
    session: InSession | null;
    /** Whose request it is now: null once the key or session has ended. */
    again: () => Authenticated | null;
  };
}

export function newRouter() {
  return new OpenAPIHono<Env>({ defaultHook: invalidInput });
}

/** What a verb is handed: the store, the platforms, and who asks. */
export function deskOf(deps: ApiDeps, c: Context<Env>): Desk {
  return { store: deps.store, platforms: deps.platforms, actor: c.get("actor") };
}

export function json<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { "application/json": { schema } } };
}

export function jsonBody<T extends z.ZodType>(schema: T) {
  return { required: true, content: { "application/json": { schema } } };
}

/** Every route may answer with a problem. */
export const problems = {
  "4XX": { description: "A problem", content: { "application/problem+json": { schema: Problem } } },
} as const;
