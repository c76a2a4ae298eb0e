/** The parts of a post with everything that was sent for them. */
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { PostState } from "../../domain/publications.ts";
import type { MessageRow } from "../../store/message-content.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { delivery, message, post, postPart } from "../../store/schema.ts";
import type { DeliveryRow } from "../operation.ts";

export type PostRow = typeof post.$inferSelect;

export interface PostPart {
  position: number;
  message: MessageRow;
  /** What sends it. */
  send: DeliveryRow;
  /** The newest change of its words, and its deletion; null: there is none. */
  edit: DeliveryRow | null;
  removal: DeliveryRow | null;
}

const queriesOf = perStore((db) => ({
  post: db
    .select()
    .from(post)
    .where(eq(post.id, sql.placeholder("id")))
    .prepare(),
  postOfMessage: db
    .select({ id: postPart.postId })
    .from(postPart)
    .where(eq(postPart.messageId, sql.placeholder("messageId")))
    .prepare(),
  parts: db
    .select({ position: postPart.position, message, send: delivery })
    .from(postPart)
    .innerJoin(message, eq(message.id, postPart.messageId))
    .innerJoin(delivery, eq(delivery.id, postPart.deliveryId))
    .where(eq(postPart.postId, sql.placeholder("postId")))
    .orderBy(asc(postPart.position))
    .prepare(),
  changes: db
    .select({ change: delivery })
    .from(postPart)
    .innerJoin(delivery, and(eq(delivery.messageId, postPart.messageId), inArray(delivery.kind, ["edit", "delete"])))
    .where(eq(postPart.postId, sql.placeholder("postId")))
    .orderBy(asc(delivery.id))
    .prepare(),
}));

export function findPost(store: Store, id: number): PostRow | undefined {
  return queriesOf(store).post.get({ id });
}

/** The post that a message of ours is a part of. */
export function postOfMessage(store: Store, messageId: number): number | null {
  return queriesOf(store).postOfMessage.get({ messageId })?.id ?? null;
}

/** In order. */
export function partsOfPost(store: Store, postId: number): PostPart[] {
  const changes = queriesOf(store)
    .changes.all({ postId })
    .map(({ change }) => change);
  const newest = (messageId: number, kind: "edit" | "delete") =>
    changes.findLast((one) => one.messageId === messageId && one.kind === kind) ?? null;
  return queriesOf(store)
    .parts.all({ postId })
    .map((part) => ({ ...part, edit: newest(part.message.id, "edit"), removal: newest(part.message.id, "delete") }));
}

/** The `code` of an edit that a newer one made useless. */
export const REPLACED = "replaced";

/** Whether the post shall be gone. */
export function isUnwanted({ state }: Pick<PostRow, "state">): boolean {
  return state === "removing" || state === "removed";
}

/** Where one part stands: `lost` is one that we had and the platform has no longer, though nobody of us removed it. */
export type Standing = "coming" | "doubtful" | "standing" | "absent" | "lost";

export function standingOf({ message: row, send, removal }: PostPart): Standing {
  if (row.deletedAt !== null) return removal === null ? "lost" : "absent";
  switch (send.state) {
    case "sent":
      return "standing";
    case "unknown":
      return "doubtful";
    case "failed":
    case "cancelled":
      return "absent";
    case "queued":
    case "sending":
    case "scheduled":
    case "held":
      return "coming";
  }
}

/** From the parts alone, but for whether the post shall be gone. */
export function stateOf(parts: readonly PostPart[], unwanted: boolean): PostState {
  const wanted = parts.filter((part) => part.removal === null);
  const standings = (unwanted ? parts : wanted).map(standingOf);
  const has = (...some: Standing[]) => standings.some((one) => some.includes(one));
  if (unwanted) return has("coming", "doubtful", "standing") ? "removing" : "removed";
  if (has("doubtful")) return "partial";
  if (has("coming")) return "posting";
  if (!has("standing")) return has("absent") || standings.length === 0 ? "failed" : "removed";
  if (has("absent", "lost")) return "partial";
  const changes = parts
    .flatMap(({ edit, removal }) => [edit, removal])
    .flatMap((row) => (row === null || row.code === REPLACED ? [] : row.state));
  if (changes.some((state) => state === "failed" || state === "unknown" || state === "cancelled")) return "partial";
  return changes.some((state) => state === "queued" || state === "sending") ? "posting" : "posted";
}
