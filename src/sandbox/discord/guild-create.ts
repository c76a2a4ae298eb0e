/** The dispatch with which a session learns of the server: what the bot can see of it. */
import { channelJson, guildJson, memberJson } from "./shapes.ts";
import type { World } from "./world.ts";

export function guildCreate(world: World): Record<string, unknown> {
  const visible = [...world.channels.values()].filter((channel) => channel.botMayRead && channel.type !== 1);
  return {
    ...guildJson(world),
    joined_at: "2026-01-05T08:00:00.000000+00:00",
    large: false,
    unavailable: false,
    member_count: world.users.size,
    members: [memberJson(world.bot, true)],
    channels: visible.filter((channel) => channel.type !== 11).map((channel) => channelJson(world, channel)),
    threads: visible
      .filter((channel) => channel.type === 11 && !channel.archived)
      .map((channel) => channelJson(world, channel)),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
