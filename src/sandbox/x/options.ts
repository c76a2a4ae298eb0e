/** What a sandbox X is started with: one developer app and the brand accounts that authorised it. */

export interface XApp {
  consumerKey: string;
  consumerSecret: string;
  clientId: string;
  clientSecret: string;
  /** App-only bearer token. */
  bearer: string;
}

export interface XBrand {
  id: string;
  name: string;
  username: string;
  /** OAuth 1.0a user tokens and what they may do. */
  accessToken: string;
  accessSecret: string;
  accessLevel: "read" | "read-write" | "read-write-directmessages";
  /** The first refresh token of an OAuth 2.0 grant, and the scopes it gives. */
  refreshToken: string;
  scopes: string[];
}

export interface XSandboxOptions {
  app?: Partial<XApp>;
  /** Brand accounts under the app; `bobowallet` alone if absent. */
  brands?: (Pick<XBrand, "name" | "username"> & Partial<XBrand>)[];
  /** Epoch milliseconds; limits, ids and token lives follow it. */
  now?: () => number;
  /** Replies are taken only where the author mentioned or quoted the account. */
  summonedOnly?: boolean;
  /** `activity`: the X Activity envelope. `account-activity`: the older body. */
  webhookFormat?: WebhookFormat;
  /** False: calls have no limits, and no headers that tell of any. */
  rateLimits?: boolean;
}

export type WebhookFormat = "activity" | "account-activity";

export const ALL_SCOPES = [
  "tweet.read",
  "tweet.write",
  "tweet.moderate.write",
  "users.read",
  "dm.read",
  "dm.write",
  "media.write",
  "offline.access",
];

/** Public by purpose: a newcomer types them into Parley. */
export const DEFAULT_APP: XApp = {
  consumerKey: "SANDBOX-X-APP-KEY",
  consumerSecret: "SANDBOX-X-APP-SECRET",
  clientId: "SANDBOX-X-CLIENT",
  clientSecret: "SANDBOX-X-CLIENT-SECRET",
  bearer: "SANDBOX-X-BEARER",
};

/** Fills in what a brand account leaves out; tokens are `SANDBOX-X-…-USERNAME`. */
export function brand(input: Pick<XBrand, "name" | "username"> & Partial<XBrand>, index: number): XBrand {
  const tail = input.username.toUpperCase();
  return {
    id: String(1_700_000_001 + index),
    accessToken: `SANDBOX-X-ACCESS-${tail}`,
    accessSecret: `SANDBOX-X-ACCESS-SECRET-${tail}`,
    accessLevel: "read-write-directmessages",
    refreshToken: `SANDBOX-X-REFRESH-${tail}`,
    scopes: ALL_SCOPES,
    ...input,
  };
}

export const DEFAULT_BRAND = { name: "波宝 Bobo Wallet", username: "bobowallet" };
