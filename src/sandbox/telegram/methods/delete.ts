/** deleteMessage, deleteMessages and deleteBusinessMessages. https://core.telegram.org/bots/api#deletemessage */
import { z } from "zod";
import { note } from "../../kit/requests.ts";
import { badRequest } from "../errors.ts";
import { isShared, mayAsAdmin, type Message, type Room } from "../model.ts";
import { removeForward } from "../discussion.ts";
import { tellDeleted } from "../news.ts";
import { chatId, int, json, read } from "../params.ts";
import { connectionById, messageIn, readable, remoteId } from "../targets.ts";
import type { Call, Method } from "./call.ts";
import { isOwn } from "./edit.ts";

const DELETABLE_MS = 48 * 3_600_000;

export const deleteMessage: Method = (call) => {
  const input = read(z.object({ chat_id: chatId, message_id: int }), call.params);
  const room = readable(call.world, call.lines.bot, input.chat_id);
  return remove(call, room, messageIn(room, input.message_id, "message to delete not found"));
};

/** Those that are gone already are passed over. */
export const deleteMessages: Method = (call) => {
  const ids = json(z.array(z.int()).min(1).max(100));
  const input = read(z.object({ chat_id: chatId, message_ids: ids }), call.params);
  const room = readable(call.world, call.lines.bot, input.chat_id);
  for (const id of input.message_ids) {
    const message = room.messages.get(id);
    if (message && !message.deleted) remove(call, room, message);
  }
  return true;
};

function remove(call: Call, room: Room, message: Message): true {
  const { world, lines } = call;
  const admin = isShared(room) && mayAsAdmin(room, lines.bot.person.id, "can_delete_messages");
  const may = admin || isOwn(call, message) || room.kind === "dm";
  if (!may || (!admin && world.now() - message.sentAt > DELETABLE_MS)) throw badRequest("message can't be deleted");
  world.remove(message);
  removeForward(world, message);
  note(call.c, { effect: { kind: "delete", id: remoteId({ room, connection: null }, message.id) } });
  return true;
}

export const deleteBusinessMessages: Method = (call) => {
  const input = read(
    z.object({ business_connection_id: z.string(), message_ids: json(z.array(z.int()).min(1).max(100)) }),
    call.params,
  );
  const { world, lines } = call;
  const connection = connectionById(world, lines.bot, input.business_connection_id);
  // The platform has one id space for all chats of an account; here the rooms of the owner are searched.
  const rooms = [...world.rooms.values()].filter(
    (room) => room.kind === "business" && room.ownerId === connection.ownerId,
  );
  const messages = input.message_ids.map((id) => {
    const message = rooms.map((room) => room.messages.get(id)).find((found) => found && !found.deleted);
    if (!message) throw badRequest("message to delete not found");
    const { can_delete_all_messages: all, can_delete_sent_messages: sent } = connection.rights;
    if (!all && !(sent && isOwn(call, message))) throw badRequest("BUSINESS_CONNECTION_NOT_ALLOWED");
    return message;
  });
  for (const message of messages) {
    world.remove(message);
    note(call.c, { effect: { kind: "delete", id: remoteId({ room: message.room, connection }, message.id) } });
  }
  if (call.businessEcho) tellDeleted(world, messages);
  return true;
};
