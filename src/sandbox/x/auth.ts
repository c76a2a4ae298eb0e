/** Tells who calls: OAuth 1.0a with its signature verified, an OAuth 2.0 user token, or the app alone. */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import type { XApp, XBrand } from "./options.ts";
import type { Tokens } from "./tokens.ts";

export type Caller =
  | { kind: "oauth1"; userId: string; level: XBrand["accessLevel"] }
  | { kind: "oauth2"; userId: string; scopes: string[] }
  | { kind: "app"; userId: null };

/** A client signs the address it knows, which a local base address then replaces. */
const SIGNED_ORIGINS = [
  "https://api.x.com",
  "https://api.twitter.com",
  "https://ton.twitter.com",
  "https://upload.x.com",
];

export interface Credentials {
  app: XApp;
  brands: XBrand[];
  tokens: Tokens;
}

/** Null where the credentials are missing or wrong. */
export async function authenticate(c: Context, credentials: Credentials): Promise<Caller | null> {
  const header = c.req.header("authorization") ?? "";
  const [scheme, value] = [header.split(" ")[0], header.slice(header.indexOf(" ") + 1)];
  if (scheme === "Bearer") {
    if (value === credentials.app.bearer) return { kind: "app", userId: null };
    const family = credentials.tokens.check(value);
    return family && { kind: "oauth2", userId: family.userId, scopes: family.scopes };
  }
  return scheme === "OAuth" ? oauth1(c, value, credentials) : null;
}

async function oauth1(c: Context, header: string, { app, brands }: Credentials): Promise<Caller | null> {
  const fields = new Map<string, string>();
  for (const part of header.split(",")) {
    const match = /^\s*(\w+)="([^"]*)"\s*$/.exec(part);
    if (match?.[1] !== undefined) fields.set(match[1], decodeURIComponent(match[2] ?? ""));
  }
  const signature = fields.get("oauth_signature") ?? "";
  fields.delete("oauth_signature");
  const brand = brands.find((candidate) => candidate.accessToken === fields.get("oauth_token"));
  if (!brand || fields.get("oauth_consumer_key") !== app.consumerKey) return null;

  const url = new URL(c.req.url);
  const parameters = [...fields, ...url.searchParams];
  if ((c.req.header("content-type") ?? "").includes("application/x-www-form-urlencoded"))
    for (const [name, value] of Object.entries(await c.req.parseBody()))
      if (typeof value === "string") parameters.push([name, value]);
  const sorted = parameters
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join("&");
  const key = `${encode(app.consumerSecret)}&${encode(brand.accessSecret)}`;
  const right = [...SIGNED_ORIGINS, url.origin].some((origin) => {
    const base = `${c.req.method}&${encode(origin + url.pathname)}&${encode(sorted)}`;
    return same(createHmac("sha1", key).update(base).digest("base64"), signature);
  });
  return right ? { kind: "oauth1", userId: brand.id, level: brand.accessLevel } : null;
}

/** RFC 3986, as OAuth 1.0a wants it. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!*'()]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
