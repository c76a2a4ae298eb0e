/** Posts, direct messages and people as the API gives them, with just the fields and expansions that were asked for. */
import type { Dm, Media, Post, User, World } from "./world.ts";
import { pair } from "./world.ts";

export interface Wanted {
  expansions: Set<string>;
  tweet: Set<string>;
  user: Set<string>;
  media: Set<string>;
  dm: Set<string>;
}

/** Reads the `*.fields` and `expansions` of a query. */
export function wanted(query: Record<string, string>): Wanted {
  const set = (name: string) => new Set((query[name] ?? "").split(",").filter(Boolean));
  return {
    expansions: set("expansions"),
    tweet: set("tweet.fields"),
    user: set("user.fields"),
    media: set("media.fields"),
    dm: set("dm_event.fields"),
  };
}

export const EVERYTHING: Wanted = wanted({
  expansions:
    "author_id,attachments.media_keys,in_reply_to_user_id,entities.mentions.username,sender_id,participant_ids",
  "tweet.fields":
    "author_id,conversation_id,created_at,display_text_range,entities,in_reply_to_user_id,referenced_tweets,attachments,lang",
  "user.fields": "created_at,profile_image_url",
  "media.fields": "url,width,height,variants,alt_text,preview_image_url,duration_ms",
  "dm_event.fields": "attachments,created_at,dm_conversation_id,entities,sender_id,participant_ids,text",
});

type Json = Record<string, unknown>;
const iso = (ms: number): string => new Date(ms).toISOString();

function pick(fields: Set<string>, always: string[], all: Json): Json {
  const kept = Object.entries(all).filter(
    ([name, value]) => value !== undefined && (always.includes(name) || fields.has(name)),
  );
  return Object.fromEntries(kept);
}

const some = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

export function tweetJson(post: Post, want: Wanted): Json {
  const { urls, mentions, text, display } = post.composed;
  const references = [
    ...(post.replyTo === null ? [] : [{ type: "replied_to", id: post.replyTo }]),
    ...(post.quotes === null ? [] : [{ type: "quoted", id: post.quotes }]),
  ];
  const entities = { ...(some(urls) && { urls }), ...(some(mentions) && { mentions }) };
  return pick(want.tweet, ["id", "text", "edit_history_tweet_ids", ...expandable(want)], {
    id: post.id,
    text,
    edit_history_tweet_ids: post.chain.ids,
    author_id: post.authorId,
    conversation_id: post.conversationId,
    created_at: iso(post.createdAt),
    display_text_range: display,
    in_reply_to_user_id: post.replyToUserId ?? undefined,
    referenced_tweets: some(references),
    entities: Object.keys(entities).length > 0 ? entities : undefined,
    attachments: some(post.media) && { media_keys: post.media.map((item) => item.key) },
    lang: /\p{Script=Han}/u.test(text) ? "zh" : "en",
    edit_controls: {
      edits_remaining: Math.max(0, 6 - post.chain.ids.length),
      is_edit_eligible: true,
      editable_until: iso(post.chain.sentAt + 3_600_000),
    },
    possibly_sensitive: false,
    reply_settings: "everyone",
  });
}

/** An expansion brings the field it expands. */
function expandable(want: Wanted): string[] {
  const fields: Record<string, string> = {
    author_id: "author_id",
    in_reply_to_user_id: "in_reply_to_user_id",
    "referenced_tweets.id": "referenced_tweets",
    "attachments.media_keys": "attachments",
    "entities.mentions.username": "entities",
    sender_id: "sender_id",
    participant_ids: "participant_ids",
  };
  return [...want.expansions].flatMap((name) => fields[name] ?? []);
}

export function userJson(user: User, want: Wanted, base: string): Json {
  return pick(want.user, ["id", "name", "username"], {
    id: user.id,
    name: user.name,
    username: user.username,
    created_at: iso(user.createdAt),
    profile_image_url: `${base}/profile_images/${user.id}_normal.png`,
    verified: user.role === "brand",
    protected: false,
    description: "",
  });
}

