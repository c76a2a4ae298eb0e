/** The way out for what answers nobody: a publication becomes a post on a platform, one delivery for each part. */
import { eq } from "drizzle-orm";
import type { Place, PostCapabilities } from "../../../connectors/connector.ts";
import { agentIdOf } from "../../domain/actor.ts";
import type { EpochMs } from "../../domain/time.ts";
import { type Context, record } from "../../store/context.ts";
import { insertOwnWords } from "../../store/own-words.ts";
import { ensurePlace } from "../../store/places.ts";
import { delivery, post, postPart } from "../../store/schema.ts";
import { guardPublicWords } from "../guard.ts";
import { insertDelivery } from "../insert.ts";

export interface PostInput {
  publicationId: number;
  /** Of the publication. */
  version: number;
  accountId: number;
  place: Place;
  /** Empty where a post has none of its own. */
  title: string;
  tags: string[];
  /** In order, each as long as the platform takes at most; the first may be empty where a title alone begins a thread. */
  parts: string[];
  how: PostCapabilities;
  /** Hosts and pages of ours that may be linked to beside the brand's list. */
  links: readonly string[];
}

/**
 * Queues all parts and gives the post's id; call once it is known that the place takes them. Throws ProblemError `reply-refused` or `post-refused` for words
 * that must not leave.
 */
export function enqueuePost(ctx: Context, input: PostInput): number {
  const { publicationId, accountId, version, tags, parts } = input;
  return ctx.store.transaction((now) => {
    guardPublicWords(ctx.store, [input.title, ...parts].join("\n"), input.links);
    const { id: placeId } = ensurePlace(ctx.store, accountId, input.place);
    const agentId = agentIdOf(ctx.actor);
    const { id } = ctx.store.db
      .insert(post)
      .values({ publicationId, accountId, placeId, tags, state: "posting", version, agentId, createdAt: now })
      .returning({ id: post.id })
      .get();
    insertParts(ctx, now, { postId: id, accountId, placeId, how: input.how, after: null }, parts, (first) =>
      first ? { title: input.title, tags, ...(input.how.removal === "thread" ? { thread: true } : {}) } : {},
    );
    record(ctx, now, { type: "publication.post", accountId, data: { publicationId, postId: id, state: "posting" } });
    return id;
  });
}

export interface Where {
  postId: number;
  accountId: number;
  /** Where they stand; the first part moves the later ones to the thread that it begins. */
  placeId: number;
  how: Pick<PostCapabilities, "laterParts">;
  /** The part that they follow; null: the first of them begins the post. */
  after: { position: number; remoteId: string | null; groupId: number } | null;
}

/** Stores and queues parts that follow each other. Call inside a transaction. */
export function insertParts(
  ctx: Context,
  now: EpochMs,
  where: Where,
  texts: readonly string[],
  payloadOf: (first: boolean) => { title?: string; tags?: string[]; thread?: boolean },
): void {
  const { store } = ctx;
  const { postId, accountId, placeId, after } = where;
  const from = after?.position ?? 0;
  let groupId = after?.groupId ?? null;
  for (const [index, text] of texts.entries()) {
    const position = from + index + 1;
    const begins = position === 1;
    const chained = !begins && where.how.laterParts === "reply";
    const messageId = insertOwnWords(
      store,
      now,
      { id: null, accountId, placeId, personId: null, episodeId: null },
      {
        direction: "outbound",
        text,
        agentId: agentIdOf(ctx.actor),
        author: "",
        inReplyTo: index === 0 && chained ? (after?.remoteId ?? null) : null,
      },
    );
    const row = insertDelivery(ctx, now, {
      accountId,
      conversationId: null,
      messageId,
      kind: begins ? "createThread" : where.how.laterParts,
      payload: { ...(chained ? { chained: true } : {}), ...payloadOf(begins) },
      part: position,
      parts: from + texts.length,
      groupId,
      state: "queued",
      nextAt: now,
    });
    if (groupId === null) {
      groupId = row.id;
      store.db.update(delivery).set({ groupId }).where(eq(delivery.id, row.id)).run();
    }
    store.db.insert(postPart).values({ postId, position, messageId, deliveryId: row.id }).run();
  }
}
