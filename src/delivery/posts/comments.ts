/** What users write under a post comes back to its page: pending until somebody has looked at it, and gone where they take it back. */
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { EpochMs } from "../../domain/time.ts";
import { type Context, record } from "../../store/context.ts";
import type { MessageRow } from "../../store/message-content.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { comment, message, post, postPart, publication } from "../../store/schema.ts";
import { commentText } from "./comment-text.ts";

const p = sql.placeholder;
/** Answers to one comment that came before it, which is rare. */
const MOST_EARLY = 100;

const postFacts = { id: post.id, publicationId: post.publicationId, threadPlaceId: post.threadPlaceId };
type PostFacts = { id: number; publicationId: number; threadPlaceId: number | null };

const queriesOf = perStore((db) => ({
  any: db
    .select({ id: post.id })
    .from(post)
    .where(eq(post.accountId, p("accountId")))
    .limit(1)
    .prepare(),
  ofPlace: db
    .select(postFacts)
    .from(post)
    // Written out, as in the index.
    .where(and(eq(post.threadPlaceId, p("placeId")), isNotNull(post.threadPlaceId)))
    .orderBy(post.id)
    .limit(1)
    .prepare(),
  ofPart: db
    .select(postFacts)
    .from(message)
    .innerJoin(postPart, eq(postPart.messageId, message.id))
    .innerJoin(post, eq(post.id, postPart.postId))
    .where(and(eq(message.accountId, p("accountId")), eq(message.remoteId, p("remoteId"))))
    .prepare(),
  ofComment: db
    .select(postFacts)
    .from(message)
    .innerJoin(comment, eq(comment.messageId, message.id))
    .innerJoin(post, eq(post.id, comment.postId))
    .where(and(eq(message.accountId, p("accountId")), eq(message.remoteId, p("remoteId"))))
    .prepare(),
  known: db
    .select()
    .from(comment)
    .where(eq(comment.messageId, p("messageId")))
    .prepare(),
}));

/** Whether the account has ever posted anything: where not, nothing can stand under it. */
export function hasAnyPost(store: Store, accountId: number): boolean {
  return queriesOf(store).any.get({ accountId }) !== undefined;
}

/**
 * Takes a message that stands under a post, and follows it where it was taken before: new words are looked at anew. `under`: the remote id of the part of ours that it stands
 * under, where its place does not tell. Call inside the transaction that stored the message.
 */
export function takeAsComment(ctx: Context, now: EpochMs, row: MessageRow, under: string | null): void {
  if (row.direction === "outbound" || row.direction === "note" || row.deletedAt !== null) return;
  const queries = queriesOf(ctx.store);
  const known = queries.known.get({ messageId: row.id });
  if (known) return followComment(ctx, now, row.id);
  const found = postAround(ctx.store, row, under);
  if (!found || isBlocked(ctx.store, row.authorId)) return;
  insertComment(ctx, now, row, found);
}

function postAround(store: Store, row: MessageRow, under: string | null): PostFacts | undefined {
  const queries = queriesOf(store);
  const { accountId, placeId, inReplyTo } = row;
  const named = (remoteId: string | null) => (remoteId === null ? undefined : { accountId, remoteId });
  const [part, answered] = [named(under), named(inReplyTo)];
  return (
    queries.ofPlace.get({ placeId }) ??
    (part && queries.ofPart.get(part)) ??
    (answered && queries.ofComment.get(answered))
  );
}

function insertComment(ctx: Context, now: EpochMs, row: MessageRow, found: PostFacts): void {
  const { db } = ctx.store;
  const text = commentText(ctx.store, row, languageOf(ctx.store, found.publicationId));
  // A picture alone says nothing that a page could show.
  if (text === "") return;
  const { id: postId, publicationId } = found;
  const [made] = db
    .insert(comment)
    .values({ publicationId, postId, messageId: row.id, state: "pending", text, at: row.sentAt, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: comment.id })
    .all();
  if (!made) return;
  record(ctx, now, {
    type: "comment.received",
    accountId: row.accountId,
    conversationId: row.conversationId,
    messageId: row.id,
    data: { publicationId, postId, commentId: made.id },
  });
  if (found.threadPlaceId === null && row.remoteId !== null) takeEarlyAnswers(ctx, now, row);
}

/** Answers to it may have come first; where people answer in a thread of the post's own, its place tells. */
function takeEarlyAnswers(ctx: Context, now: EpochMs, row: MessageRow): void {
  const answers = ctx.store.db
    .select()
    .from(message)
    .where(
      and(
        eq(message.placeId, row.placeId),
        eq(message.inReplyTo, row.remoteId ?? ""),
        sql`${message.sentAt} >= ${row.sentAt}`,
        isNull(message.deletedAt),
      ),
    )
    .limit(MOST_EARLY)
    .all();
  for (const answer of answers) takeAsComment(ctx, now, answer, null);
}

/** What was written in the thread of a post before we knew that it is the post's. Call inside the transaction that finds out. */
export function gatherComments(ctx: Context, now: EpochMs, placeId: number): void {
  const rows = ctx.store.db.select().from(message).where(eq(message.placeId, placeId)).all();
  for (const row of rows) takeAsComment(ctx, now, row, null);
}

/** The words of a message have changed: those of its comment follow, and what was shown waits to be looked at again. */
export function followComment(ctx: Context, now: EpochMs, messageId: number): void {
  const { store } = ctx;
  const known = queriesOf(store).known.get({ messageId });
  const row = store.q.messageById.get({ id: messageId });
  if (!known || !row) return;
  const text = commentText(store, row, languageOf(store, known.publicationId));
  if (text === known.text) return;
  const { id: commentId, publicationId, postId } = known;
  const state = known.state === "shown" ? "pending" : known.state;
  store.db
    .update(comment)
    .set({ text, state, decidedBy: null, decidedAt: null })
    .where(eq(comment.id, commentId))
    .run();
  record(ctx, now, {
    type: "comment.received",
    accountId: row.accountId,
    conversationId: row.conversationId,
    messageId,
    data: { publicationId, postId, commentId },
  });
}

function isBlocked(store: Store, authorId: number | null): boolean {
  return authorId !== null && store.q.identityById.get({ id: authorId })?.state === "blockedByUs";
}

function languageOf(store: Store, publicationId: number) {
  return (
    store.db.select({ language: publication.language }).from(publication).where(eq(publication.id, publicationId)).get()
      ?.language ?? "zh"
  );
}
