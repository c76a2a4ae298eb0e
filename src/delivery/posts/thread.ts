/** Remembers the place that came of a post: people answer there, and its later parts stand there. */
import { eq } from "drizzle-orm";
import type { Place } from "../../../connectors/connector.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Context } from "../../store/context.ts";
import type { MessageRow } from "../../store/message-content.ts";
import { ensurePlace } from "../../store/places.ts";
import { post } from "../../store/schema.ts";
import type { DeliveryRow } from "../operation.ts";
import { gatherComments } from "./comments.ts";
import { postOfMessage } from "./parts.ts";

/** Gives where the first part stands from now on. Call inside the transaction that binds it. */
export function placeThread(
  ctx: Context,
  now: EpochMs,
  row: DeliveryRow,
  first: MessageRow,
  thread: Place | undefined,
): number {
  const { store } = ctx;
  const postId = postOfMessage(store, first.id);
  if (thread === undefined || postId === null) return first.placeId;
  const { id: placeId } = ensurePlace(store, row.accountId, thread);
  // The echo of a post that has no place of its own stands where it was put.
  if (placeId === first.placeId) return placeId;
  store.db.update(post).set({ threadPlaceId: placeId }).where(eq(post.id, postId)).run();
  // Somebody may have answered before the platform answered us.
  gatherComments(ctx, now, placeId);
  return placeId;
}
