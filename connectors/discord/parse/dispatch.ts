/** Turns one dispatch of the gateway into events, and notes in the state what a later backfill needs. */
import { z } from "zod";
import type { ConnectorEvent } from "../../connector.ts";
import { type Account, listensTo, readMessage } from "../account.ts";
import { type GatewayState, saw } from "../cursor.ts";
import { messageRemoteId } from "../ids.ts";
import { toIdentity } from "./message.ts";
import {
  ApiChannel,
  ApiMessage,
  GuildCreate,
  isForumType,
  isTextType,
  isThreadType,
  MessageDelete,
  MessageDeleteBulk,
  Reaction,
  ThreadList,
} from "./schemas.ts";

/** A dispatch as it came: its session, name, number and data. */
export interface Dispatched {
  session: string;
  name: string;
  seq: number;
  data: unknown;
}

const RAW_LIMIT = 8_000;

/** Rejects only with ConnectorError, or the signal's reason; data that cannot be read becomes a poison event. */
export async function readDispatch(
  account: Account,
  state: GatewayState,
  dispatched: Dispatched,
  signal: AbortSignal,
): Promise<ConnectorEvent[]> {
  try {
    return await read(account, state, dispatched, signal);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const raw = JSON.stringify({ t: dispatched.name, d: dispatched.data }).slice(0, RAW_LIMIT);
    const reason = `${dispatched.name}: ${error.issues[0]?.path.join(".") ?? ""} ${error.issues[0]?.code ?? ""}`;
    return [{ type: "poison", reason, raw, at: account.context.clock.now() }];
  }
}

async function read(
  account: Account,
  state: GatewayState,
  { name, seq, data }: Dispatched,
  signal: AbortSignal,
): Promise<ConnectorEvent[]> {
  const at = account.context.clock.now();
  const { directory } = account;
  switch (name) {
    case "GUILD_CREATE": {
      const guild = GuildCreate.parse(data);
      if (guild.unavailable || !listensTo(account.settings, guild.id)) return [];
      if (!state.guilds.includes(guild.id)) state.guilds.push(guild.id);
      for (const channel of [...guild.channels, ...guild.threads]) {
        know(account, state, { ...channel, guild_id: guild.id });
      }
      const selfId = await account.selfId(signal);
      const self = guild.members.find((member) => member.user?.id === selfId);
      if (self) directory.putRoles(guild.id, selfId, self.roles);
      return [];
    }
    case "CHANNEL_CREATE":
    case "CHANNEL_UPDATE": {
      const channel = ApiChannel.parse(data);
      if (listensTo(account.settings, channel.guild_id)) know(account, state, channel);
      return [];
    }
    case "THREAD_LIST_SYNC": {
      const { guild_id, threads } = ThreadList.parse(data);
      if (listensTo(account.settings, guild_id))
        for (const thread of threads) know(account, state, { ...thread, guild_id });
      return [];
    }
    case "THREAD_CREATE":
    case "THREAD_UPDATE": {
      const thread = ApiChannel.parse(data);
      if (!listensTo(account.settings, thread.guild_id)) return [];
      know(account, state, thread);
      if (thread.thread_metadata?.archived) delete state.places[thread.id];
      if (name === "THREAD_CREATE") return [];
      const closed = thread.thread_metadata?.locked ? "thread-locked" : null;
      return [{ type: "place.changed", placeId: thread.id, closed, at }];
    }
    case "THREAD_DELETE":
    case "CHANNEL_DELETE": {
      const { id, guild_id } = ApiChannel.pick({ id: true, guild_id: true }).parse(data);
      if (!listensTo(account.settings, guild_id)) return [];
      directory.dropChannel(id);
      delete state.places[id];
      return [{ type: "place.changed", placeId: id, closed: "place-gone", at }];
    }
    case "MESSAGE_CREATE":
    case "MESSAGE_UPDATE":
      return readSpoken(account, state, name, data, signal);
    case "MESSAGE_DELETE": {
      const { id, channel_id, guild_id } = MessageDelete.parse(data);
      if (!listensTo(account.settings, guild_id)) return [];
      return [{ type: "message.deleted", messageId: messageRemoteId(channel_id, id), at }];
    }
    case "MESSAGE_DELETE_BULK": {
      const { ids, channel_id, guild_id } = MessageDeleteBulk.parse(data);
      if (!listensTo(account.settings, guild_id)) return [];
      return ids.map((id) => ({ type: "message.deleted", messageId: messageRemoteId(channel_id, id), at }));
    }
    case "MESSAGE_REACTION_ADD":
    case "MESSAGE_REACTION_REMOVE":
      // Within a session numbers grow with time, and no session brings a thousand a second: later sessions start higher.
      return readReaction(account, name === "MESSAGE_REACTION_ADD", data, (state.session?.since ?? at) + seq, signal);
    default:
      return [];
  }
}

async function readSpoken(
  account: Account,
  state: GatewayState,
  name: "MESSAGE_CREATE" | "MESSAGE_UPDATE",
  data: unknown,
  signal: AbortSignal,
): Promise<ConnectorEvent[]> {
  const message = ApiMessage.parse(data);
  if (!listensTo(account.settings, message.guild_id)) return [];
  // Discord also updates a message when it has found a preview for a link.
  if (name === "MESSAGE_UPDATE" && !message.edited_timestamp) return [];
  const snapshots = await readMessage(account, data, signal);
  if (name === "MESSAGE_CREATE") saw(state, message.channel_id, message.id);
  const own = messageRemoteId(message.channel_id, message.id);
  return snapshots.map((snapshot) => ({
    type: name === "MESSAGE_UPDATE" && snapshot.id === own ? "message.edited" : "message.created",
    message: snapshot,
  }));
}

async function readReaction(
  account: Account,
  added: boolean,
  data: unknown,
  order: number,
  signal: AbortSignal,
): Promise<ConnectorEvent[]> {
  const reaction = Reaction.parse(data);
  if (!listensTo(account.settings, reaction.guild_id)) return [];
  const { directory } = account;
  const channel = await directory.channel(reaction.channel_id, reaction.guild_id ? "public" : "direct", signal);
  const selfId = await account.selfId(signal);
  // In a plain channel only what people think of our words concerns us; removals do not say whose words they were.
  const watched = account.settings.watch.includes(channel.id);
  if (added && isTextType(channel.type) && !watched && reaction.message_author_id !== selfId) return [];
  const user = reaction.member?.user ?? (await directory.user(reaction.user_id, signal));
  if (user) directory.putUser(user);
  const isUs = reaction.user_id === selfId || account.settings.team.includes(reaction.user_id);
  const by = toIdentity(user ?? { id: reaction.user_id, username: reaction.user_id }, isUs);
  const emoji = reaction.emoji.id ? `${reaction.emoji.name ?? ""}:${reaction.emoji.id}` : (reaction.emoji.name ?? "");
  return [
    {
      type: added ? "reaction.added" : "reaction.removed",
      messageId: messageRemoteId(reaction.channel_id, reaction.message_id),
      by,
      emoji,
      at: account.context.clock.now(),
      order,
    },
  ];
}

/** Keeps a channel, and where a backfill of it would start: at what it holds now. */
function know(account: Account, state: GatewayState, channel: ApiChannel): void {
  account.directory.putChannel(channel);
  if (isForumType(channel.type) || !(isTextType(channel.type) || isThreadType(channel.type))) return;
  if (channel.newly_created) state.places[channel.id] ??= "0";
  else state.places[channel.id] ??= channel.last_message_id ?? channel.id;
}
