/** Hands what arrives under a post of ours to its page. */
import { hasAnyPost, takeAsComment } from "../../delivery/posts/comments.ts";
import type { MaskedSnapshot } from "./mask-event.ts";
import type { Run } from "./run.ts";

const asked = new WeakMap<Run, boolean>();

/** Asked once a batch: most accounts have none, and then nothing more is read. */
export function hasPosts(run: Run): boolean {
  const known = asked.get(run) ?? hasAnyPost(run.ctx.store, run.account.id);
  asked.set(run, known);
  return known;
}

/** Call after the message is stored, in the same transaction. */
export function takeComment(run: Run, messageId: number, { place, direction, under }: MaskedSnapshot): void {
  if (direction === "outbound" || place.kind !== "public" || !hasPosts(run)) return;
  const row = run.ctx.store.q.messageById.get({ id: messageId });
  if (row) takeAsComment(run.ctx, run.now, row, under ?? null);
}
