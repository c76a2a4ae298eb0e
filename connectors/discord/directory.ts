/** Remembers channels, our roles and names while a connector is open, and asks Discord for what it does not know. */
import { z } from "zod";
import { ConnectorError } from "../errors.ts";
import { type ApiChannel, ApiChannel as Channel, ApiMemberWithUser, ApiUser } from "./parse/schemas.ts";
import type { DiscordRest } from "./rest.ts";

/** Bounded: a restart asks again. */
const KEPT = 5_000;

export interface Directory {
  /** A channel that we may not see, or that is gone, comes back nameless, of the kind that `fallback` says. */
  channel(id: string, fallback: "direct" | "public", signal: AbortSignal): Promise<ApiChannel>;
  putChannel(channel: ApiChannel): void;
  dropChannel(id: string): void;
  channelName(id: string): string | null;
  /** Roles of somebody in a server; empty where they left. */
  roles(guildId: string, userId: string, signal: AbortSignal): Promise<readonly string[]>;
  putRoles(guildId: string, userId: string, roles: readonly string[]): void;
  /** Null where Discord does not know the person. */
  user(id: string, signal: AbortSignal): Promise<ApiUser | null>;
  putUser(user: ApiUser): void;
  /** Messages of plain channels that were told of: their edits are told of too, even where nothing addresses us any more. */
  noteTold(messageId: string): void;
  wasTold(messageId: string): boolean;
}

export function createDirectory(rest: DiscordRest): Directory {
  const channels = new Map<string, ApiChannel>();
  const roles = new Map<string, readonly string[]>();
  const users = new Map<string, ApiUser>();
  const told = new Map<string, true>();

  return {
    async channel(id, fallback, signal) {
      const known = channels.get(id);
      if (known) return known;
      const found = await orNull(rest.read(`/channels/${id}`, signal), Channel);
      const channel = found ?? Channel.parse({ id, type: fallback === "direct" ? 1 : 0 });
      if (found) keep(channels, id, channel);
      return channel;
    },
    putChannel: (channel) => keep(channels, channel.id, channel),
    dropChannel: (id) => void channels.delete(id),
    channelName: (id) => channels.get(id)?.name ?? null,
    async roles(guildId, userId, signal) {
      const key = `${guildId}:${userId}`;
      const known = roles.get(key);
      if (known) return known;
      const found = await orNull(rest.read(`/guilds/${guildId}/members/${userId}`, signal), ApiMemberWithUser);
      keep(roles, key, found?.roles ?? []);
      return found?.roles ?? [];
    },
    putRoles: (guildId, userId, held) => keep(roles, `${guildId}:${userId}`, held),
    async user(id, signal) {
      const known = users.get(id);
      if (known) return known;
      const found = await orNull(rest.read(`/users/${id}`, signal), ApiUser);
      if (found) keep(users, id, found);
      return found;
    },
    putUser: (user) => keep(users, user.id, user),
    noteTold: (messageId) => keep(told, messageId, true),
    wasTold: (messageId) => told.has(messageId),
  };
}

/** Null where Discord refuses for good: what we may not see, or what is gone. */
async function orNull<T extends z.ZodType>(reading: Promise<unknown>, shape: T): Promise<z.infer<T> | null> {
  try {
    const parsed = shape.safeParse(await reading);
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof ConnectorError && error.kind === "permanent") return null;
    throw error;
  }
}

function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.size > KEPT ? map.keys().next().value : undefined;
  if (oldest !== undefined) map.delete(oldest);
}
