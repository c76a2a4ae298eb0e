/** Posts that do not stand as they should, for whoever examines a database. */
import { eq } from "drizzle-orm";
import type { Store } from "../../store/db.ts";
import { post, publication } from "../../store/schema.ts";
import { isUnwanted, partsOfPost, type PostPart, stateOf } from "./parts.ts";

export interface Trouble {
  id: number;
  publicationId: number;
  why: string;
}

/** At most `limit` of them, oldest first. */
export function troubledPosts(store: Store, limit: number): Trouble[] {
  const rows = store.db
    .select({ row: post, page: publication.state })
    .from(post)
    .innerJoin(publication, eq(publication.id, post.publicationId))
    .orderBy(post.id)
    .all();
  const found: Trouble[] = [];
  for (const { row, page } of rows) {
    if (found.length === limit) break;
    const { id, publicationId, state } = row;
    const parts = partsOfPost(store, id);
    const why = whyOf(state, stateOf(parts, isUnwanted(row)), page) ?? whyStuck(state, parts);
    if (why !== null) found.push({ id, publicationId, why });
  }
  return found;
}

function whyOf(state: string, derived: string, page: string): string | null {
  if (derived !== state) return `it says ${state}, and its parts say ${derived}`;
  if (page === "withdrawn" && state !== "removing" && state !== "removed")
    return "its page is withdrawn, and nothing removes it";
  if (state === "partial") return "some of it is there, the rest failed, is in doubt or was lost";
  return state === "failed" ? "nothing of it arrived" : null;
}

/** It shall be gone, and nothing goes on by itself. */
function whyStuck(state: string, parts: readonly PostPart[]): string | null {
  const goesOn = parts
    .flatMap(({ send, removal }) => [send, removal])
    .some((row) => row !== null && (row.state === "queued" || row.state === "sending" || row.state === "unknown"));
  return state === "removing" && !goesOn ? "it cannot be removed by itself any more" : null;
}
