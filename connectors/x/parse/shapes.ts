/** The parts of X's answers that Parley reads; everything else is let through unread. */
import { z } from "zod";

const id = z.string().regex(/^\d{1,19}$/);

const time = z.string().refine((text) => !Number.isNaN(Date.parse(text)), "not a time");

export const XUser = z.object({
  id,
  name: z.string().catch(""),
  username: z.string().catch(""),
  profile_image_url: z.string().optional(),
});
export type XUser = z.infer<typeof XUser>;

export const XMedia = z.object({
  media_key: z.string(),
  type: z.string(),
  url: z.string().optional(),
  preview_image_url: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  duration_ms: z.number().optional(),
  alt_text: z.string().optional(),
  variants: z
    .array(
      z.object({ bit_rate: z.number().optional(), content_type: z.string().optional(), url: z.string().optional() }),
    )
    .optional(),
});
export type XMedia = z.infer<typeof XMedia>;

export const Entities = z.object({
  urls: z
    .array(z.object({ url: z.string(), expanded_url: z.string().optional(), media_key: z.string().optional() }))
    .default([]),
  mentions: z.array(z.object({ username: z.string(), id: id.optional() })).default([]),
});
export type Entities = z.infer<typeof Entities>;

export const Post = z.object({
  id,
  text: z.string(),
  author_id: id,
  conversation_id: id.optional(),
  created_at: time.optional(),
  display_text_range: z.tuple([z.number(), z.number()]).optional(),
  in_reply_to_user_id: id.nullish(),
  referenced_tweets: z.array(z.object({ type: z.string(), id })).optional(),
  entities: Entities.optional(),
  attachments: z.object({ media_keys: z.array(z.string()).optional() }).optional(),
  edit_history_tweet_ids: z.array(id).optional(),
  /** The whole text of a long post; `text` is then its beginning. */
  note_tweet: z.object({ text: z.string(), entities: Entities.optional() }).optional(),
});
export type Post = z.infer<typeof Post>;

export const DmEvent = z.object({
  id,
  event_type: z.string(),
  text: z.string().optional(),
  created_at: time.optional(),
  sender_id: id.optional(),
  dm_conversation_id: z.string().optional(),
  participant_ids: z.array(id).optional(),
  attachments: z.object({ media_keys: z.array(z.string()).optional() }).optional(),
  urls: Entities.shape.urls.optional(),
  mentions: Entities.shape.mentions.optional(),
  entities: Entities.optional(),
});
export type DmEvent = z.infer<typeof DmEvent>;

const list = z.array(z.unknown()).default([]);

/** A page or a lookup; entries are parsed one by one, so that one bad entry spoils no other. */
export const Page = z.object({
  data: list,
  includes: z.object({ users: list, media: list, tweets: list }).partial().default({}),
  meta: z.object({ next_token: z.string().optional(), newest_id: id.optional() }).default({}),
});
export type Page = z.infer<typeof Page>;

/** What posts and messages refer to, by id. */
export interface Includes {
  users: Map<string, XUser>;
  media: Map<string, XMedia>;
  posts: unknown[];
}

export function readIncludes(includes: Partial<Record<"users" | "media" | "tweets", unknown[] | undefined>>): Includes {
  const users = (includes.users ?? []).flatMap((user) => XUser.safeParse(user).data ?? []);
  const media = (includes.media ?? []).flatMap((item) => XMedia.safeParse(item).data ?? []);
  return {
    users: new Map(users.map((user) => [user.id, user])),
    media: new Map(media.map((item) => [item.media_key, item])),
    posts: includes.tweets ?? [],
  };
}
