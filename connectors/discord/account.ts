/** What the parts of an open Discord connector share, and how a raw message becomes a snapshot with it. */
import type { ConnectorContext, MessageSnapshot } from "../connector.ts";
import { promised } from "./errors.ts";
import type { Directory } from "./directory.ts";
import { toSnapshot } from "./parse/message.ts";
import { ApiMessage, ApiUser, isTextType } from "./parse/schemas.ts";
import type { DiscordRest } from "./rest.ts";
import type { DiscordSettings } from "./settings.ts";

export interface Account {
  context: ConnectorContext;
  settings: DiscordSettings;
  rest: DiscordRest;
  directory: Directory;
  /** The bot's own id, asked for once. */
  selfId(signal: AbortSignal): Promise<string>;
}

export function rememberSelf(context: ConnectorContext, rest: DiscordRest): Account["selfId"] {
  let known = context.self;
  return async (signal) => (known ??= promised(ApiUser, await rest.read("/users/@me", signal)).id);
}

/**
 * The snapshots that a message gives: itself, where it concerns us, and before it the one that it answers, where nothing else would
 * bring that (a plain channel). Throws ZodError for what is no message.
 */
export async function readMessage(account: Account, raw: unknown, signal: AbortSignal): Promise<MessageSnapshot[]> {
  const message = ApiMessage.parse(raw);
  const { directory } = account;
  const told = directory.wasTold(message.id);
  const snapshot = await snapshotOf(account, message, signal, told);
  if (!snapshot) return [];
  // An edit may take the mention away; the words were said to us all the same.
  if (told && snapshot.direction === "ambient") return [{ ...snapshot, direction: "inbound" }];
  const answered = message.referenced_message;
  const channel = await directory.channel(message.channel_id, message.guild_id ? "public" : "direct", signal);
  if (!isTextType(channel.type)) return [snapshot];
  if (snapshot.direction === "inbound") directory.noteTold(message.id);
  if (!answered) return [snapshot];
  const guild_id = message.guild_id ?? channel.guild_id;
  const shown = await withItsOwnReference(account, answered, signal);
  const first = await snapshotOf(account, { ...shown, ...(guild_id ? { guild_id } : {}) }, signal, true);
  const says = first !== null && (first.text !== "" || first.media.length > 0);
  return says ? [first, snapshot] : [snapshot];
}

/** Whom our own message answers is in what it answers, which an embedded message lacks. */
async function withItsOwnReference(account: Account, message: ApiMessage, signal: AbortSignal): Promise<ApiMessage> {
  if (message.author.id !== (await account.selfId(signal)) || !message.message_reference) return message;
  const path = `/channels/${message.channel_id}/messages/${message.id}` as const;
  const whole = ApiMessage.safeParse(await account.rest.read(path, signal).catch(() => null));
  return whole.success ? whole.data : message;
}

async function snapshotOf(
  account: Account,
  message: ApiMessage,
  signal: AbortSignal,
  always: boolean,
): Promise<MessageSnapshot | null> {
  const { directory, settings } = account;
  const channel = await directory.channel(message.channel_id, message.guild_id ? "public" : "direct", signal);
  const guildId = message.guild_id ?? channel.guild_id ?? null;
  const selfId = await account.selfId(signal);
  const named = message.mention_roles.length > 0 && guildId !== null;
  return toSnapshot(
    message,
    {
      selfId,
      channel,
      guildId,
      ourRoles: named ? await directory.roles(guildId, selfId, signal) : [],
      watch: settings.watch,
      isTeam: await isTeam(account, message, guildId, signal),
      channelName: (id) => directory.channelName(id),
    },
    always,
  );
}

/** By user, or by role; lists lack the author's roles, which the gateway gives. */
async function isTeam(
  { settings, directory }: Account,
  message: ApiMessage,
  guildId: string | null,
  signal: AbortSignal,
): Promise<boolean> {
  if (settings.team.length === 0 || guildId === null) return false;
  if (settings.team.includes(message.author.id)) return true;
  if (message.author.bot || message.webhook_id !== undefined) return false;
  const roles = message.member?.roles ?? (await directory.roles(guildId, message.author.id, signal));
  return roles.some((role) => settings.team.includes(role));
}

/** Whether the settings let us listen to a server; direct messages always count. */
export function listensTo(settings: DiscordSettings, guildId: string | null | undefined): boolean {
  return !guildId || settings.guilds === undefined || settings.guilds.includes(guildId);
}
