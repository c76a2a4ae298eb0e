/** Posts of pages on platforms, and the comments under them, as they go over the wire. */
import { z } from "@hono/zod-openapi";
import { PLATFORMS } from "../domain/platform.ts";
import { COMMENT_STATES, POST_STATES } from "../domain/publications.ts";
import { PART_STATES } from "../qa/posts/view.ts";

const PlaceShown = z.object({
  id: z.string().openapi({ description: "The platform's; what `place` takes" }),
  title: z.string().nullable(),
  url: z.string().nullable(),
});

export const PostPlaceView = PlaceShown.extend({
  kind: z.enum(["timeline", "channel", "forum", "text-channel"]),
  tags: z.array(z.string()),
  tagRequired: z.boolean(),
  maxTags: z.int(),
  problem: z
    .object({ code: z.string(), detail: z.string().nullable() })
    .nullable()
    .openapi({ description: "What stands in the way of a post there; null: nothing" }),
}).openapi("PostPlace");

export const PostInput = z
  .strictObject({
    accountId: z.string().max(30),
    place: z.string().min(1).max(200).openapi({
      description: "`id` of a place of `GET /api/accounts/{id}/post-places`, or what people call it (`@channel`)",
    }),
    tags: z.array(z.string().min(1).max(50)).max(20).default([]).openapi({ description: "By their names" }),
  })
  .openapi("PostInput");

export const PostPreview = z
  .object({
    place: PostPlaceView,
    title: z.string().openapi({ description: "Empty where a post has none there" }),
    parts: z
      .array(z.string())
      .openapi({ description: "In order; the first is empty where a title alone begins a thread" }),
  })
  .openapi("PostPreview");

export const PostPartView = z
  .object({
    position: z.int(),
    text: z.string(),
    state: z.enum(PART_STATES),
    code: z.string().nullable().openapi({ description: "Why it waits, failed or is in doubt" }),
    detail: z.string().nullable().openapi({ description: "The platform's own words" }),
    url: z.string().nullable(),
    canSettle: z.boolean().openapi({ description: "Somebody may look at the platform and say whether it is there" }),
  })
  .openapi("PostPart");

export const PostView = z
  .object({
    id: z.string().openapi({ example: "pst_3" }),
    publicationId: z.string(),
    accountId: z.string(),
    platform: z.enum(PLATFORMS),
    state: z.enum(POST_STATES),
    place: PlaceShown,
    thread: PlaceShown.nullable().openapi({
      description: "Where people answer; null where it has no place of its own",
    }),
    title: z.string(),
    tags: z.array(z.string()),
    version: z.int().openapi({ description: "The version of the page that it says" }),
    outdated: z.boolean(),
    canResume: z.boolean(),
    canUpdate: z
      .boolean()
      .openapi({ description: "It says something older than the page, and the platform can change it" }),
    author: z.string().nullable(),
    createdAt: z.iso.datetime(),
    parts: z.array(PostPartView),
  })
  .openapi("Post");

export const PartInput = z
  .strictObject({
    position: z.int().min(1).max(1_000),
    fate: z.enum(["there", "not-there"]).openapi({ description: "What somebody saw on the platform" }),
  })
  .openapi("PostPartInput");

export const CommentView = z
  .object({
    id: z.string().openapi({ example: "cmt_9" }),
    publicationId: z.string(),
    postId: z.string(),
    messageId: z.string(),
    conversationId: z.string().nullable(),
    state: z.enum(COMMENT_STATES),
    text: z.string().openapi({ description: "As the page shows it" }),
    original: z.string().openapi({ description: "As it was written" }),
    author: z.object({ id: z.string().nullable(), name: z.string(), handle: z.string().nullable() }),
    poses: z.boolean().openapi({ description: "Their name looks like the brand's, and they are not of it" }),
    platform: z.enum(PLATFORMS),
    url: z.string().nullable(),
    at: z.iso.datetime(),
    page: z.object({ title: z.string(), slug: z.string() }),
  })
  .openapi("Comment");
