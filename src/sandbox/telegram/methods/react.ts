/** setMessageReaction. https://core.telegram.org/bots/api#setmessagereaction */
import { z } from "zod";
import { note } from "../../kit/requests.ts";
import { badRequest } from "../errors.ts";
import { chatId, int, json, read } from "../params.ts";
import { messageIn, remoteId, writable } from "../targets.ts";
import type { Method } from "./call.ts";

/** https://core.telegram.org/bots/api#reactiontypeemoji */
const ALLOWED = new Set([
  ..."❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈".split(
    " ",
  ),
  ..."😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡".split(" "),
]);

const Input = z.object({
  chat_id: chatId,
  message_id: int,
  reaction: json(z.array(z.object({ type: z.literal("emoji"), emoji: z.string() }))).default([]),
});

export const setMessageReaction: Method = (call) => {
  const input = read(Input, call.params);
  const target = writable(call.world, call.lines.bot, input.chat_id, undefined);
  const message = messageIn(target.room, input.message_id, "message to react not found");
  if (input.reaction.length > 1) throw badRequest("REACTIONS_TOO_MANY");
  const emoji = input.reaction[0]?.emoji ?? null;
  if (emoji !== null && !ALLOWED.has(emoji)) throw badRequest("REACTION_INVALID");
  call.world.react(message, call.lines.bot.person.id, emoji);
  note(call.c, { effect: { kind: "reaction", id: remoteId(target, message.id) } });
  return true;
};
