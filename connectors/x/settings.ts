/** What a person sets for an account on X, and the credentials it works with. */
import { z } from "zod";
import type { Credentials, Settings } from "../connector.ts";
import { SettingsError } from "../errors.ts";

const XSettings = z.object({
  /** `webhook`: X calls us, and a poll every `reconcileMinutes` brings what it leaves out. */
  mode: z.enum(["poll", "webhook"]).default("poll"),
  apiUrl: z.url({ protocol: /^https?$/ }).exactOptional(),
  pollSeconds: z.number().min(1).max(3600).default(60),
  reconcileMinutes: z.number().min(1).max(1440).default(15),
  /** Reading stops for the rest of the UTC day once it has cost this much. */
  dailyBudgetUsd: z.number().positive().exactOptional(),
  /** The app's tier allows replies only where the author mentioned or quoted the account. */
  selfServe: z.boolean().default(false),
});
export type XSettings = z.infer<typeof XSettings>;

const word = z.string().trim().min(1);
const App = z
  .object({ appKey: word, appSecret: word, clientId: word, clientSecret: word })
  .partial()
  .transform((app) => ({ ...app }));
const User = z
  .object({
    accessToken: word,
    accessSecret: word,
    refreshToken: word,
    /** OAuth 2.0 only: when the access token stops working, epoch milliseconds. */
    expiresAt: z.number(),
    /** OAuth 2.0 only: what was granted, separated by spaces; known after the first refresh. */
    scope: z.string(),
    /** OAuth 2.0 only: until when somebody holds the right to spend the refresh token, epoch milliseconds. */
    refreshClaimedUntil: z.number(),
  })
  .partial();

/** How an account signs: with OAuth 1.0a tokens that do not expire, or OAuth 2.0 ones that are renewed. */
export type Signing =
  | { kind: "oauth1"; appKey: string; appSecret: string; accessToken: string; accessSecret: string }
  | { kind: "oauth2"; clientId: string; clientSecret: string | null; user: z.infer<typeof User> };

export function parseSettings(input: unknown): Settings & XSettings {
  const parsed = XSettings.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  throw settingsError(parsed.error, "the settings");
}

/** Throws SettingsError naming the field; values are never repeated. */
export function parseCredentials(input: unknown): Credentials {
  const parsed = z.object({ app: App, user: User }).safeParse(input);
  if (!parsed.success) throw settingsError(parsed.error, "the credentials");
  const credentials: Credentials = { app: given(parsed.data.app), user: given(parsed.data.user) };
  signing(credentials);
  return credentials;
}

/** Which way of signing the credentials are for; throws SettingsError naming the first field that is missing. */
export function signing({ app, user }: Credentials): Signing {
  const { appKey, appSecret, clientId, clientSecret } = App.parse(app);
  const tokens = User.parse(user);
  if (clientId !== undefined && tokens.accessSecret === undefined) {
    if (tokens.refreshToken === undefined)
      throw new SettingsError(
        "refreshToken",
        "Give the refresh token of the account's OAuth 2.0 grant (--refresh-token).",
      );
    return { kind: "oauth2", clientId, clientSecret: clientSecret ?? null, user: tokens };
  }
  const { accessToken, accessSecret } = tokens;
  if (appKey === undefined)
    throw new SettingsError("appKey", "Give the app's key (--app-key), or --client-id with --refresh-token.");
  if (appSecret === undefined) throw new SettingsError("appSecret", "Give the app's secret (--app-secret).");
  if (accessToken === undefined)
    throw new SettingsError("accessToken", "Give the account's access token (--access-token).");
  if (accessSecret === undefined)
    throw new SettingsError("accessSecret", "Give the account's access token secret (--access-secret).");
  return { kind: "oauth1", appKey, appSecret, accessToken, accessSecret };
}

function given(fields: Record<string, string | number | undefined>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function settingsError(error: z.ZodError, where: string): SettingsError {
  const [issue] = error.issues;
  const field = issue?.path.map(String).join(".") ?? "";
  return new SettingsError(field, `In ${where}, \`${field}\`: ${issue?.message ?? "not valid"}.`);
}
