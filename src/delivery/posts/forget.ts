/** Leaves nothing of a person's words in what was posted of their page, once they may be kept no longer. */
import { eq, sql } from "drizzle-orm";
import type { EpochMs } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import { wipeMessage } from "../../store/message-content.ts";
import { delivery, post } from "../../store/schema.ts";
import { partsOfPost } from "./parts.ts";

/**
 * Titles, and parts that never left; call after the page was taken down, in the same transaction. What stands on the platform is wiped when it is removed there,
 * and what is in doubt keeps its title, by which it is found.
 */
export function forgetPosts(store: Store, now: EpochMs, publicationId: number): void {
  const rows = store.db.select({ id: post.id }).from(post).where(eq(post.publicationId, publicationId)).all();
  for (const { send, message } of rows.flatMap(({ id }) => partsOfPost(store, id))) {
    const never = send.state === "failed" || send.state === "cancelled";
    if (never && message.deletedAt === null) wipeMessage(store, message.id, now);
    if (never || send.state === "sent")
      store.db
        .update(delivery)
        .set({ payload: sql`json_remove(${delivery.payload}, '$.title')` })
        .where(eq(delivery.id, send.id))
        .run();
  }
}
