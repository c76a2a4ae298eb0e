/** Comments: looked at by the team, shown on the page. */
import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { publicName } from "../../delivery/posts/comment-text.ts";
import { agentIdOf } from "../../domain/actor.ts";
import { demand } from "../../domain/permissions.ts";
import { posesAs } from "../../domain/poses.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { CommentState } from "../../domain/publications.ts";
import type { PlatformName } from "../../domain/platform.ts";
import type { EpochMs } from "../../domain/time.ts";
import { formatCursor, parseCursor } from "../../inbox/views/keyset.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { account, comment, identity, message, publication } from "../../store/schema.ts";

type CommentRow = typeof comment.$inferSelect;

/** What the page shows of one. */
export interface ShownComment {
  id: number;
  /** Fit for a public page, as its text is. */
  name: string;
  text: string;
  at: EpochMs;
  platform: PlatformName;
  /** Their name looks like the brand's, and they are not of it. */
  poses: boolean;
}

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

const p = sql.placeholder;
const columns = { row: comment, message, author: identity, account, page: publication };
/** More on one page is for the platform itself. */
const MOST_SHOWN = 200;

const queriesOf = perStore((db) => ({
  shown: db
    .select(columns)
    .from(comment)
    .innerJoin(message, eq(message.id, comment.messageId))
    .innerJoin(account, eq(account.id, message.accountId))
    .innerJoin(publication, eq(publication.id, comment.publicationId))
    .leftJoin(identity, eq(identity.id, message.authorId))
    .where(and(eq(comment.publicationId, p("publicationId")), eq(comment.state, "shown")))
    .orderBy(asc(comment.at), asc(comment.id))
    .limit(MOST_SHOWN)
    .prepare(),
  hidden: db
    .select({ n: sql<number>`count(*)` })
    .from(comment)
    .where(and(eq(comment.publicationId, p("publicationId")), eq(comment.state, "hidden")))
    .prepare(),
}));

/** Of one page, oldest first, and how many were hidden. */
export function shownComments(store: Store, publicationId: number): { items: ShownComment[]; hidden: number } {
  const rows = queriesOf(store).shown.all({ publicationId });
  const items = rows.map(({ row, author, account: ours, page }) => ({
    id: row.id,
    name: publicName(store, author?.name ?? "", page.language),
    text: row.text,
    at: row.at,
    platform: ours.platform,
    poses: author !== null && poses(author, ours),
  }));
  return { items, hidden: queriesOf(store).hidden.get({ publicationId })?.n ?? 0 };
}

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

/** Shows it on its page, or hides it there; on the platform it stays. Throws ProblemError `forbidden`, or `not-found` also where its author has taken it back. */
export function decideComment(ctx: Context, id: number, state: "shown" | "hidden"): CommentView {
  demand(ctx, "publication.manage");
  const { store } = ctx;
  return store.transaction((now) => {
    const known = requireComment(store, id);
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
