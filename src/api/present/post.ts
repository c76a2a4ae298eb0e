/** Posts and comments as they go over the wire. */
import type { z } from "@hono/zod-openapi";
import type { PostPlace } from "../../../connectors/connector.ts";
import { formatId } from "../../domain/ids.ts";
import type { PlatformName } from "../../domain/platform.ts";
import { toIso } from "../../domain/time.ts";
import { plainName } from "../../domain/visible.ts";
import type { CommentView as Comment } from "../../qa/posts/comments.ts";
import type { PostView as Post } from "../../qa/posts/view.ts";
import type { PlaceRow } from "../../store/places.ts";
import type { CommentView, PostPlaceView, PostView } from "../post-schemas.ts";

export function presentPlace({
  place,
  kind,
  tags,
  tagRequired,
  maxTags,
  problem,
}: PostPlace): z.infer<typeof PostPlaceView> {
  const { id, title, url } = place;
  return { id, title, url, kind, tags, tagRequired, maxTags, problem };
}

/** `edits`: whether the platform can change what it has. */
export function presentPost(
  { row, place, thread, title, agentName, outdated, canResume, parts }: Post,
  { platform, edits }: { platform: PlatformName; edits: boolean },
): z.infer<typeof PostView> {
  return {
    id: formatId("post", row.id),
    publicationId: formatId("publication", row.publicationId),
    accountId: formatId("account", row.accountId),
    platform,
    state: row.state,
    place: shown(place),
    thread: thread && shown(thread),
    title,
    tags: row.tags,
    version: row.version,
    outdated,
    canResume,
    canUpdate: edits && outdated && (row.state === "posted" || row.state === "partial"),
    author: agentName,
    createdAt: toIso(row.createdAt),
    parts,
  };
}

const shown = ({ remoteId, title, url }: PlaceRow) => ({ id: remoteId, title, url });

export function presentComment(view: Comment): z.infer<typeof CommentView> {
  const { row, author, conversationId } = view;
  return {
    id: formatId("comment", row.id),
    publicationId: formatId("publication", row.publicationId),
    postId: formatId("post", row.postId),
    messageId: formatId("message", row.messageId),
    conversationId: conversationId === null ? null : formatId("conversation", conversationId),
    state: row.state,
    text: row.text,
    original: view.original,
    author: {
      id: author.id === null ? null : formatId("identity", author.id),
      name: plainName(author.name),
      handle: author.handle === null ? null : plainName(author.handle),
    },
    poses: view.poses,
    platform: view.platform,
    url: view.url,
    at: toIso(row.at),
    page: view.page,
  };
}
