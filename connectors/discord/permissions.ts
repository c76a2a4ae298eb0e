/** What somebody may do in a channel, by Discord's own rules. Pure. https://docs.discord.com/developers/topics/permissions */
import { z } from "zod";
import type { ApiChannel } from "./parse/schemas.ts";

/** Permission bits in Discord's own names. */
export const PERMISSIONS = {
  ADD_REACTIONS: 1n << 6n,
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  ATTACH_FILES: 1n << 15n,
  READ_MESSAGE_HISTORY: 1n << 16n,
  MANAGE_THREADS: 1n << 34n,
  CREATE_PUBLIC_THREADS: 1n << 35n,
  SEND_MESSAGES_IN_THREADS: 1n << 38n,
} as const;
export type Permission = keyof typeof PERMISSIONS;
export const ADMINISTRATOR = 1n << 3n;
const EVERYTHING = ~0n;

export const ApiGuild = z.object({
  id: z.string(),
  owner_id: z.string(),
  roles: z.array(z.object({ id: z.string(), permissions: z.string() })),
});
export type ApiGuild = z.infer<typeof ApiGuild>;

export interface Holder {
  id: string;
  roles: readonly string[];
}

/** The bits that are left in a channel: roles of the server, then what the channel denies and allows everybody, the roles and the person. */
export function permissionsIn(
  guild: ApiGuild,
  who: Holder,
  { permission_overwrites: overwrites = [] }: Pick<ApiChannel, "permission_overwrites">,
): bigint {
  if (guild.owner_id === who.id) return EVERYTHING;
  // The role of everybody has the server's own id.
  const held = guild.roles.filter((role) => role.id === guild.id || who.roles.includes(role.id));
  let bits = union(held.map((role) => role.permissions));
  if ((bits & ADMINISTRATOR) !== 0n) return EVERYTHING;
  const layers = [
    overwrites.filter((one) => one.id === guild.id),
    overwrites.filter((one) => one.type === 0 && one.id !== guild.id && who.roles.includes(one.id)),
    overwrites.filter((one) => one.type === 1 && one.id === who.id),
  ];
  for (const layer of layers) {
    bits &= ~union(layer.map((one) => one.deny));
    bits |= union(layer.map((one) => one.allow));
  }
  return bits;
}

export function missingOf(bits: bigint, needed: readonly Permission[]): Permission[] {
  return needed.filter((name) => (bits & PERMISSIONS[name]) === 0n);
}

const union = (values: string[]): bigint => values.reduce((all, value) => all | BigInt(value), 0n);
