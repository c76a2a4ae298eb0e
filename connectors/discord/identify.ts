/** Checks a bot's token: who it is, and what it may not do but has to. */
import { z } from "zod";
import type { Identity } from "../connector.ts";
import { type Account, listensTo } from "./account.ts";
import { promised } from "./errors.ts";
import { toIdentity } from "./parse/message.ts";
import { ADMINISTRATOR, missingOf, type Permission } from "./permissions.ts";
import { ApiUser } from "./parse/schemas.ts";

const Application = z.object({ flags: z.number().default(0) });
const Guilds = z.array(z.object({ id: z.string(), permissions: z.string().default("0") }));

const NEEDED: Permission[] = [
  "VIEW_CHANNEL",
  "SEND_MESSAGES",
  "READ_MESSAGE_HISTORY",
  "ADD_REACTIONS",
  "ATTACH_FILES",
  "SEND_MESSAGES_IN_THREADS",
];
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
  const limited = guilds.map((guild) => BigInt(guild.permissions)).filter((bits) => (bits & ADMINISTRATOR) === 0n);
  return NEEDED.filter((name) => limited.some((bits) => missingOf(bits, [name]).length > 0));
}
