/** Puts a bot's message where it asked, with its answer and topic. */
import type { z } from "zod";
import { note } from "../../kit/requests.ts";
import { badRequest } from "../errors.ts";
import type { Message, Sender } from "../model.ts";
import { forwardToDiscussion } from "../discussion.ts";
import { tellMessage } from "../news.ts";
import type { SendBase } from "../params.ts";
import { remoteId, writable, type Target } from "../targets.ts";
import type { Draft } from "../world.ts";
import type { Call } from "./call.ts";

export interface Destination extends Target {
  sender: Sender;
  replyTo: number | null;
  threadId: number | null;
  inTopic: boolean;
}

/** Checks everything before anything is posted. */
export function destination({ world, lines }: Call, input: z.infer<typeof SendBase>): Destination {
  const target = writable(world, lines.bot, input.chat_id, input.business_connection_id);
  const { room, connection } = target;
  const reply = input.reply_parameters;
  if (reply?.chat_id !== undefined && reply.chat_id !== room.chatId)
    throw badRequest("message to be replied not found");
  const replied = reply ? room.messages.get(reply.message_id) : undefined;
  const found = replied !== undefined && !replied.deleted;
  if (reply && !found && !reply.allow_sending_without_reply) throw badRequest("message to be replied not found");
  const topics = "topics" in room ? room.topics : null;
  const asked = input.message_thread_id ?? null;
  if (asked !== null && !topics?.has(asked) && !room.messages.has(asked)) {
    throw badRequest("message thread not found");
  }
  const botId = lines.bot.person.id;
  const sender: Sender =
    connection !== null
      ? { kind: "forOwner", ownerId: connection.ownerId, botId }
      : room.kind === "channel"
        ? { kind: "channel", chatId: room.chatId, byId: botId }
        : { kind: "person", id: botId };
  // An answer stays in the thread of what it answers.
  const threadId = asked ?? (found ? replied.threadId : null);
  return {
    ...target,
    sender,
    replyTo: found ? replied.id : null,
    threadId,
    inTopic: threadId !== null && (topics?.has(threadId) ?? false),
  };
}

export function postTo(call: Call, to: Destination, content: Omit<Draft, "room" | "sender">): Message {
  const { room, sender, replyTo, threadId, inTopic } = to;
  const message = call.world.post({ room, sender, replyTo, threadId, inTopic, ...content });
  note(call.c, { effect: { kind: "message", id: remoteId(to, message.id) } });
  tellMessage(call.world, message, "new", call.businessEcho);
  forwardToDiscussion(call.world, message);
  return message;
}
