/** Checks the credentials: who the account is, and what it may not do. */
import { z } from "zod";
import type { Identity } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import type { Account } from "./account.ts";
import { XUser } from "./parse/shapes.ts";

/** OAuth 2.0 scopes for all that the connector does (https://docs.x.com/fundamentals/authentication/oauth-2-0). */
const SCOPES = [
  "tweet.read",
  "tweet.write",
  "tweet.moderate.write",
  "users.read",
  "dm.read",
  "dm.write",
  "media.write",
  "offline.access",
];
/** The one OAuth 1.0a access level that can read and write direct messages. */
const LEVEL = "read-write-directmessages";

export async function identify(account: Account, signal: AbortSignal): Promise<Identity> {
  const { client, context } = account;
  const { user, level } = await whoWeAre(account, signal);
  return {
    remoteId: user.id,
    name: user.name,
    handle: user.username,
    avatarUrl: user.profile_image_url ?? null,
    url: `https://x.com/${user.username}`,
    missingScopes: client.oauth1 ? missingLevel(level) : missingScopes(context.credentials.read().user["scope"]),
    warnings: [],
  };
}

/** The account, and what an OAuth 1.0a token may do. */
export async function whoWeAre({ client }: Account, signal: AbortSignal) {
  const { user, level } = await client.use("read", "read-other", signal, async (x) => {
    const answer = await x.v2.get<unknown>("users/me", { "user.fields": "profile_image_url" }, { fullResponse: true });
    const { data } = z.object({ data: XUser.nullish() }).parse(answer.data);
    return { user: data, level: answer.headers["x-access-level"] };
  });
  if (!user)
    throw new ConnectorError("auth", { code: "account-gone", detail: "X does not know the account any more." });
  return { user, level };
}

function missingLevel(level: string | string[] | undefined): string[] {
  return typeof level === "string" && level !== LEVEL ? [LEVEL] : [];
}

export function missingScopes(granted: string | number | undefined): string[] {
  if (typeof granted !== "string") return [];
  const given = new Set(granted.split(" "));
  return SCOPES.filter((scope) => !given.has(scope));
}
