/** editMessageText and editMessageCaption. https://core.telegram.org/bots/api#editmessagetext */
import { z } from "zod";
import { note } from "../../kit/requests.ts";
import { editForward } from "../discussion.ts";
import { badRequest } from "../errors.ts";
import { senderId, type Message } from "../model.ts";
import { tellMessage } from "../news.ts";
import { chatId, int, json, read } from "../params.ts";
import { messageIn, remoteId, writable } from "../targets.ts";
import { messageOf } from "../wire.ts";
import { fileOf } from "../world.ts";
import type { Call, Method } from "./call.ts";
import { EntityList, shownText } from "./send-message.ts";

const Ref = z.object({ business_connection_id: z.string().exactOptional(), chat_id: chatId, message_id: int });

export const editMessageText: Method = (call) => {
  const input = read(
    Ref.extend({
      text: z.string(),
      parse_mode: z.string().exactOptional(),
      entities: json(EntityList).exactOptional(),
    }),
    call.params,
  );
  return edit(call, input, (message) => {
    if (fileOf(message.attachment)) throw badRequest("there is no text in the message to edit");
    const shown = shownText(input.text, input.parse_mode, input.entities);
    if (shown.text === "") throw badRequest("message text is empty");
    if (shown.text.length > 4_096) throw badRequest("message is too long");
    return shown;
  });
};

export const editMessageCaption: Method = (call) => {
  const input = read(
    Ref.extend({
      caption: z.string().default(""),
      parse_mode: z.string().exactOptional(),
      caption_entities: json(EntityList).exactOptional(),
    }),
    call.params,
  );
  return edit(call, input, (message) => {
    if (!fileOf(message.attachment)) throw badRequest("there is no caption in the message to edit");
    const shown = shownText(input.caption, input.parse_mode, input.caption_entities);
    if (shown.text.length > 1_024) throw badRequest("message caption is too long");
    return shown;
  });
};

function edit(
  call: Call,
  ref: z.infer<typeof Ref>,
  shown: (message: Message) => ReturnType<typeof shownText>,
): unknown {
  const target = writable(call.world, call.lines.bot, ref.chat_id, ref.business_connection_id);
  const message = messageIn(target.room, ref.message_id, "message to edit not found");
  if (!isOwn(call, message)) throw badRequest("message can't be edited");
  const { text, entities } = shown(message);
  if (text === message.text) {
    throw badRequest(
      "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    );
  }
  call.world.edit(message, text, entities);
  note(call.c, { effect: { kind: "edit", id: remoteId(target, message.id) } });
  tellMessage(call.world, message, "edited", call.businessEcho);
  editForward(call.world, message);
  return messageOf(call.world, message);
}

/** Written by this bot, for itself or for a business account. */
export function isOwn({ lines }: Call, { sender }: Message): boolean {
  const botId = lines.bot.person.id;
  return sender.kind === "forOwner" ? sender.botId === botId : senderId(sender) === botId;
}
