/** Makes a repeated request give the first one's answer: by key, for each person and route, for seven days. */
import { createHash } from "node:crypto";
import { z } from "@hono/zod-openapi";
import { and, eq, lt } from "drizzle-orm";
import type { Context } from "hono";
import { ProblemError } from "../domain/problem.ts";
import { DAY_MS } from "../domain/time.ts";
import { idempotency } from "../store/schema.ts";
import type { ApiDeps } from "./deps.ts";
import type { Env } from "./router.ts";

const KEPT_MS = 7 * DAY_MS;

export const IdempotencyHeader = z.object({
  "idempotency-key": z.string().min(1).max(200).optional().openapi({ example: "3f0c6f0e-6a0b-4a57-9f3e-8f5b7c7d1f10" }),
});

interface Answer<T extends z.ZodType> {
  status: number;
  /** The parsed body: a retry with the same key must say the same. */
  body: unknown;
  schema: T;
}

/**
 * Runs `change` and keeps its answer in the same transaction; where the key was used before, gives that answer instead. A refused request is not kept. Throws
 * ProblemError `idempotency-mismatch` for another body under the same key.
 */
export function onceOnly<T extends z.ZodType>(
  { store }: ApiDeps,
  c: Context<Env>,
  { status, body, schema }: Answer<T>,
  change: () => z.output<T>,
): z.output<T> {
  const key = c.req.header("idempotency-key");
  if (key === undefined) return change();
  const agentId = c.get("actor").id;
  const route = `${c.req.method} ${c.req.path}`;
  const bodyHash = createHash("sha256").update(JSON.stringify(body)).digest("hex");
  return store.transaction((now) => {
    store.db
      .delete(idempotency)
      .where(lt(idempotency.createdAt, now - KEPT_MS))
      .run();
    const same = and(eq(idempotency.agentId, agentId), eq(idempotency.route, route), eq(idempotency.key, key));
    const known = store.db.select().from(idempotency).where(same).get();
    if (known) {
      if (known.bodyHash === bodyHash) return schema.parse(JSON.parse(known.response));
      throw new ProblemError(
        "idempotency-mismatch",
        "This Idempotency-Key was used with another body. Use a new key for a new request.",
        { field: "Idempotency-Key" },
      );
    }
    const response = change();
    store.db
      .insert(idempotency)
      .values({ agentId, route, key, bodyHash, status, response: JSON.stringify(response), createdAt: now })
      .run();
    return response;
  });
}
