/** Every setting that comes from the environment, with its default; flags of the command line go before them. */
import { z } from "zod";
import { StartFault } from "./fault.ts";
import { RequireSecondFactor } from "./second-factor.ts";

export const DEFAULT_DATA_DIR = "./data";
export const DEFAULT_PORT = 7100;
export const DEFAULT_HOST = "127.0.0.1";

const PORT_RANGE = "give a whole number from 0 to 65535";
const Port = z.coerce.number(PORT_RANGE).int(PORT_RANGE).min(0, PORT_RANGE).max(65_535, PORT_RANGE);

const PublicUrl = z
  .url({ protocol: /^https?$/, error: "an address that starts with https://" })
  .transform((url) => url.replace(/\/+$/, ""));

const Environment = z.object({
  /** Where the database, the key and the files are kept. */
  PARLEY_DATA: z.string().min(1).default(DEFAULT_DATA_DIR),
  PARLEY_PORT: Port.default(DEFAULT_PORT),
  /** Address to listen on. Anything but loopback belongs behind a proxy that speaks HTTPS. */
  PARLEY_HOST: z.string().min(1).default(DEFAULT_HOST),
  /** Seals credentials: 32 bytes as 64 hexadecimal digits or base64. Absent: a file `key` in the data directory, made at the first start. */
  PARLEY_KEY: z.string().min(1).optional(),
  /** The key that `parley keys rotate` puts in place of PARLEY_KEY. */
  PARLEY_KEY_NEXT: z.string().min(1).optional(),
  /** Address at which platforms reach us, for webhooks. Absent: no webhooks. */
  PARLEY_PUBLIC_URL: PublicUrl.optional(),
  /** What `parley bridge` shares with the brand that it listens for; made by its `--make-secret`. */
  PARLEY_BRIDGE_SECRET: z.string().min(1).optional(),
  /** Opens a deployment on Workers for its owner, for commands with `--to`. */
  PARLEY_SETUP: z.string().min(1).optional(),
  PARLEY_REQUIRE_2FA: RequireSecondFactor,
  PARLEY_LOG: z.enum(["debug", "info", "warn", "error"], "debug, info, warn or error").default("info"),
  /** `auto` writes for people on a terminal and JSON lines elsewhere. */
  PARLEY_LOG_FORMAT: z.enum(["auto", "json", "pretty"], "auto, json or pretty").default("auto"),
});

/** Every variable of the environment that is a setting. */
export const SETTING_NAMES: readonly string[] = Object.keys(Environment.shape);

/** Credentials for `accounts add`, so that none need stand in a shell's history; by flag name. */
export const CREDENTIAL_VARIABLES = {
  token: { telegram: "PARLEY_TELEGRAM_TOKEN", discord: "PARLEY_DISCORD_TOKEN" },
  appKey: { x: "PARLEY_X_APP_KEY" },
  appSecret: { x: "PARLEY_X_APP_SECRET" },
  accessToken: { x: "PARLEY_X_ACCESS_TOKEN" },
  accessSecret: { x: "PARLEY_X_ACCESS_SECRET" },
  clientId: { x: "PARLEY_X_CLIENT_ID" },
  clientSecret: { x: "PARLEY_X_CLIENT_SECRET" },
  refreshToken: { x: "PARLEY_X_REFRESH_TOKEN" },
} as const;

export interface HostSettings {
  dataDir: string;
  port: number;
  host: string;
  key: string | null;
  nextKey: string | null;
  publicUrl: string | null;
  secondFactorRequired: boolean;
  bridgeSecret: string | null;
  setup: string | null;
  logLevel: "debug" | "info" | "warn" | "error";
  logFormat: "auto" | "json" | "pretty";
}

/** What the command line gave, which goes before the environment. */
export interface Flags {
  data?: string | undefined;
  port?: string | undefined;
  host?: string | undefined;
}

/** Throws StartFault naming the variable, never its value. An empty variable counts as absent. */
export function readSettings(env: Record<string, string | undefined>, flags: Flags = {}): HostSettings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const input = {
    ...given,
    ...(flags.data === undefined ? {} : { PARLEY_DATA: flags.data }),
    ...(flags.port === undefined ? {} : { PARLEY_PORT: flags.port }),
    ...(flags.host === undefined ? {} : { PARLEY_HOST: flags.host }),
  };
  const parsed = Environment.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new StartFault(`${settingName(String(issue?.path[0]), flags)} is not usable: ${issue?.message}.`);
  }
  const { data } = parsed;
  return {
    dataDir: data.PARLEY_DATA,
    port: data.PARLEY_PORT,
    host: data.PARLEY_HOST,
    key: data.PARLEY_KEY ?? null,
    nextKey: data.PARLEY_KEY_NEXT ?? null,
    publicUrl: data.PARLEY_PUBLIC_URL ?? null,
    secondFactorRequired: data.PARLEY_REQUIRE_2FA,
    bridgeSecret: data.PARLEY_BRIDGE_SECRET ?? null,
    setup: data.PARLEY_SETUP ?? null,
    logLevel: data.PARLEY_LOG,
    logFormat: data.PARLEY_LOG_FORMAT,
  };
}

function settingName(variable: string, flags: Flags): string {
  if (variable === "PARLEY_PORT" && flags.port !== undefined) return "--port";
  if (variable === "PARLEY_HOST" && flags.host !== undefined) return "--host";
  if (variable === "PARLEY_DATA" && flags.data !== undefined) return "--data";
  return variable;
}
