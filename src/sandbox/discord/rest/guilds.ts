/** The server, its channels, members and active threads. */
import type { Context } from "hono";
import { unknownGuild, unknownMember } from "../errors.ts";
import { channelJson, guildJson, memberJson } from "../shapes.ts";
import type { Api } from "./api.ts";

export function guildRoutes(api: Api): void {
  const { world } = api.hub;
  const check = (c: Context) => {
    if (c.req.param("id") !== world.guild.id) throw unknownGuild();
  };
  const visible = () => [...world.channels.values()].filter((channel) => channel.botMayRead && channel.type !== 1);

  api.on("get", "/guilds/:id", (c) => (check(c), c.json(guildJson(world))));
  api.on("get", "/guilds/:id/channels", (c) => {
    check(c);
    const channels = visible().filter((channel) => channel.type !== 11);
    return c.json(channels.map((channel) => channelJson(world, channel)));
  });
  api.on("get", "/guilds/:id/threads/active", (c) => {
    check(c);
    const threads = visible().filter((channel) => channel.type === 11 && !channel.archived);
    return c.json({ threads: threads.map((thread) => channelJson(world, thread)), members: [], has_more: false });
  });
  api.on("get", "/guilds/:id/members/:user", (c) => {
    check(c);
    const user = world.users.get(c.req.param("user") ?? "");
    if (!user) throw unknownMember();
    return c.json(memberJson(user, true));
  });
}
