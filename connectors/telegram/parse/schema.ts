/** The parts of the Bot API's objects that Parley reads. https://core.telegram.org/bots/api#available-types */
import { z } from "zod";

export const User = z.object({
  id: z.int(),
  is_bot: z.boolean().default(false),
  first_name: z.string(),
  last_name: z.string().optional(),
  username: z.string().optional(),
});
export type User = z.infer<typeof User>;

export const Chat = z.object({
  id: z.int(),
  type: z.enum(["private", "group", "supergroup", "channel"]),
  title: z.string().optional(),
  username: z.string().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
});
export type Chat = z.infer<typeof Chat>;

const Entity = z.object({
  type: z.string(),
  offset: z.int(),
  length: z.int(),
  url: z.string().optional(),
  user: User.optional(),
});
export type Entity = z.infer<typeof Entity>;

const File = z.object({
  file_id: z.string(),
  file_size: z.int().optional(),
  mime_type: z.string().optional(),
  file_name: z.string().optional(),
  width: z.int().optional(),
  height: z.int().optional(),
  duration: z.number().optional(),
});
export type File = z.infer<typeof File>;

const Location = z.object({ latitude: z.number(), longitude: z.number() });

export const Message = z.looseObject({
  message_id: z.int(),
  date: z.int(),
  edit_date: z.int().optional(),
  chat: Chat,
  from: User.optional(),
  sender_chat: Chat.optional(),
  sender_business_bot: User.optional(),
  business_connection_id: z.string().optional(),
  message_thread_id: z.int().optional(),
  is_topic_message: z.boolean().optional(),
  is_automatic_forward: z.boolean().optional(),
  /** Read where the message is an automatic forward only: other forwards come from anywhere. */
  forward_origin: z.unknown().optional(),
  media_group_id: z.string().optional(),
  text: z.string().optional(),
  entities: z.array(Entity).optional(),
  caption: z.string().optional(),
  caption_entities: z.array(Entity).optional(),
  photo: z.array(File).optional(),
  video: File.optional(),
  animation: File.optional(),
  video_note: File.optional(),
  audio: File.optional(),
  voice: File.optional(),
  document: File.optional(),
  sticker: File.extend({
    emoji: z.string().optional(),
    is_video: z.boolean().optional(),
    is_animated: z.boolean().optional(),
  }).optional(),
  location: Location.optional(),
  venue: z.object({ location: Location, title: z.string(), address: z.string() }).optional(),
  contact: z.object({ phone_number: z.string(), first_name: z.string(), last_name: z.string().optional() }).optional(),
  poll: z.object({ question: z.string() }).optional(),
  dice: z.object({ emoji: z.string() }).optional(),
  migrate_to_chat_id: z.int().optional(),
  migrate_from_chat_id: z.int().optional(),
  /** Read by itself, so that an odd one does not spoil the message that answers it. */
  reply_to_message: z.unknown().optional(),
});
export type Message = z.infer<typeof Message>;

const ReactionType = z.looseObject({ type: z.string(), emoji: z.string().optional() });
const Member = z.object({ status: z.string(), user: User });

const Numbered = z.looseObject({ update_id: z.int() });

/** At most one of the optional fields is present; a kind that is not listed is not for us. */
export const Update = Numbered.extend({
  message: Message.optional(),
  edited_message: Message.optional(),
  channel_post: Message.optional(),
  edited_channel_post: Message.optional(),
  business_connection: z
    .object({
      id: z.string(),
      is_enabled: z.boolean(),
      // Before Bot API 9.0 the right stood by itself.
      can_reply: z.boolean().optional(),
      rights: z.object({ can_reply: z.boolean().optional() }).optional(),
    })
    .optional(),
  business_message: Message.optional(),
  edited_business_message: Message.optional(),
  deleted_business_messages: z
    .object({ business_connection_id: z.string(), chat: Chat, message_ids: z.array(z.int()) })
    .optional(),
  message_reaction: z
    .object({
      chat: Chat,
      message_id: z.int(),
      user: User.optional(),
      actor_chat: Chat.optional(),
      date: z.int(),
      old_reaction: z.array(ReactionType),
      new_reaction: z.array(ReactionType),
    })
    .optional(),
  my_chat_member: z.object({ chat: Chat, from: User, date: z.int(), new_chat_member: Member }).optional(),
});
export type Update = z.infer<typeof Update>;

/** What is asked for. */
export const UPDATE_KINDS = [
  "message",
  "edited_message",
  "channel_post",
  "edited_channel_post",
  "business_connection",
  "business_message",
  "edited_business_message",
  "deleted_business_messages",
  "message_reaction",
  "my_chat_member",
];
