/** Jobs as they go over the wire. */
import type { z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { toIso } from "../../domain/time.ts";
import type { job } from "../../store/schema.ts";
import type { JobView } from "../schemas.ts";

export function presentJob(row: typeof job.$inferSelect): z.infer<typeof JobView> {
  return {
    id: formatId("job", row.id),
    kind: row.kind,
    state: row.state,
    done: row.done,
    total: row.total,
    priceUsd: row.priceUsd,
    accountId: row.accountId === null ? null : formatId("account", row.accountId),
    error: row.error,
    createdAt: toIso(row.createdAt),
    finishedAt: toIso(row.finishedAt),
  };
}
