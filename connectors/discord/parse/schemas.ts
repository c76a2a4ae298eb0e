/** The parts of Discord's objects that we read. */
import { z } from "zod";

const Id = z.string().regex(/^\d+$/);

export const ApiUser = z.object({
  id: Id,
  username: z.string(),
  global_name: z.string().nullish(),
  avatar: z.string().nullish(),
  bot: z.boolean().optional(),
});
export type ApiUser = z.infer<typeof ApiUser>;

const ApiMember = z.object({ roles: z.array(Id), user: ApiUser.optional() });
export const ApiMemberWithUser = ApiMember.extend({ user: ApiUser });

const ApiAttachment = z.object({
  id: Id,
  filename: z.string(),
  size: z.number().nullish(),
  url: z.string(),
  content_type: z.string().nullish(),
  width: z.number().nullish(),
  height: z.number().nullish(),
  duration_secs: z.number().nullish(),
  description: z.string().nullish(),
});
export type ApiAttachment = z.infer<typeof ApiAttachment>;

const Words = z.object({
  content: z.string().default(""),
  attachments: z.array(ApiAttachment).default([]),
  sticker_items: z.array(z.object({ id: Id, name: z.string() })).default([]),
  flags: z.number().default(0),
});

const Bare = Words.extend({
  id: Id,
  type: z.number(),
  channel_id: Id,
  guild_id: Id.optional(),
  author: ApiUser,
  member: ApiMember.nullish(),
  webhook_id: Id.optional(),
  timestamp: z.string(),
  edited_timestamp: z.string().nullish(),
  mentions: z.array(ApiUser).default([]),
  mention_roles: z.array(Id).default([]),
  nonce: z.union([z.string(), z.number()]).nullish(),
  message_reference: z
    .object({ type: z.number().default(0), channel_id: Id.optional(), message_id: Id.optional() })
    .nullish(),
  /** A forward carries a copy of the words. */
  message_snapshots: z.array(z.object({ message: Words })).default([]),
  poll: z.object({ question: z.object({ text: z.string().nullish() }) }).nullish(),
  reactions: z
    .array(z.object({ me: z.boolean(), emoji: z.object({ id: Id.nullish(), name: z.string().nullish() }) }))
    .default([]),
});
export const ApiMessage = Bare.extend({ referenced_message: Bare.nullish() });
export type ApiMessage = z.infer<typeof ApiMessage>;

export const ApiChannel = z.object({
  id: Id,
  type: z.number(),
  guild_id: Id.optional(),
  name: z.string().nullish(),
  parent_id: Id.nullish(),
  last_message_id: Id.nullish(),
  recipients: z.array(ApiUser).default([]),
  /** Who opened a thread. */
  owner_id: Id.nullish(),
  thread_metadata: z
    .object({ archived: z.boolean(), locked: z.boolean(), archive_timestamp: z.string().optional() })
    .optional(),
  flags: z.number().optional(),
  permission_overwrites: z
    .array(z.object({ id: Id, type: z.number(), allow: z.string(), deny: z.string() }))
    .optional(),
  available_tags: z.array(z.object({ id: Id, name: z.string() })).default([]),
  newly_created: z.boolean().optional(),
});
export type ApiChannel = z.infer<typeof ApiChannel>;

export const Ready = z.object({ session_id: z.string(), resume_gateway_url: z.string(), user: ApiUser });
export const GuildCreate = z.object({
  id: Id,
  unavailable: z.boolean().optional(),
  channels: z.array(ApiChannel).default([]),
  threads: z.array(ApiChannel).default([]),
  members: z.array(ApiMember).default([]),
});
export const MessageDelete = z.object({ id: Id, channel_id: Id, guild_id: Id.optional() });
export const MessageDeleteBulk = z.object({ ids: z.array(Id), channel_id: Id, guild_id: Id.optional() });
export const Reaction = z.object({
  user_id: Id,
  channel_id: Id,
  message_id: Id,
  guild_id: Id.optional(),
  message_author_id: Id.optional(),
  member: ApiMemberWithUser.optional(),
  emoji: z.object({ id: Id.nullish(), name: z.string().nullish() }),
});
/** THREAD_LIST_SYNC, when the bot gains access to a channel. */
export const ThreadList = z.object({ guild_id: Id, threads: z.array(ApiChannel) });

/** Discord's channel types (docs: Channel resource). */
export const isDirectType = (type: number) => type === 1;
export const isThreadType = (type: number) => type === 10 || type === 11 || type === 12;
/** Forums and media channels hold posts, not messages. */
export const isForumType = (type: number) => type === 15 || type === 16;
export const PUBLIC_THREAD = 11;
export const isTextType = (type: number) => type === 0 || type === 5;
