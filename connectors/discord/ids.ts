/** Discord's snowflakes, and the remote ids made of them: `CHANNEL:MESSAGE` for a message. */
import type { EpochMs } from "../../src/domain/time.ts";
import type { Operation } from "../connector.ts";
import { ConnectorError } from "../errors.ts";

const DISCORD_EPOCH_MS = 1_420_070_400_000;

export function snowflakeTime(id: string): EpochMs {
  return Number(BigInt(id) >> 22n) + DISCORD_EPOCH_MS;
}

/** The smallest id of that millisecond; everything later is greater. */
export function snowflakeAt(at: EpochMs): string {
  return (BigInt(Math.max(0, Math.floor(at) - DISCORD_EPOCH_MS)) << 22n).toString();
}

export function before(id: string): string {
  return (BigInt(id) - 1n).toString();
}

/** Numeric order of ids. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

export function newer(a: string, b: string): string {
  return compareIds(a, b) > 0 ? a : b;
}

export function messageRemoteId(channelId: string, messageId: string): string {
  return `${channelId}:${messageId}`;
}

/** Throws a permanent ConnectorError for what is no message id of ours. */
export function splitMessageId(remoteId: string): { channelId: string; messageId: string } {
  const match = /^(\d+):(\d+)$/.exec(remoteId);
  if (!match?.[1] || !match[2]) throw new ConnectorError("permanent", { code: "message-gone" });
  return { channelId: match[1], messageId: match[2] };
}

/** The thread that a deletion takes away as a whole, null where it takes one message: what began a thread of ours has the thread's own id. */
export function wholeThread(operation: Operation): string | null {
  if (operation.kind !== "delete" || operation.thread !== true) return null;
  const { channelId, messageId } = splitMessageId(operation.messageId);
  return channelId === messageId ? channelId : null;
}

export function placeUrl(guildId: string | null, channelId: string): string {
  return `https://discord.com/channels/${guildId ?? "@me"}/${channelId}`;
}

export function messageUrl(guildId: string | null, channelId: string, messageId: string): string {
  return `${placeUrl(guildId, channelId)}/${messageId}`;
}
