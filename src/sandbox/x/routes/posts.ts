/** `tweets`: reading, writing, deleting and hiding posts. */
import { z } from "zod";
import { note } from "../../kit/requests.ts";
import type { Call, X } from "../endpoint.ts";
import { endpoint } from "../endpoint.ts";
import { duplicateText, forbidden, invalid, notFound, notSummoned, replyTargetGone, textTooLong } from "../problems.ts";
import { includesOf, tweetJson } from "../render.ts";
import { weightedLength } from "../text.ts";
import { summons, type Media, type Post } from "../world.ts";

const Create = z.looseObject({
  text: z.string().default(""),
  reply: z
    .looseObject({
      in_reply_to_tweet_id: z.string(),
      exclude_reply_user_ids: z.array(z.string()).default([]),
    })
    .optional(),
  quote_tweet_id: z.string().optional(),
  media: z.looseObject({ media_ids: z.array(z.string()).min(1).max(4) }).optional(),
  edit_options: z.looseObject({ previous_post_id: z.string() }).optional(),
});

/** How long the same words by the same account are refused; X does not say. */
const DUPLICATE_WINDOW_MS = 12 * 3_600_000;

export function posts(x: X): void {
  const read = { scopes: ["tweet.read", "users.read"], level: "read" as const, app: true, limit: "lookup" as const };
  const write = { scopes: ["tweet.read", "tweet.write", "users.read"], level: "read-write" as const };

  endpoint(x, "GET", "tweets", read, (call) => {
    const ids = (call.query["ids"] ?? "").split(",").filter(Boolean);
    if (ids.length === 0 || ids.length > 100) throw invalid("ids", call.query["ids"], "1 to 100 ids are needed");
    return lookup(x, call, ids, "ids", false);
  });
  endpoint(x, "GET", "tweets/:id", read, (call) => lookup(x, call, [call.c.req.param("id") ?? ""], "id", true));
  endpoint(x, "POST", "tweets", { ...write, limit: "posts" }, (call) => create(x, call));
  endpoint(x, "DELETE", "tweets/:id", { ...write, limit: "delete-post" }, ({ c, userId }) => {
    const post = x.world.posts.get(c.req.param("id") ?? "");
    if (post && post.authorId !== userId) throw forbidden("You are not authorized to delete this Tweet.");
    const deleted = post !== undefined && !post.chain.deleted;
    if (deleted) {
      x.world.deletePost(post);
      note(c, { effect: { kind: "delete", id: post.chain.ids[0] ?? post.id } });
    }
    return c.json({ data: { deleted } });
  });
  const hide = { scopes: ["tweet.read", "tweet.moderate.write", "users.read"], level: "read-write" as const };
  endpoint(x, "PUT", "tweets/:id/hidden", { ...hide, limit: "hide" }, async ({ c, userId }) => {
    const { hidden } = z.looseObject({ hidden: z.boolean() }).parse(await c.req.json());
    const post = x.world.live(c.req.param("id") ?? "");
    if (!post) return c.json({ errors: [notFound("tweet", "id", c.req.param("id") ?? "")] }, 404);
    const root = x.world.posts.get(post.conversationId);
    if (root?.authorId !== userId || post.authorId === userId)
      throw forbidden("You can only hide replies to conversations that you started.");
    post.chain.hidden = hidden;
    note(c, { effect: { kind: hidden ? "hide" : "unhide", id: post.chain.ids[0] ?? post.id } });
    x.world.tell({ kind: "other" });
    return c.json({ data: { hidden } });
  });
}

/** What was found as `data`, the rest as `errors` with status 200. An older version of an edited post can still be read. */
function lookup(x: X, { c, want }: Call, ids: string[], parameter: string, single: boolean): Response {
  const found = ids.flatMap((id) => (x.world.live(id) ? (x.world.posts.get(id) ?? []) : []));
  const missing = ids.filter((id) => !x.world.live(id));
  const data = found.map((post) => tweetJson(post, want));
  const includes = includesOf(x.world, found, want, x.base());
  return c.json({
    ...(data.length > 0 && { data: single ? data[0] : data }),
    ...(includes && { includes }),
    ...(missing.length > 0 && { errors: missing.map((id) => notFound("tweet", parameter, id)) }),
  });
}

async function create(x: X, { c, userId }: Call): Promise<Response> {
  const input = Create.safeParse(await c.req.json().catch(() => null));
  if (!input.success) throw invalid("body", "", z.prettifyError(input.error));
  const { text, reply, media, quote_tweet_id: quotes, edit_options: edit } = input.data;
  const files = (media?.media_ids ?? []).map((id) => uploaded(x, id));
  if (files.length > 1 && files.some(({ mime }) => mime === "image/gif" || mime.startsWith("video/")))
    throw invalid("media.media_ids", files.length, "A post takes four photos, or one GIF, or one video.");
  if (text.trim() === "" && files.length === 0) throw invalid("text", text, "Your Tweet text is empty.");
  if (weightedLength(text) > 280) throw textTooLong();
  if (edit) return edited(x, c, userId, edit.previous_post_id, text);

  const target = reply ? x.world.live(reply.in_reply_to_tweet_id) : null;
  if (reply && (!target || x.world.blocked(target.authorId, userId))) throw replyTargetGone();
  if (target && x.switches.summonedOnly && target.authorId !== userId && !summons(x.world, target, userId))
    throw notSummoned();
  const without = reply?.exclude_reply_user_ids ?? [];
  const carried = target ? x.world.carried(target, userId, without) : [];
  if (files.length === 0 && repeats(x, userId, [...carried, text].join(" "))) throw duplicateText();

  const replyTo = reply?.in_reply_to_tweet_id ?? null;
  const post = x.world.post({ authorId: userId, text, media: files, replyTo, quotes: quotes ?? null, without });
  note(c, { effect: { kind: "message", id: post.id } });
  return c.json({ data: { id: post.id, text: post.composed.text, edit_history_tweet_ids: post.chain.ids } }, 201);
}

function edited(x: X, c: Call["c"], userId: string, previous: string, text: string): Response {
  const before = x.world.live(previous);
  if (!before || before.authorId !== userId || before.id !== previous)
    throw forbidden("You are not permitted to edit this Post.");
  const post = x.world.edit(before, text);
  note(c, { effect: { kind: "edit", id: post.id } });
  return c.json({ data: { id: post.id, text: post.composed.text, edit_history_tweet_ids: post.chain.ids } }, 201);
}

function repeats(x: X, userId: string, whole: string): boolean {
  const since = x.world.now() - DUPLICATE_WINDOW_MS;
  const same = (post: Post) =>
    post.authorId === userId && post.createdAt >= since && [...post.carried, post.typed].join(" ") === whole;
  return x.world.timeline(same).length > 0;
}

/** Throws the 400 that X gives for an unknown or expired upload. */
export function uploaded(x: X, id: string): Media {
  const file = x.world.media.get(id);
  if (!file) throw invalid("media.media_ids", id, "Your media IDs are invalid.");
  return file;
}
