/** The bot's own reactions, and who reacted. */
import type { Context } from "hono";
import { note } from "../../kit/requests.ts";
import { setReaction } from "../actions.ts";
import { DiscordError, unknownMessage } from "../errors.ts";
import { userJson } from "../shapes.ts";
import { findMessage } from "../world.ts";
import { type Api, channelOf } from "./api.ts";

export function reactionRoutes(api: Api): void {
  const { hub } = api;
  const target = (c: Context) => {
    const message = findMessage(hub.world, channelOf(api, c).id, c.req.param("message") ?? "");
    if (!message) throw unknownMessage();
    const emoji = decodeURIComponent(c.req.param("emoji") ?? "");
    if (!/\p{Extended_Pictographic}|\p{Regional_Indicator}|^[\d#*]\uFE0F?\u20E3$/u.test(emoji))
      throw new DiscordError(400, 10014, "Unknown Emoji");
    return { message, emoji };
  };
  const set = (present: boolean) => (c: Context) => {
    const { message, emoji } = target(c);
    if (setReaction(hub, message, hub.world.bot.id, emoji, present))
      note(c, { effect: { kind: present ? "react" : "unreact", id: message.id } });
    return c.body(null, 204);
  };
  api.on("put", "/channels/:id/messages/:message/reactions/:emoji/@me", set(true));
  api.on("delete", "/channels/:id/messages/:message/reactions/:emoji/@me", set(false));
  api.on("get", "/channels/:id/messages/:message/reactions/:emoji", (c) => {
    const { message, emoji } = target(c);
    const by = message.reactions.filter((reaction) => reaction.emoji === emoji).map((reaction) => reaction.by);
    return c.json(by.flatMap((id) => hub.world.users.get(id) ?? []).map(userJson));
  });
}
