/** Reads a search from the query of a request. */
import { z } from "@hono/zod-openapi";
import { type Actor, agentIdOf } from "../domain/actor.ts";
import { resolveSearch, type Search } from "../inbox/search/resolve.ts";
import type { Store } from "../store/db.ts";

export const SearchText = z.string().min(1).max(200);
export const TimeZone = z
  .string()
  .max(60)
  .optional()
  .openapi({ description: "In which days are counted; UTC where absent", example: "Asia/Shanghai" });

/** Throws ProblemError `invalid`, naming the field. */
export function resolvedSearch(store: Store, actor: Actor, q: string, timeZone = "UTC"): Search {
  return resolveSearch(store, q, { agentId: agentIdOf(actor), timeZone });
}
