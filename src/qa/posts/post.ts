/** Posts a published page on a platform, and keeps it there: goes on, follows new versions, comes away. */
import { and, eq, ne } from "drizzle-orm";
import { enqueuePostChange } from "../../delivery/posts/change.ts";
import { enqueuePost } from "../../delivery/posts/enqueue.ts";
import { findPost, partsOfPost } from "../../delivery/posts/parts.ts";
import { type PartFate, removePost, resumePost, settlePart } from "../../delivery/posts/settle.ts";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import { checkPlace, howToPost, type PlaceForPosts } from "../../inbox/accounts/post-places.ts";
import { findAccount } from "../../inbox/accounts/rows.ts";
import type { AccountServices } from "../../inbox/accounts/services.ts";
import { publicPath } from "../../domain/publications.ts";
import type { Context } from "../../store/context.ts";
import { ensurePlace } from "../../store/places.ts";
import { post, publication, publicationVersion } from "../../store/schema.ts";
import { type PostPlan, planPost } from "./plan.ts";

export interface PostServices {
  accounts: AccountServices;
  /** Address of the public site, without a slash at the end. */
  origin: string;
}

export interface PostRequest {
  accountId: number;
  /** As `listPlaces` gave it, or as people call it. */
  place: string;
  tags: string[];
}

/** More would be no post but a book. */
const MOST_PARTS = 25;

/** What would be posted, and where, without posting it. Throws ProblemError as `postPage`. */
export async function previewPost(
  services: PostServices,
  ctx: Context,
  publicationId: number,
  request: PostRequest,
): Promise<{ place: PlaceForPosts; plan: PostPlan }> {
  requirePublished(ctx, publicationId);
  const place = await checkPlace(services.accounts, ctx, request.accountId, request);
  return { place, plan: planned(services, ctx, publicationId, request.accountId, place) };
}

/**
 * Checks everything with the platform, then queues the parts; gives the post's id. Throws ProblemError `not-found`, `conflict` where the page is not published or stands
 * there already, `reply-refused` or `post-refused` for words that must not leave, and as `checkPlace`: in each case nothing was posted.
 */
export async function postPage(
  services: PostServices,
  ctx: Context,
  publicationId: number,
  request: PostRequest,
): Promise<number> {
  const { accountId, tags } = request;
  const { place } = await previewPost(services, ctx, publicationId, request);
  return ctx.store.transaction(() => {
    // Somebody may have withdrawn or changed it while the platform was asked.
    const { version } = requirePublished(ctx, publicationId);
    refuseSecond(ctx, publicationId, accountId, place);
    const { how } = howToPost(services.accounts, findAccount(ctx.store, accountId));
    return enqueuePost(ctx, {
      publicationId,
      version,
      accountId,
      place: place.place,
      tags,
      ...planned(services, ctx, publicationId, accountId, place),
      how,
      links: linksOf(services),
    });
  });
}

/** Tries again what did not arrive. Throws ProblemError `not-found`, `conflict`, `reply-refused` or `post-refused`. */
export function resume(services: PostServices, ctx: Context, postId: number): void {
  demand(ctx, "publication.manage");
  const row = findPost(ctx.store, postId);
  // Of an account that was removed nothing would ever leave.
  if (row) findAccount(ctx.store, row.accountId);
  resumePost(ctx, postId, linksOf(services));
}

/** Takes it off the platform; the page stays. Throws ProblemError `not-found`. */
export function remove(ctx: Context, postId: number): void {
  demand(ctx, "publication.manage");
  removePost(ctx, postId);
}

/** Somebody has looked at the platform whether a part is there. Throws ProblemError `not-found` or `conflict`. */
export function settle(ctx: Context, postId: number, position: number, fate: PartFate): void {
  demand(ctx, "publication.manage");
  settlePart(ctx, postId, position, fate);
}

/** Makes a post say what the page says now. Throws ProblemError `not-found`, `not-supported`, `conflict`, `reply-refused` or `post-refused`. */
export function update(services: PostServices, ctx: Context, postId: number): void {
  demand(ctx, "publication.manage");
  ctx.store.transaction(() => {
    const row = findPost(ctx.store, postId);
    if (!row) throw new ProblemError("not-found", "There is no such post.");
    const { version } = requirePublished(ctx, row.publicationId);
    const [first] = partsOfPost(ctx.store, postId);
    const account = findAccount(ctx.store, row.accountId);
    const { how, measure } = howToPost(services.accounts, account);
    const { public: place } = services.accounts.platforms.platform(account.platform).capabilities;
    const shape = { titleLimit: null, textLimit: place.textLimit, opensWithText: first?.message.text !== "" };
    const page = pageOf(services, ctx, row.publicationId);
    const { parts } = planPost(page, shape, measure, first?.send.payload.title ?? "");
    enqueuePostChange(ctx, postId, { version, parts, how, links: linksOf(services) });
  });
}

/** The same for every post of a page that can be changed and stands as a whole; the others are shown as older than the page. */
export function updateAll(services: PostServices, ctx: Context, publicationId: number): void {
  const rows = ctx.store.db
    .select({ id: post.id })
    .from(post)
    .where(and(eq(post.publicationId, publicationId), eq(post.state, "posted")))
    .all();
  for (const { id } of rows) {
    try {
      update(services, ctx, id);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
    }
  }
}

function requirePublished({ store }: Context, id: number): typeof publication.$inferSelect {
  const row = store.db.select().from(publication).where(eq(publication.id, id)).get();
  if (!row) throw new ProblemError("not-found", "There is no such page.");
  if (row.state !== "published")
    throw new ProblemError("conflict", "Only a published page can be posted. Publish it first.", {
      extra: { state: row.state },
    });
  return row;
}

function refuseSecond(ctx: Context, publicationId: number, accountId: number, place: PlaceForPosts): void {
  const { id: placeId } = ensurePlace(ctx.store, accountId, place.place);
  const there = ctx.store.db
    .select({ id: post.id })
    .from(post)
    .where(and(eq(post.publicationId, publicationId), eq(post.placeId, placeId), ne(post.state, "removed")))
    .get();
  if (there)
    throw new ProblemError("conflict", "This page is posted there already. Resume that post, or remove it first.", {
      field: "place",
      extra: { postId: `pst_${there.id}` },
    });
}

function planned(
  services: PostServices,
  ctx: Context,
  publicationId: number,
  accountId: number,
  place: PlaceForPosts,
): PostPlan {
  const { measure } = howToPost(services.accounts, findAccount(ctx.store, accountId));
  const plan = planPost(pageOf(services, ctx, publicationId), place, measure);
  if (plan.parts.length > MOST_PARTS)
    throw new ProblemError("post-refused", `This would take ${plan.parts.length} parts; ${MOST_PARTS} is the most.`);
  return plan;
}

/** As the public reads it, not as somebody is changing it. */
function pageOf({ origin }: PostServices, { store }: Context, publicationId: number) {
  const found = store.db
    .select({ row: publication, title: publicationVersion.title, answer: publicationVersion.answer })
    .from(publication)
    .innerJoin(
      publicationVersion,
      and(eq(publicationVersion.publicationId, publication.id), eq(publicationVersion.version, publication.version)),
    )
    .where(eq(publication.id, publicationId))
    .get();
  if (!found) throw new ProblemError("not-found", "There is no such page.");
  const { row, title, answer } = found;
  return { title, answer, language: row.language, url: origin + publicPath(row.kind, row.slug) };
}

function linksOf({ origin }: PostServices): string[] {
  return URL.canParse(origin) ? [new URL(origin).host] : [];
}
