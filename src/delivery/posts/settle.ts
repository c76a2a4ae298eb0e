/** What a person decides about a post: it goes on, it shall be gone, or what became of one of its parts. */
import { eq } from "drizzle-orm";
import { ProblemError } from "../../domain/problem.ts";
import type { EpochMs } from "../../domain/time.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { wipeMessage } from "../../store/message-content.ts";
import { delivery, post } from "../../store/schema.ts";
import { guardPublicWords } from "../guard.ts";
import type { DeliveryRow } from "../operation.ts";
import { settleOther, settleSent } from "../settle.ts";
import { findPost, isUnwanted, partsOfPost, type PostPart, type PostRow, REPLACED } from "./parts.ts";
import { refreshPost, setPostState } from "./refresh.ts";

/**
 * Removes everything of the publication from every platform: what waits does not leave, what stands is deleted, what is in doubt is deleted once it is found. Safe
 * to call at any time; call inside the transaction that takes the page away. Gives how many posts shall be gone.
 */
export function removePostsOf(ctx: Context, now: EpochMs, publicationId: number): number {
  const rows = ctx.store.db.select().from(post).where(eq(post.publicationId, publicationId)).all();
  for (const row of rows) startRemoval(ctx, now, row);
  return rows.filter((row) => row.state !== "removed").length;
}

/** The same for one post. Throws ProblemError `not-found`. */
export function removePost(ctx: Context, postId: number): void {
  ctx.store.transaction((now) => startRemoval(ctx, now, requirePost(ctx.store, postId)));
}

function startRemoval(ctx: Context, now: EpochMs, row: PostRow): void {
  if (!isUnwanted(row)) setPostState(ctx, now, row, "removing");
  refreshPost(ctx, now, row.id);
}

/**
 * Tries again what failed, and what was cancelled because of it: of a post that shall be there its parts and edits, of one that shall be gone its removal. Throws
 * ProblemError `not-found`, `conflict` where nothing can be tried, `reply-refused` or `post-refused` for words that must not leave by today's rules.
 */
export function resumePost(ctx: Context, postId: number, links: readonly string[]): void {
  ctx.store.transaction((now) => {
    const row = requirePost(ctx.store, postId);
    const parts = partsOfPost(ctx.store, postId);
    const again = isUnwanted(row) ? parts.flatMap(({ removal }) => removal ?? []) : parts.flatMap(unfinished);
    const rows = again.filter(({ state }) => state === "failed" || state === "cancelled");
    if (rows.length === 0)
      throw new ProblemError(
        "conflict",
        again.some(({ state }) => state === "unknown")
          ? "Nobody knows whether a part arrived. Look at the platform, then say whether it is there."
          : "There is nothing to try again: the platform has it, or it is on its way.",
        { extra: { state: row.state } },
      );
    if (!isUnwanted(row)) guardPublicWords(ctx.store, wordsOf(parts), links);
    for (const one of rows) tryAgain(ctx, now, one);
    refreshPost(ctx, now, postId);
  });
}

/** What of a part that shall be there may be tried again; one that is to go, what removes it. */
function unfinished({ send, edit, removal }: PostPart): DeliveryRow[] {
  if (removal !== null) return [removal];
  return edit !== null && edit.code !== REPLACED ? [send, edit] : [send];
}

function wordsOf(parts: readonly PostPart[]): string {
  return parts
    .filter((part) => part.removal === null)
    .map(({ message, edit, send }) => [send.payload.title ?? "", edit?.payload.text ?? message.text].join("\n"))
    .join("\n");
}

function tryAgain(ctx: Context, now: EpochMs, row: DeliveryRow): void {
  settleOther(ctx, now, row, { state: "queued", code: null, detail: null, nextAt: now });
  // A person's decision starts the count of attempts anew.
  ctx.store.db.update(delivery).set({ attempts: 0 }).where(eq(delivery.id, row.id)).run();
}

export type PartFate = "there" | "not-there";

/**
 * Somebody has looked at the platform: the part is there, or it is not. What is not there and shall be is sent (again); what is there and shall not be is
 * removed, by us where we know its id. Throws ProblemError `not-found`, or `conflict` where nobody needs to say so.
 */
export function settlePart(ctx: Context, postId: number, position: number, fate: PartFate): void {
  ctx.store.transaction((now) => {
    const row = requirePost(ctx.store, postId);
    const part = partsOfPost(ctx.store, postId).find((one) => one.position === position);
    if (!part) throw new ProblemError("not-found", "This post has no such part.", { field: "position" });
    const { send, edit, removal, message } = part;
    const nothing = { id: null, url: null, sentAt: null };
    const again = { state: "queued", code: null, detail: null, nextAt: now } as const;
    if (send.state === "unknown") {
      if (fate === "there") settleSent(ctx, now, send, nothing);
      else settleOther(ctx, now, send, again);
    } else if (removal !== null && isOpen(removal)) {
      if (fate === "not-there") settleSent(ctx, now, removal, nothing);
      else settleOther(ctx, now, removal, again);
    } else if (edit?.state === "unknown") {
      // `there`: with its new words.
      if (fate === "there") settleSent(ctx, now, edit, nothing);
      else settleOther(ctx, now, edit, again);
    } else if (fate === "not-there" && send.state === "sent" && message.deletedAt === null && isUnwanted(row)) {
      // Removed by hand, where we could not.
      wipeMessage(ctx.store, message.id, now);
      record(ctx, now, { type: "message.deleted", accountId: row.accountId, messageId: message.id });
      refreshPost(ctx, now, postId);
    } else
      throw new ProblemError("conflict", "This part is not in doubt; there is nothing to decide.", {
        extra: { state: send.state },
      });
  });
}

function isOpen({ state }: DeliveryRow): boolean {
  return state === "unknown" || state === "failed" || state === "cancelled";
}

function requirePost(store: Store, id: number): PostRow {
  const row = findPost(store, id);
  if (!row) throw new ProblemError("not-found", "There is no such post.");
  return row;
}
