/** Forgets the content of files that no message holds any more. */
import { and, eq, isNull, sql } from "drizzle-orm";
import type { ContentStore } from "../../domain/content-store.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { media, upload } from "../../store/schema.ts";

const AT_ONCE = 100;

// Written out, not bound: only then does SQLite use the partial index of the same words.
const IS_DROPPED = sql`${media.state} = 'gone' and ${media.hash} is not null`;

/** Whether files wait to be dropped. */
export function hasDroppable(store: Store): boolean {
  return droppable(store, 1).length > 0;
}

/** Drops all that waits. A deleted message's file goes too, unless another message or an upload holds the same content. */
export async function dropContent(store: Store, content: ContentStore): Promise<void> {
  for (let rows = droppable(store, AT_ONCE); rows.length > 0; rows = droppable(store, AT_ONCE))
    for (const { id, hash } of rows) {
      if (hash !== null) await dropUnused(store, content, hash);
      store.db.update(media).set({ hash: null }).where(eq(media.id, id)).run();
    }
}

/** Deletes content unless a message or an upload holds it. */
export async function dropUnused(store: Store, content: ContentStore, hash: string): Promise<void> {
  const held = store.db
    .select({ id: media.id })
    .from(media)
    .where(and(eq(media.hash, hash), eq(media.state, "kept")))
    .limit(1)
    .get();
  const uploaded = store.db
    .select({ id: upload.id })
    .from(upload)
    .where(and(eq(upload.hash, hash), isNull(upload.droppedAt)))
    .limit(1)
    .get();
  if (!held && !uploaded) await content.delete(hash);
}

function droppable(store: Store, limit: number): { id: number; hash: string | null }[] {
  return dropped(store).all({ limit });
}

const dropped = perStore((db) =>
  db.select({ id: media.id, hash: media.hash }).from(media).where(IS_DROPPED).limit(sql.placeholder("limit")).prepare(),
);
