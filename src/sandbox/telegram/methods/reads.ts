/** getMe, getChat, getChatMember, getFile, getBusinessConnection. */
import { z } from "zod";
import { badRequest } from "../errors.ts";
import { isShared, type Person, type SharedRoom } from "../model.ts";
import { chatId, int, read } from "../params.ts";
import { connectionById, readable } from "../targets.ts";
import { chatOf, connectionOf, meOf, userOf } from "../wire.ts";
import type { Method } from "./call.ts";

export const getMe: Method = ({ lines }) => meOf(lines.bot);

export const getChat: Method = ({ world, lines, params }) => {
  const room = readable(world, lines.bot, read(z.object({ chat_id: chatId }), params).chat_id);
  return {
    ...chatOf(world, room),
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    },
    ...(isShared(room) && room.linkedChatId !== null ? { linked_chat_id: room.linkedChatId } : {}),
  };
};

export const getChatMember: Method = ({ world, lines, params }) => {
  const input = read(z.object({ chat_id: chatId, user_id: int }), params);
  const room = readable(world, lines.bot, input.chat_id);
  if (isShared(room) && room.kind === "channel" && !room.admins.has(lines.bot.person.id))
    throw badRequest("member list is inaccessible");
  const person = world.people.get(input.user_id);
  if (!person) throw badRequest("user not found");
  if (!isShared(room)) return { status: "member", user: userOf(person) };
  return memberOf(room, person, world.isMember(room, person.id));
};

function memberOf(room: SharedRoom, person: Person, isMember: boolean): Record<string, unknown> {
  const user = userOf(person);
  if (!isMember) return { status: "left", user };
  const lacking = room.admins.get(person.id);
  if (!lacking) return { status: "member", user };
  const inChannel = {
    can_post_messages: !lacking.has("can_post_messages"),
    can_edit_messages: !lacking.has("can_edit_messages"),
  };
  return {
    status: "administrator",
    user,
    can_be_edited: false,
    is_anonymous: false,
    can_manage_chat: true,
    can_delete_messages: !lacking.has("can_delete_messages"),
    ...(room.kind === "channel" ? inChannel : {}),
    can_manage_video_chats: false,
    can_restrict_members: false,
    can_promote_members: false,
    can_change_info: false,
    can_invite_users: true,
    can_post_stories: false,
    can_edit_stories: false,
    can_delete_stories: false,
  };
}

const MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024;

export const getFile: Method = ({ world, params }) => {
  const { file_id: id } = read(z.object({ file_id: z.string() }), params);
  const file = world.files.get(id.replace(/-s$/, ""));
  if (!file) throw badRequest("invalid file_id");
  if (file.bytes.length > MAX_DOWNLOAD_BYTES) throw badRequest("file is too big");
  return { file_id: id, file_unique_id: file.uniqueId, file_size: file.bytes.length, file_path: file.path };
};

export const getBusinessConnection: Method = ({ world, lines, params }) => {
  const { business_connection_id: id } = read(z.object({ business_connection_id: z.string() }), params);
  return connectionOf(world, connectionById(world, lines.bot, id));
};
