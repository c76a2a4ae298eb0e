/** What the public has read of a page, version by version. */
import { aliasedTable, and, desc, eq } from "drizzle-orm";
import type { Store } from "../../store/db.ts";
import { agent, publicationVersion } from "../../store/schema.ts";
import { type PublicationRow, requirePublication } from "./rows.ts";

export type VersionRow = typeof publicationVersion.$inferSelect;

/** The version that the public reads, or read last; call for a page that was published. */
export function versionOf({ db }: Store, { id, version }: Pick<PublicationRow, "id" | "version">): VersionRow {
  const row = db
    .select()
    .from(publicationVersion)
    .where(and(eq(publicationVersion.publicationId, id), eq(publicationVersion.version, version)))
    .get();
  if (!row) throw new Error(`publication ${id} lost its version ${version}`);
  return row;
}

/** Newest first. Throws ProblemError `not-found`. */
export function listVersions(store: Store, id: number) {
  requirePublication(store, id);
  const reviewer = aliasedTable(agent, "reviewer");
  return store.db
    .select({ version: publicationVersion, editor: agent.name, reviewer: reviewer.name })
    .from(publicationVersion)
    .leftJoin(agent, eq(agent.id, publicationVersion.editorId))
    .leftJoin(reviewer, eq(reviewer.id, publicationVersion.reviewerId))
    .where(eq(publicationVersion.publicationId, id))
    .orderBy(desc(publicationVersion.version))
    .all();
}
