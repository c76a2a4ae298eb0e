/** The older Account Activity body: all kinds of events of one account in one object, in the words of API v1.1. */
import { dmMediaUrl, postMediaUrl } from "./render.ts";
import type { Composed } from "./text.ts";
import type { Dm, Happening, Post, User, World } from "./world.ts";

export type Item = Exclude<Happening, { kind: "other" }>;

export function accountActivityBody(
  world: World,
  userId: string,
  items: Item[],
  base: string,
): Record<string, unknown> {
  const posts = items.flatMap((item) => (item.kind === "post" ? [item.post] : []));
  const dms = items.flatMap((item) => (item.kind === "dm" ? [item.dm] : []));
  const gone = items.flatMap((item) => (item.kind === "post-deleted" ? [item.post] : []));
  const people = [...new Set(dms.flatMap((dm) => [dm.senderId, dm.recipientId]))];
  return {
    for_user_id: userId,
    ...(posts.length > 0 && { tweet_create_events: posts.map((post) => oldPost(world, post, base)) }),
    ...(dms.length > 0 && {
      direct_message_events: dms.map((dm) => oldDm(dm, base)),
      users: Object.fromEntries(people.map((id) => [id, oldPerson(world.users.get(id), base)])),
    }),
    ...(gone.length > 0 && {
      tweet_delete_events: gone.map((post) => ({
        status: { id: post.id, user_id: post.authorId },
        timestamp_ms: String(world.now()),
      })),
    }),
  };
}

function oldPost(world: World, post: Post, base: string): Record<string, unknown> {
  const author = world.users.get(post.authorId);
  const [initial = post.id] = post.chain.ids;
  return {
    created_at: oldTime(post.createdAt),
    id: Number(post.id),
    id_str: post.id,
    text: post.composed.text,
    display_text_range: post.composed.display,
    truncated: false,
    in_reply_to_status_id_str: post.replyTo,
    in_reply_to_user_id_str: post.replyToUserId,
    in_reply_to_screen_name: post.replyToUserId && (world.users.get(post.replyToUserId)?.username ?? null),
    user: {
      id_str: post.authorId,
      name: author?.name,
      screen_name: author?.username,
      profile_image_url_https: `${base}/profile_images/${post.authorId}_normal.png`,
    },
    is_quote_status: post.quotes !== null,
    entities: oldEntities(post.composed),
    ...(post.media.length > 0 && {
      extended_entities: {
        media: post.media.map((media) => ({
          id_str: media.id,
          media_url_https: postMediaUrl(base, media),
          type: media.mime.startsWith("video/") ? "video" : "photo",
          url: post.composed.urls.find((url) => url.media_key === media.key)?.url,
          sizes: { large: { w: 640, h: 480 } },
        })),
      },
    }),
    edit_history: { initial_tweet_id: initial, edit_tweet_ids: post.chain.ids },
    timestamp_ms: String(post.createdAt),
  };
}

function oldDm(dm: Dm, base: string): Record<string, unknown> {
  const [media] = dm.media;
  return {
    type: "message_create",
    id: dm.id,
    created_timestamp: String(dm.createdAt),
    message_create: {
      target: { recipient_id: dm.recipientId },
      sender_id: dm.senderId,
      message_data: {
        text: dm.composed.text,
        entities: oldEntities(dm.composed),
        ...(media && {
          attachment: {
            type: "media",
            media: {
              id_str: media.id,
              media_url_https: dmMediaUrl(base, dm, media),
              type: media.mime.startsWith("video/") ? "video" : "photo",
              sizes: { large: { w: 640, h: 480 } },
            },
          },
        }),
      },
    },
  };
}

function oldEntities({ urls, mentions }: Composed): Record<string, unknown> {
  return {
    hashtags: [],
    symbols: [],
    user_mentions: mentions.map(({ username, id, start, end }) => ({
      screen_name: username,
      id_str: id,
      indices: [start, end],
    })),
    urls: urls
      .filter((url) => url.media_key === undefined)
      .map(({ start, end, ...url }) => ({ ...url, indices: [start, end] })),
  };
}

function oldPerson(user: User | undefined, base: string): Record<string, unknown> {
  return {
    id: user?.id,
    created_timestamp: String(user?.createdAt),
    name: user?.name,
    screen_name: user?.username,
    profile_image_url_https: `${base}/profile_images/${user?.id}_normal.png`,
  };
}

/** `Wed Oct 10 20:19:24 +0000 2018`. */
function oldTime(ms: number): string {
  const [, day, date, month, year, time] = /^(\w+), (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(ms).toUTCString()) ?? [];
  return `${day} ${month} ${date} ${time} +0000 ${year}`;
}