export function mediaJson(media: Media, want: Wanted, url: string): Json {
  const video = media.mime.startsWith("video/");
  const gif = media.mime === "image/gif";
  const size = { width: 640, height: 480 };
  return pick(want.media, ["media_key", "type"], {
    media_key: media.key,
    type: video ? "video" : gif ? "animated_gif" : "photo",
    ...size,
    url: video ? undefined : url,
    preview_image_url: video ? url : undefined,
    duration_ms: video ? 1_000 : undefined,
    variants: video ? [{ bit_rate: 832_000, content_type: media.mime, url }] : undefined,
  });
}

export function dmJson(dm: Dm, want: Wanted): Json {
  const { urls, mentions } = dm.composed;
  return {
    ...pick(want.dm, ["id", "event_type", "text", ...expandable(want)], {
      id: dm.id,
      event_type: "MessageCreate",
      text: dm.composed.text,
      created_at: iso(dm.createdAt),
      sender_id: dm.senderId,
      dm_conversation_id: pair(dm.senderId, dm.recipientId),
      attachments: some(dm.media) && { media_keys: dm.media.map((item) => item.key) },
    }),
    ...(want.dm.has("entities") && { ...(some(urls) && { urls }), ...(some(mentions) && { mentions }) }),
  };
}

/** Where a direct message's file lies: readable by its two people only. */
export function dmMediaUrl(base: string, dm: Dm, media: Media): string {
  return `${base}/1.1/ton/data/dm/${dm.id}/${media.id}/${fileName(media)}`;
}

export function postMediaUrl(base: string, media: Media): string {
  return `${base}/media/${fileName(media)}`;
}

/** `ID.EXTENSION`; X's own names are random letters. */
export function fileName(media: Media): string {
  return `${media.id}.${(media.mime.split("/")[1] ?? "bin").replace("jpeg", "jpg")}`;
}

/** The `includes` of some posts. */
export function includesOf(world: World, posts: Post[], want: Wanted, base: string): Json | undefined {
  const people = new Set<string>();
  const media = new Map<string, Media>();
  const tweets = new Map<string, Post>();
  const collect = (post: Post, prefix: string) => {
    if (want.expansions.has(`${prefix}author_id`)) people.add(post.authorId);
    if (want.expansions.has(`${prefix}attachments.media_keys`))
      for (const item of post.media) media.set(item.key, item);
  };
  for (const post of posts) {
    collect(post, "");
    if (want.expansions.has("in_reply_to_user_id") && post.replyToUserId) people.add(post.replyToUserId);
    if (want.expansions.has("entities.mentions.username"))
      for (const mention of post.composed.mentions) if (mention.id) people.add(mention.id);
    if (!want.expansions.has("referenced_tweets.id")) continue;
    for (const id of [post.replyTo, post.quotes]) {
      const referenced = id === null ? undefined : world.posts.get(id);
      if (!referenced || referenced.chain.deleted) continue;
      tweets.set(referenced.id, referenced);
      collect(referenced, "referenced_tweets.id.");
    }
  }
  const users = [...people].flatMap((id) => world.users.get(id) ?? []).map((user) => userJson(user, want, base));
  const files = [...media.values()].map((item) => mediaJson(item, want, postMediaUrl(base, item)));
  const includes = {
    ...(some(users) && { users }),
    ...(some(files) && { media: files }),
    ...(tweets.size > 0 && { tweets: [...tweets.values()].map((post) => tweetJson(post, want)) }),
  };
  return Object.keys(includes).length > 0 ? includes : undefined;
}

/** The `includes` of some direct messages. */
export function dmIncludes(world: World, dms: Dm[], want: Wanted, base: string): Json | undefined {
  const people = new Set<string>();
  for (const dm of dms) {
    if (want.expansions.has("sender_id")) people.add(dm.senderId);
    if (want.expansions.has("participant_ids")) people.add(dm.senderId).add(dm.recipientId);
  }
  const users = [...people].flatMap((id) => world.users.get(id) ?? []).map((user) => userJson(user, want, base));
  const media = want.expansions.has("attachments.media_keys")
    ? dms.flatMap((dm) => dm.media.map((item) => mediaJson(item, want, dmMediaUrl(base, dm, item))))
    : [];
  const includes = { ...(some(users) && { users }), ...(some(media) && { media }) };
  return Object.keys(includes).length > 0 ? includes : undefined;
}
