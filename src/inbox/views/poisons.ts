/** Input that was set aside, newest first. */
import { desc, lt } from "drizzle-orm";
import type { Store } from "../../store/db.ts";
import { poison } from "../../store/schema.ts";
import { formatCursor, parseCursor } from "./keyset.ts";

/** Throws ProblemError `invalid` for a foreign cursor. */
export function listPoisons(
  store: Store,
  page: { cursor?: string | undefined; limit: number },
): { items: (typeof poison.$inferSelect)[]; nextCursor: string | null } {
  const rows = store.db
    .select()
    .from(poison)
    .where(lt(poison.id, parseCursor(page.cursor).id))
    .orderBy(desc(poison.id))
    .limit(page.limit + 1)
    .all();
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > page.limit && last ? formatCursor(last) : null };
}
