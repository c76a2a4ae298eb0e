/** Checks a bot's token: who it is, and what it may not do but has to. */
import { z } from "zod";
import type { Identity } from "../connector.ts";
import { type Account, listensTo } from "./account.ts";
import { promised } from "./errors.ts";
import { toIdentity } from "./parse/message.ts";
import { ApiUser } from "./parse/schemas.ts";

const Application = z.object({ flags: z.number().default(0) });
const Guilds = z.array(z.object({ id: z.string(), permissions: z.string().default("0") }));

/** Permission bits in Discord's own names (docs: Permissions). */
const NEEDED: Record<string, bigint> = {
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  READ_MESSAGE_HISTORY: 1n << 16n,
  ADD_REACTIONS: 1n << 6n,
  ATTACH_FILES: 1n << 15n,
  SEND_MESSAGES_IN_THREADS: 1n << 38n,
};
const ADMINISTRATOR = 1n << 3n;
/** GATEWAY_MESSAGE_CONTENT and its form for applications in few servers. */
const CONTENT_FLAGS = (1 << 18) | (1 << 19);

/** Rejects with ConnectorError. */
export async function identify(account: Account, signal: AbortSignal): Promise<Identity> {
  const { rest, settings } = account;
  const user = promised(ApiUser, await rest.read("/users/@me", signal));
  const { flags } = promised(Application, await rest.read("/applications/@me", signal));
  const guilds = promised(Guilds, await rest.read("/users/@me/guilds", signal));
  const used = guilds.filter((guild) => listensTo(settings, guild.id));
  const warnings: string[] = [];
  if ((flags & CONTENT_FLAGS) === 0) warnings.push("message-content-intent-off");
  if (used.length === 0) warnings.push("in-no-server");
  if (settings.guilds?.some((id) => !guilds.some((guild) => guild.id === id))) warnings.push("server-not-joined");
  const { id, name, handle, avatarUrl, url } = toIdentity(user, true);
  return { remoteId: id, name, handle, avatarUrl, url, missingScopes: missing(used), warnings };
}

/** What is missing in any of the servers. */
function missing(guilds: z.infer<typeof Guilds>): string[] {
  return Object.entries(NEEDED)
    .filter(([, bit]) =>
      guilds.some(
        ({ permissions }) => (BigInt(permissions) & ADMINISTRATOR) === 0n && (BigInt(permissions) & bit) === 0n,
      ),
    )
    .map(([name]) => name);
}
