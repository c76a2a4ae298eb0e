/** Reads the older Account Activity body, in the words of API v1.1, as if it had come from API v2. */
import { z } from "zod";
import type { EpochMs } from "../../../src/domain/time.ts";
import type { ConnectorEvent } from "../../connector.ts";
import { pair } from "../ids.ts";
import { knownPost } from "../threads.ts";
import { dmEvents } from "./dm.ts";
import { poison } from "./poison.ts";
import { postEvent } from "./post.ts";
import { readIncludes, type Includes } from "./shapes.ts";

/** Ids and times are checked here, since what follows reckons with them. */
const digits = z.string().regex(/^\d{1,19}$/);

const OldMedia = z.object({
  id_str: digits,
  media_url_https: z.string(),
  type: z.string(),
  url: z.string().optional(),
  video_info: z
    .object({
      variants: z.array(z.object({ bitrate: z.number().optional(), content_type: z.string(), url: z.string() })),
    })
    .optional(),
  sizes: z.object({ large: z.object({ w: z.number(), h: z.number() }) }).optional(),
});
const OldEntities = z.object({
  urls: z.array(z.object({ url: z.string(), expanded_url: z.string().nullish() })).default([]),
  user_mentions: z.array(z.object({ screen_name: z.string(), id_str: digits })).default([]),
});
const OldText = z.object({
  display_text_range: z.tuple([z.number(), z.number()]).optional(),
  entities: OldEntities.default({ urls: [], user_mentions: [] }),
  extended_entities: z.object({ media: z.array(OldMedia) }).optional(),
});
const OldPost = OldText.extend({
  id_str: digits,
  text: z.string().default(""),
  full_text: z.string().optional(),
  extended_tweet: OldText.extend({ full_text: z.string() }).optional(),
  in_reply_to_status_id_str: digits.nullish(),
  in_reply_to_user_id_str: digits.nullish(),
  conversation_id_str: digits.optional(),
  user: z.object({
    id_str: digits,
    name: z.string(),
    screen_name: z.string(),
    profile_image_url_https: z.string().optional(),
  }),
  edit_history: z.object({ edit_tweet_ids: z.array(z.string()) }).optional(),
});
const OldDm = z.object({
  type: z.literal("message_create"),
  id: digits,
  created_timestamp: digits,
  message_create: z.object({
    target: z.object({ recipient_id: digits }),
    sender_id: digits,
    message_data: z.object({
      text: z.string().default(""),
      entities: OldEntities.default({ urls: [], user_mentions: [] }),
      attachment: z.object({ media: OldMedia.optional() }).optional(),
    }),
  }),
});
const OldPeople = z.record(
  z.string(),
  z.object({ name: z.string(), screen_name: z.string(), profile_image_url_https: z.string().optional() }),
);

const list = z.array(z.unknown()).default([]);
export const AccountActivity = z.object({
  for_user_id: digits,
  tweet_create_events: list,
  tweet_delete_events: list,
  direct_message_events: list,
  users: z.unknown().optional(),
});

/** All events of all kinds in one body. */
export function accountActivityEvents(body: z.infer<typeof AccountActivity>, now: EpochMs): ConnectorEvent[] {
  const self = body.for_user_id;
  const people = OldPeople.safeParse(body.users ?? {}).data ?? {};
  return [
    ...body.tweet_create_events.map((input) => oldPost(input, self, now)),
    ...body.direct_message_events.flatMap((input) => oldDm(input, self, now, people)),
    ...body.tweet_delete_events.flatMap((input) => oldDeletion(input, now)),
  ];
}

function oldPost(input: unknown, self: string, now: EpochMs): ConnectorEvent {
  const parsed = OldPost.safeParse(input);
  if (!parsed.success) return poison("post", parsed.error, input, now);
  const old = parsed.data;
  const whole = old.extended_tweet ?? old;
  const parent = old.in_reply_to_status_id_str ?? null;
  const media = (whole.extended_entities ?? old.extended_entities)?.media ?? [];
  const { id_str: author, name, screen_name: username, profile_image_url_https: avatar } = old.user;
  // This body does not tell the conversation: an unknown parent stands for it, as for a first answer it is the very one.
  const conversation =
    old.conversation_id_str ?? (parent === null ? null : (knownPost(parent)?.conversation ?? parent));
  const post = {
    id: old.id_str,
    text: old.extended_tweet?.full_text ?? old.full_text ?? old.text,
    author_id: author,
    ...(conversation !== null && { conversation_id: conversation }),
    display_text_range: whole.display_text_range,
    in_reply_to_user_id: old.in_reply_to_user_id_str ?? null,
    referenced_tweets: parent === null ? [] : [{ type: "replied_to", id: parent }],
    entities: newEntities(whole.entities, media),
    attachments: { media_keys: media.map(mediaKey) },
    edit_history_tweet_ids: old.edit_history?.edit_tweet_ids,
  };
  const users = [{ id: author, name, username, profile_image_url: avatar }];
  return postEvent(post, { self, includes: includes(users, media), history: false, now });
}

function oldDm(input: unknown, self: string, now: EpochMs, people: z.infer<typeof OldPeople>): ConnectorEvent[] {
  const parsed = OldDm.safeParse(input);
  if (!parsed.success) return [poison("direct message", parsed.error, input, now)];
  const { id, created_timestamp: at, message_create: old } = parsed.data;
  const { text, entities, attachment } = old.message_data;
  const media = attachment?.media ? [attachment.media] : [];
  const dm = {
    id,
    event_type: "MessageCreate",
    text,
    created_at: new Date(Number(at)).toISOString(),
    sender_id: old.sender_id,
    dm_conversation_id: pair(old.sender_id, old.target.recipient_id),
    attachments: { media_keys: media.map(mediaKey) },
    entities: newEntities(entities, media),
  };
  const users = Object.entries(people).map(
    ([userId, { name, screen_name: username, profile_image_url_https: avatar }]) => ({
      id: userId,
      name,
      username,
      profile_image_url: avatar,
    }),
  );
  return dmEvents(dm, { self, includes: includes(users, media), history: false, now });
}

function oldDeletion(input: unknown, now: EpochMs): ConnectorEvent[] {
  const Deletion = z.object({ status: z.object({ id: digits }), timestamp_ms: z.coerce.number() });
  const parsed = Deletion.safeParse(input);
  if (!parsed.success) return [poison("deletion", parsed.error, input, now)];
  return [{ type: "message.deleted", messageId: parsed.data.status.id, at: parsed.data.timestamp_ms }];
}

function newEntities(old: z.infer<typeof OldEntities>, media: z.infer<typeof OldMedia>[]) {
  return {
    urls: [
      ...old.urls.map(({ url, expanded_url: expanded }) => ({ url, ...(expanded && { expanded_url: expanded }) })),
      ...media.flatMap((item) => (item.url === undefined ? [] : [{ url: item.url, media_key: mediaKey(item) }])),
    ],
    mentions: old.user_mentions.map(({ screen_name: username, id_str: id }) => ({ username, id })),
  };
}

const mediaKey = ({ id_str: id, type }: z.infer<typeof OldMedia>): string => `${type === "photo" ? 3 : 7}_${id}`;

function includes(users: unknown[], media: z.infer<typeof OldMedia>[]): Includes {
  return readIncludes({
    users,
    media: media.map((item) => ({
      media_key: mediaKey(item),
      type: item.type,
      url: item.media_url_https,
      width: item.sizes?.large.w,
      height: item.sizes?.large.h,
      variants: item.video_info?.variants.map(({ bitrate, ...rest }) => ({ bit_rate: bitrate, ...rest })),
    })),
  });
}
