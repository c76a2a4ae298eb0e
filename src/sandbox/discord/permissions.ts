/** What the bot may do in the server and in each channel, by Discord's own bits. https://docs.discord.com/developers/topics/permissions */
import { missingAccess, missingPermissions } from "./errors.ts";
import type { Channel, World } from "./world.ts";

export const BITS = {
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  READ_MESSAGE_HISTORY: 1n << 16n,
  MANAGE_THREADS: 1n << 34n,
  CREATE_PUBLIC_THREADS: 1n << 35n,
  SEND_MESSAGES_IN_THREADS: 1n << 38n,
} as const;
export type Permission = keyof typeof BITS;

/** What a channel takes from the bot's role; a thread has none of its own. */
export function deniedIn(channel: Channel): bigint {
  const seeing = channel.botMayRead ? 0n : BITS.VIEW_CHANNEL;
  const writing = channel.botMayWrite ? 0n : BITS.SEND_MESSAGES | BITS.SEND_MESSAGES_IN_THREADS;
  return channel.botLacks.reduce((bits, name) => bits | BITS[name], seeing | writing);
}

/** Throws as Discord does: 50001 where the bot cannot see the channel, 50013 where a right is missing. */
export function needs(world: World, channel: Channel, ...names: Permission[]): void {
  const parent = channel.parentId === null ? undefined : world.channels.get(channel.parentId);
  const denied = deniedIn(channel) | (parent ? deniedIn(parent) : 0n);
  const has = (name: Permission) => (BigInt(world.permissions) & ~denied & BITS[name]) !== 0n;
  if (!has("VIEW_CHANNEL")) throw missingAccess();
  if (!names.every(has)) throw missingPermissions();
}
