/** Comments as the team looks at them: a page shows one once somebody has let it. */
import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { agentIdOf } from "../../domain/actor.ts";
import { demand } from "../../domain/permissions.ts";
import { posesAs } from "../../domain/poses.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { CommentState } from "../../domain/publications.ts";
import type { PlatformName } from "../../domain/platform.ts";
import { formatCursor, parseCursor } from "../../inbox/views/keyset.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { account, comment, identity, message, publication } from "../../store/schema.ts";

type CommentRow = typeof comment.$inferSelect;

export interface CommentView {
  row: CommentRow;
  /** As it was written, for whoever decides. */
  original: string;
  url: string | null;
  conversationId: number | null;
  author: { id: number | null; name: string; handle: string | null };
  platform: PlatformName;
  poses: boolean;
  page: { title: string; slug: string };
}

const columns = { row: comment, message, author: identity, account, page: publication };

export interface CommentFilter {
  state?: CommentState | undefined;
  publicationId?: number | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Newest first. Throws ProblemError `invalid` for a cursor that is not ours. */
export function listComments(store: Store, filter: CommentFilter): { items: CommentView[]; nextCursor: string | null } {
  const after = parseCursor(filter.cursor);
  const rows = select(store, [
    ...(filter.state === undefined ? [] : [isState(filter.state)]),
    ...(filter.publicationId === undefined ? [] : [eq(comment.publicationId, filter.publicationId)]),
    sql`${comment.id} < ${after.id}`,
  ])
    .orderBy(desc(comment.id))
    .limit(filter.limit + 1)
    .all();
  const items = rows.slice(0, filter.limit).map(view);
  const last = items.at(-1);
  const more = rows.length > filter.limit && last;
  return { items, nextCursor: more ? formatCursor({ at: last.row.at, id: last.row.id }) : null };
}

/** How many wait to be looked at. */
export function countPending(store: Store): number {
  return (
    store.db
      .select({ n: sql<number>`count(*)` })
      .from(comment)
      .where(isState("pending"))
      .get()?.n ?? 0
  );
}

/**
 * Shows it on its page, or hides it there; on the platform it stays. `text`: as whoever decides has read it. Throws ProblemError `forbidden`, `not-found` also where
 * its author has taken it back, or `conflict` where they have changed it since.
 */
export function decideComment(ctx: Context, id: number, state: "shown" | "hidden", text?: string): CommentView {
  demand(ctx, "publication.manage");
  const { store } = ctx;
  return store.transaction((now) => {
    const known = requireComment(store, id);
    if (text !== undefined && text !== known.row.text)
      throw new ProblemError("conflict", "Its author has changed it since you read it. Read it again, then decide.", {
        field: "text",
        extra: { reason: "changed" },
      });
    if (known.row.state === state) return known;
    const decided = { state, decidedBy: agentIdOf(ctx.actor), decidedAt: now };
    store.db.update(comment).set(decided).where(eq(comment.id, id)).run();
    const { publicationId, postId, messageId } = known.row;
    record(ctx, now, {
      type: "comment.decided",
      conversationId: known.conversationId,
      messageId,
      data: { publicationId, postId, commentId: id, state },
    });
    return requireComment(store, id);
  });
}

function requireComment(store: Store, id: number): CommentView {
  const found = select(store, [eq(comment.id, id)]).get();
  if (!found) throw new ProblemError("not-found", "There is no such comment, or its author took it back.");
  return view(found);
}

// Written out, as in the index of those that wait.
const isState = (state: CommentState) =>
  state === "pending" ? sql`${comment.state} = 'pending'` : eq(comment.state, state);

function select(store: Store, where: SQL[]) {
  return store.db
    .select(columns)
    .from(comment)
    .innerJoin(message, eq(message.id, comment.messageId))
    .innerJoin(account, eq(account.id, message.accountId))
    .innerJoin(publication, eq(publication.id, comment.publicationId))
    .leftJoin(identity, eq(identity.id, message.authorId))
    .where(and(...where));
}

type Found = NonNullable<ReturnType<ReturnType<typeof select>["get"]>>;

function view({ row, message: said, author, account: ours, page }: Found): CommentView {
  return {
    row,
    original: said.text,
    url: said.url,
    conversationId: said.conversationId,
    author: { id: author?.id ?? null, name: author?.name ?? "", handle: author?.handle ?? null },
    platform: ours.platform,
    poses: author !== null && poses(author, ours),
    page: { title: page.title, slug: page.slug },
  };
}

function poses(author: { name: string; handle: string | null; isUs: boolean }, ours: typeof account.$inferSelect) {
  return !author.isUs && posesAs(author, ours);
}
