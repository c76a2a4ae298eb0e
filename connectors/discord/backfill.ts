/** Reads by REST what happened while a gateway session was lost. */
import { z } from "zod";
import type { Batch, ConnectorEvent } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import { type Account, listensTo, readMessage } from "./account.ts";
import { type GatewayState, saw, writeCursor } from "./cursor.ts";
import { promised } from "./errors.ts";
import { before, compareIds, newer, snowflakeAt } from "./ids.ts";
import { ApiChannel, isTextType } from "./parse/schemas.ts";

const PAGE = 100;
/** Ids bear Discord's time, the span ours. */
const SKEW_MS = 60_000;
const Listed = z.array(z.looseObject({ id: z.string() }));
const ActiveThreads = z.object({ threads: z.array(ApiChannel) });

/**
 * Yields a batch for each page, so that a restart goes on where it stopped, and at the end a `gap`: strangers' first direct messages,
 * edits, deletions and reactions of that time cannot be asked for. Rejects with ConnectorError, or the signal's reason.
 */
export async function* backfill(account: Account, state: GatewayState, signal: AbortSignal): AsyncGenerator<Batch> {
  const task = state.backfill;
  if (!task) return;
  if (!task.listed) {
    for (const channel of await currentPlaces(account, state.guilds, signal))
      task.left[channel.id] ??= newer(before(channel.id), snowflakeAt(task.since - SKEW_MS));
    task.listed = true;
  }
  for (let id = Object.keys(task.left)[0]; id !== undefined; id = Object.keys(task.left)[0]) {
    const page = await readPage(account, id, task.left[id] ?? "0", signal);
    const newest = page.messageIds.at(-1);
    if (newest === undefined || page.last) delete task.left[id];
    else task.left[id] = newest;
    if (newest !== undefined) saw(state, id, newest);
    if (page.events.length > 0) yield { events: page.events, cursor: writeCursor(state) };
  }
  state.backfill = null;
  const { since, until } = task;
  const gap: ConnectorEvent = {
    type: "gap",
    since,
    until,
    code: "gateway-session-lost",
    detail: "first-direct-messages",
  };
  yield { events: [gap], cursor: writeCursor(state) };
}

/** Text channels and active threads of servers, as they are now. */
export async function currentPlaces(
  account: Account,
  guilds: readonly string[],
  signal: AbortSignal,
): Promise<ApiChannel[]> {
  const places: ApiChannel[] = [];
  for (const guildId of guilds.filter((id) => listensTo(account.settings, id))) {
    const channels = promised(z.array(ApiChannel), await account.rest.read(`/guilds/${guildId}/channels`, signal));
    const { threads } = promised(ActiveThreads, await account.rest.read(`/guilds/${guildId}/threads/active`, signal));
    for (const channel of [...channels, ...threads]) account.directory.putChannel({ ...channel, guild_id: guildId });
    places.push(...channels.filter((channel) => isTextType(channel.type)), ...threads);
  }
  return places;
}

export interface Page {
  events: ConnectorEvent[];
  /** Oldest first. */
  messageIds: string[];
  last: boolean;
}

/** One page after a message, oldest first; empty where the channel is gone or closed to us. */
export async function readPage(account: Account, channelId: string, after: string, signal: AbortSignal): Promise<Page> {
  const listed = await account.rest
    .read(`/channels/${channelId}/messages`, signal, { after, limit: String(PAGE) })
    .catch((error: unknown) => {
      if (error instanceof ConnectorError && error.kind === "permanent") return [];
      throw error;
    });
  const messages = promised(Listed, listed).sort((a, b) => compareIds(a.id, b.id));
  const channel = messages.length > 0 ? await account.directory.channel(channelId, "direct", signal) : null;
  const events: ConnectorEvent[] = [];
  for (const raw of messages) {
    const where = { channel_id: channelId, ...(channel?.guild_id ? { guild_id: channel.guild_id } : {}) };
    try {
      for (const message of await readMessage(account, { ...raw, ...where }, signal))
        events.push({ type: "message.created", message });
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      const reason = `message: ${error.issues[0]?.path.join(".") ?? ""} ${error.issues[0]?.code ?? ""}`;
      events.push({
        type: "poison",
        reason,
        raw: JSON.stringify(raw).slice(0, 8_000),
        at: account.context.clock.now(),
      });
    }
  }
  return { events, messageIds: messages.map((message) => message.id), last: messages.length < PAGE };
}
