/** The REST routes that the sandbox has, by the paths of Discord's OpenAPI document; `seenBy` is the other route that shows a change. */

export interface Covered {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  /** Null for reads. */
  seenBy: string | null;
}

const MESSAGE = "/channels/{channel_id}/messages/{message_id}";
const read = (path: string): Covered => ({ method: "GET", path, seenBy: null });

export const COVERAGE: readonly Covered[] = [
  read("/gateway/bot"),
  read("/users/@me"),
  read("/users/@me/guilds"),
  read("/users/{user_id}"),
  read("/applications/@me"),
  read("/oauth2/applications/@me"),
  read("/guilds/{guild_id}"),
  read("/guilds/{guild_id}/channels"),
  read("/guilds/{guild_id}/threads/active"),
  read("/guilds/{guild_id}/members/{user_id}"),
  read("/channels/{channel_id}"),
  read("/channels/{channel_id}/messages"),
  read(MESSAGE),
  read(`${MESSAGE}/reactions/{emoji_name}`),
  { method: "POST", path: "/users/@me/channels", seenBy: "GET /channels/{channel_id}" },
  { method: "POST", path: "/channels/{channel_id}/messages", seenBy: "GET /channels/{channel_id}/messages" },
  { method: "PATCH", path: MESSAGE, seenBy: `GET ${MESSAGE}` },
  { method: "DELETE", path: MESSAGE, seenBy: `GET ${MESSAGE}` },
  { method: "PUT", path: `${MESSAGE}/reactions/{emoji_name}/@me`, seenBy: `GET ${MESSAGE}/reactions/{emoji_name}` },
  { method: "DELETE", path: `${MESSAGE}/reactions/{emoji_name}/@me`, seenBy: `GET ${MESSAGE}` },
  { method: "POST", path: "/channels/{channel_id}/threads", seenBy: "GET /guilds/{guild_id}/threads/active" },
  { method: "POST", path: `${MESSAGE}/threads`, seenBy: `GET ${MESSAGE}` },
  read("/channels/{channel_id}/threads/archived/public"),
  { method: "DELETE", path: "/channels/{channel_id}", seenBy: "GET /guilds/{guild_id}/threads/active" },
  { method: "PATCH", path: "/channels/{channel_id}", seenBy: "GET /channels/{channel_id}" },
];
