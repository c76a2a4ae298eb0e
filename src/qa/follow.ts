/** What changes along with a page, in the transaction that publishes or withdraws it: the search index, posts on platforms. */
import type { EpochMs } from "../domain/time.ts";
import type { Context } from "../store/context.ts";
import { indexPublication, unindexPublication } from "../store/publication-index.ts";
import type { publication } from "../store/schema.ts";
import { POSTS } from "./posts/follow.ts";

export interface PageFollower {
  /** The page's newest version is public from now on; also when a page that was public before says something new. `row.version` is its number. */
  published(ctx: Context, now: EpochMs, row: typeof publication.$inferSelect): void;
  /** Nothing of it is public any more, whoever or whatever took it down: `row.withdrawnFor` says why. */
  withdrawn(ctx: Context, now: EpochMs, row: typeof publication.$inferSelect): void;
}

const searchIndex: PageFollower = {
  published: ({ store }, _, { id }) => indexPublication(store, id),
  withdrawn: ({ store }, _, { id }) => unindexPublication(store, id),
};

const FOLLOWERS: readonly PageFollower[] = [searchIndex, POSTS];

export function followPublished(ctx: Context, now: EpochMs, row: typeof publication.$inferSelect): void {
  for (const one of FOLLOWERS) one.published(ctx, now, row);
}

export function followWithdrawn(ctx: Context, now: EpochMs, row: typeof publication.$inferSelect): void {
  for (const one of FOLLOWERS) one.withdrawn(ctx, now, row);
}
