/** Makes a post say what the newest version of its publication says, where the platform can change what it has. */
import { eq } from "drizzle-orm";
import type { PostCapabilities } from "../../../connectors/connector.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { Context } from "../../store/context.ts";
import { delivery, post } from "../../store/schema.ts";
import { guardPublicWords } from "../guard.ts";
import { insertDelivery } from "../insert.ts";
import { recordChange } from "../record-change.ts";
import { insertParts } from "./enqueue.ts";
import { findPost, partsOfPost, type PostPart, REPLACED, standingOf } from "./parts.ts";
import { insertRemoval, refreshPost } from "./refresh.ts";

export interface PostChange {
  version: number;
  parts: string[];
  how: PostCapabilities;
  links: readonly string[];
}

/**
 * Queues what is needed: edits, further parts, and the removal of those that are too many. Throws ProblemError `not-found`, `not-supported` where the platform
 * cannot edit, `conflict` where the post does not stand as a whole, and what the guard throws.
 */
export function enqueuePostChange(ctx: Context, postId: number, change: PostChange): void {
  ctx.store.transaction((now) => {
    const row = findPost(ctx.store, postId);
    if (!row) throw new ProblemError("not-found", "There is no such post.");
    if (!change.how.edits)
      throw new ProblemError(
        "not-supported",
        "This platform does not let us change a post. Remove it and post it again.",
      );
    const parts = partsOfPost(ctx.store, postId).filter((part) => part.removal === null);
    const whole = parts.every((part) => standingOf(part) === "standing" && part.message.remoteId !== null);
    const last = parts.at(-1);
    if ((row.state !== "posted" && row.state !== "partial") || !whole || !last)
      throw new ProblemError("conflict", "The post does not stand as a whole. Finish it, or remove it, first.", {
        extra: { state: row.state },
      });
    guardPublicWords(ctx.store, change.parts.join("\n"), change.links);
    for (const part of parts.slice(0, change.parts.length)) {
      const text = change.parts[parts.indexOf(part)] ?? "";
      if (saysNext(part) !== text) changeWords(ctx, now, part, text);
    }
    for (const part of parts.slice(change.parts.length)) insertRemoval(ctx, now, row, part, {});
    const more = change.parts.slice(parts.length);
    const { remoteId, placeId } = last.message;
    // Positions and groups go on behind parts that were removed.
    const position = Math.max(...partsOfPost(ctx.store, postId).map((part) => part.position));
    const after = { position, remoteId, groupId: last.send.groupId ?? last.send.id };
    insertParts(ctx, now, { postId, accountId: row.accountId, placeId, how: change.how, after }, more, () => ({}));
    ctx.store.db.update(post).set({ version: change.version }).where(eq(post.id, postId)).run();
    refreshPost(ctx, now, postId);
  });
}

/** What the part will say once everything that is on its way has arrived. */
function saysNext({ message, edit }: PostPart): string {
  return edit !== null && edit.state !== "sent" ? (edit.payload.text ?? "") : message.text;
}

function changeWords(ctx: Context, now: number, { message, edit }: PostPart, text: string): void {
  // One that has not left, or did not arrive, is of no use any more.
  if (edit !== null && (edit.state === "queued" || edit.state === "failed")) {
    ctx.store.db
      .update(delivery)
      .set({ state: "cancelled", code: REPLACED, nextAt: null, settledAt: now })
      .where(eq(delivery.id, edit.id))
      .run();
    recordChange(ctx, now, edit, "cancelled", REPLACED);
  }
  if (text === message.text && edit?.state !== "sending" && edit?.state !== "unknown") return;
  const made = insertDelivery(ctx, now, {
    accountId: message.accountId,
    conversationId: null,
    messageId: message.id,
    kind: "edit",
    payload: { text },
    state: "queued",
    nextAt: now,
  });
  recordChange(ctx, now, made, "queued", null);
}
