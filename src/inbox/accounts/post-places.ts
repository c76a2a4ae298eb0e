/** Asks a platform whether it would take a post, before anything is posted. */
import type { PostCapabilities, PostPlace, Posts } from "../../../connectors/connector.ts";
import { ConnectorError } from "../../../connectors/errors.ts";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import { storedCandidate, withConnector } from "./connect.ts";
import { findAccount, refuseWhilePaused } from "./rows.ts";
import type { AccountServices } from "./services.ts";
import type { Context } from "../../store/context.ts";

/** A place as the platform has it now. */
export type PlaceForPosts = PostPlace;

type Account = ReturnType<typeof findAccount>;

/** Where an account could post, with what stands in the way. Throws ProblemError as `checkPlace`. */
export async function listPlaces(services: AccountServices, ctx: Context, accountId: number): Promise<PostPlace[]> {
  demand(ctx, "publication.manage");
  return askPosts(services, ctx, accountId, (posts, signal) => posts.places(signal));
}

/**
 * The place as the platform has it now. Throws ProblemError `not-found`, `not-supported` where the platform takes no posts, `conflict` where the account does not work,
 * `post-refused` with `platformCode` where a post with these tags cannot be made there, `platform-unavailable` or `credentials-rejected`.
 */
export async function checkPlace(
  services: AccountServices,
  ctx: Context,
  accountId: number,
  wanted: { place: string; tags: string[] },
): Promise<PostPlace> {
  demand(ctx, "publication.manage");
  return askPosts(services, ctx, accountId, (posts, signal) =>
    posts.check(wanted, signal).catch((error: unknown) => {
      throw error instanceof ConnectorError && error.kind === "permanent" ? refusal(error) : error;
    }),
  );
}

/** How posts of this account work. Throws ProblemError `not-supported`. */
export function howToPost(services: AccountServices, { platform }: Pick<Account, "platform">) {
  const { posts, public: place } = services.platforms.platform(platform).capabilities;
  if (!posts) throw new ProblemError("not-supported", "This platform takes no posts of ours.");
  const how: PostCapabilities = posts;
  return { how, measure: place.measure };
}

async function askPosts<T>(
  services: AccountServices,
  ctx: Context,
  accountId: number,
  ask: (posts: Posts, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const row = findAccount(ctx.store, accountId);
  refuseWhilePaused(ctx.store);
  howToPost(services, row);
  if (row.state !== "active")
    throw new ProblemError(
      "conflict",
      "This account does not work at the moment. Look after it in the settings first.",
      {
        field: "accountId",
        extra: { state: row.state },
      },
    );
  return withConnector(services, ctx.store, storedCandidate(services, ctx.store, row), async ({ posts }, signal) => {
    if (!posts) throw new ProblemError("not-supported", "This platform takes no posts of ours.");
    return ask(posts, signal);
  });
}

const SENTENCES: Record<string, string> = {
  "place-gone": "The platform has no such place, or does not show it to us.",
  "not-a-post-place": "Nothing can be posted there: choose a channel, a forum or the account's own page.",
  "not-admin": "The bot is no administrator of this channel. Make it one, with the rights to post and to delete.",
  "missing-permission": "The account lacks a permission there, which its owner can give.",
  "unknown-tag": "The forum has no such tag. Choose among those that it has.",
  "tag-required": "This forum takes no post without a tag. Choose one.",
  "too-many-tags": "The forum takes fewer tags on a post. Take some off.",
};

function refusal({ code, detail }: ConnectorError): ProblemError {
  const field = code.includes("tag") ? "tags" : "place";
  const sentence = SENTENCES[code] ?? "The platform would not take this post.";
  return new ProblemError("post-refused", detail === null ? sentence : `${sentence} (${detail})`, {
    field,
    extra: { platformCode: code },
  });
}
