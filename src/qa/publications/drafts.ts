/** Puts a new draft into the store. */
import { eq } from "drizzle-orm";
import { agentIdOf } from "../../domain/actor.ts";
import type { PublicationKind } from "../../domain/publications.ts";
import type { EpochMs } from "../../domain/time.ts";
import { type Context, record } from "../../store/context.ts";
import { publication } from "../../store/schema.ts";
import type { PublicationRow } from "./rows.ts";
import { freeSlug } from "./slugs.ts";

type Beginning = Omit<typeof publication.$inferInsert, "id" | "slug" | "state" | "createdAt" | "updatedAt" | "kind"> & {
  kind: PublicationKind;
};

/** By whoever acts, at an address of its own. Call inside a transaction. */
export function insertDraft(ctx: Context, now: EpochMs, values: Beginning): PublicationRow {
  const { store } = ctx;
  const agentId = agentIdOf(ctx.actor);
  const bare = store.db
    .insert(publication)
    .values({
      ...values,
      // Its number is not known yet. No address looks like this, and the next statement changes it.
      slug: "/new",
      state: "draft",
      authorId: agentId,
      editorId: agentId,
      createdAt: now,
      updatedAt: now,
    })
    .returning()
    .get();
  const row = store.db
    .update(publication)
    .set({ slug: freeSlug(store, bare.title, bare.id) })
    .where(eq(publication.id, bare.id))
    .returning()
    .get();
  record(ctx, now, {
    type: "publication.created",
    data: { publicationId: row.id, kind: row.kind, form: row.form, language: row.language },
  });
  return row;
}
