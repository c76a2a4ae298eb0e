/** Reads a Discord account's settings and credentials. */
import { z } from "zod";
import type { Credentials, Settings } from "../connector.ts";
import { SettingsError } from "../errors.ts";

const Id = z.string().regex(/^\d{1,20}$/, "a Discord id (digits only)");

const DiscordSettings = z.object({
  mode: z.literal("gateway", "Discord delivers by its gateway only: use gateway.").default("gateway"),
  /** Address of the server, `https://discord.com` if absent; with a path, where `/v10/…` hangs. */
  apiUrl: z.url("an address such as http://127.0.0.1:7103").exactOptional(),
  /** Servers to listen to; all that the bot is in if absent. */
  guilds: z.array(Id).exactOptional(),
  /** Channels, and forums with all their posts, where every message counts as addressed to us. */
  watch: z.array(Id).default([]),
  /** Users or roles whose words count as ours. */
  team: z.array(Id).default([]),
});
export type DiscordSettings = z.infer<typeof DiscordSettings>;

const Token = z.object({ token: z.string().min(1) });
const Stored = z.object({ app: Token, user: z.object({}).default({}) });

/** Throws SettingsError naming the field. */
export function parseSettings(input: unknown): DiscordSettings & Settings {
  const parsed = DiscordSettings.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.map(String).join(".") || "settings";
  throw new SettingsError(field, `Discord's setting "${field}" must be ${issue?.message ?? "valid"}.`);
}

/** Takes `{token}` or the stored form. Throws SettingsError naming the field; never repeats a value. */
export function parseCredentials(input: unknown): Credentials {
  const stored = Stored.safeParse(input);
  if (stored.success) return { app: { token: clean(stored.data.app.token) }, user: {} };
  const flat = Token.safeParse(input);
  if (flat.success) return { app: { token: clean(flat.data.token) }, user: {} };
  throw new SettingsError("token", "Give the bot's token from the developer portal (Bot → Reset Token).");
}

/** People copy the token with its prefix. */
function clean(token: string): string {
  const bare = token.trim().replace(/^Bot\s+/i, "");
  if (!/^[\x21-\x7e]+$/.test(bare)) throw new SettingsError("token", "The token has characters that no token has.");
  return bare;
}

export function tokenOf(credentials: Credentials): string {
  return String(credentials.app["token"] ?? "");
}
