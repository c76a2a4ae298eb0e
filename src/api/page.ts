/** The form of lists: a page of items and where to go on. */
import { z } from "@hono/zod-openapi";

const MOST = 100;
const USUAL = 50;

export const PageQuery = z.object({
  cursor: z.string().max(40).optional().openapi({ description: "`nextCursor` of the page before" }),
  limit: z.coerce.number<string>().int().min(1).max(MOST).default(USUAL),
});

/** A page can be short while there is more: go on until `nextCursor` is null. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item) });
}
