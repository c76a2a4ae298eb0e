/** Forums and text channels that a bot can begin threads in, and what stands in the way. */
import { z } from "zod";
import type { PostPlace, Posts } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import { type Account, listensTo } from "./account.ts";
import { promised } from "./errors.ts";
import { DISCORD_TEXT_LIMIT } from "./measure.ts";
import { toPlace } from "./parse/message.ts";
import { ApiChannel, ApiMemberWithUser } from "./parse/schemas.ts";
import { ApiGuild, type Holder, missingOf, type Permission, permissionsIn } from "./permissions.ts";

const FORUM = 15;
const TEXT = 0;
/** Forum flag (docs: Channel resource, "Channel Flags"). */
const REQUIRE_TAG = 1 << 4;
/** https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel */
const MOST_TAGS = 5;
const TITLE_LIMIT = 100;
/** MANAGE_THREADS is what removing a post takes, though the bot made it. */
const NEEDED: Permission[] = ["VIEW_CHANNEL", "SEND_MESSAGES_IN_THREADS", "READ_MESSAGE_HISTORY", "MANAGE_THREADS"];

export const takesThreads = ({ type }: Pick<ApiChannel, "type">): boolean => type === FORUM || type === TEXT;

export function posts(account: Account): Posts {
  return {
    async places(signal) {
      const answer = await account.rest.read("/users/@me/guilds", signal);
      const guilds = promised(z.array(z.object({ id: z.string() })), answer);
      const used = guilds.filter(({ id }) => listensTo(account.settings, id));
      return (await Promise.all(used.map(({ id }) => placesOf(account, id, signal)))).flat();
    },
    async check({ place, tags }, signal) {
      const found = await look(account, place, signal);
      if (found.problem) throw refusal(found.problem.code, found.problem.detail);
      const unknown = tags.find((tag) => !found.tags.includes(tag));
      if (unknown !== undefined) throw refusal("unknown-tag", unknown);
      if (tags.length > found.maxTags) throw refusal("too-many-tags", String(found.maxTags));
      if (tags.length === 0 && found.tagRequired) throw refusal("tag-required", null);
      return found;
    },
  };
}

/** What the bot cannot see is nobody's choice, so it is left out. */
async function placesOf(account: Account, guildId: string, signal: AbortSignal): Promise<PostPlace[]> {
  const [given, answer] = await Promise.all([
    standing(account, guildId, signal),
    account.rest.read(`/guilds/${guildId}/channels`, signal),
  ]);
  const channels = promised(z.array(ApiChannel), answer).filter(takesThreads);
  const places = channels.map((channel) => postPlace({ ...channel, guild_id: guildId }, given));
  return places.filter(({ problem }) => !problem?.detail?.includes("VIEW_CHANNEL" satisfies Permission));
}

async function look(account: Account, id: string, signal: AbortSignal): Promise<PostPlace> {
  if (!/^\d+$/.test(id)) throw refusal("place-gone", id);
  const answer = await account.rest.read(`/channels/${id}`, signal).catch((error: unknown) => {
    if (error instanceof ConnectorError && error.code === "no-access")
      throw refusal("missing-permission", "VIEW_CHANNEL" satisfies Permission);
    throw error;
  });
  const channel = promised(ApiChannel, answer);
  account.directory.putChannel(channel);
  if (!takesThreads(channel) || !channel.guild_id || !listensTo(account.settings, channel.guild_id))
    throw refusal("not-a-post-place", channel.name ?? null);
  return postPlace(channel, await standing(account, channel.guild_id, signal));
}

interface Standing {
  guild: ApiGuild;
  bot: Holder;
}

async function standing(account: Account, guildId: string, signal: AbortSignal): Promise<Standing> {
  const id = await account.selfId(signal);
  const [guild, member] = await Promise.all([
    account.rest.read(`/guilds/${guildId}`, signal),
    account.rest.read(`/guilds/${guildId}/members/${id}`, signal),
  ]);
  return { guild: promised(ApiGuild, guild), bot: { id, roles: promised(ApiMemberWithUser, member).roles } };
}

function postPlace(channel: ApiChannel, { guild, bot }: Standing): PostPlace {
  const isForum = channel.type === FORUM;
  const opening: Permission = isForum ? "SEND_MESSAGES" : "CREATE_PUBLIC_THREADS";
  const missing = missingOf(permissionsIn(guild, bot, channel), [...NEEDED, opening]);
  return {
    place: toPlace(channel, guild.id),
    kind: isForum ? "forum" : "text-channel",
    tags: isForum ? channel.available_tags.map((tag) => tag.name) : [],
    tagRequired: isForum && ((channel.flags ?? 0) & REQUIRE_TAG) !== 0,
    maxTags: isForum ? MOST_TAGS : 0,
    titleLimit: TITLE_LIMIT,
    textLimit: DISCORD_TEXT_LIMIT,
    opensWithText: isForum,
    problem: missing.length > 0 ? { code: "missing-permission", detail: missing.join(", ") } : null,
  };
}

const refusal = (code: string, detail: string | null) =>
  new ConnectorError("permanent", { code, ...(detail === null ? {} : { detail }) });
