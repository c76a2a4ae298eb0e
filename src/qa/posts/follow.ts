/** What becomes of posts when their page does. */
import { removePostsOf } from "../../delivery/posts/settle.ts";
import type { PageFollower } from "../follow.ts";

/** A new version waits for the platforms to be told: that takes what only a desk knows (`updateAll`). What is withdrawn is removed at once. */
export const POSTS: PageFollower = {
  published() {},
  withdrawn: (ctx, now, { id }) => void removePostsOf(ctx, now, id),
};
