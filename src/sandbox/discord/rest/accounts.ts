/** Who the bot is, where its gateway is, other users, and direct channels. */
import { z } from "zod";
import { cannotDm, DiscordError, invalidField, unknownUser } from "../errors.ts";
import { channelJson, userJson } from "../shapes.ts";
import { addChannel, directChannel, type World } from "../world.ts";
import { type Api, jsonBody } from "./api.ts";

const OpenDirect = z.object({ recipient_id: z.string().regex(/^\d+$/) });

export function accountRoutes(api: Api): void {
  const { world } = api.hub;
  api.on("get", "/gateway/bot", (c) =>
    c.json({
      url: api.baseUrl().replace(/^http/, "ws"),
      shards: 1,
      session_start_limit: { total: 1_000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 },
    }),
  );
  api.on("get", "/users/@me", (c) =>
    c.json({ ...userJson(world.bot), mfa_enabled: true, locale: "en-US", verified: true, email: null }),
  );
  api.on("get", "/users/@me/guilds", (c) =>
    c.json([
      {
        id: world.guild.id,
        name: world.guild.name,
        icon: null,
        banner: null,
        owner: false,
        permissions: world.permissions,
        features: [],
      },
    ]),
  );
  api.on("post", "/users/@me/channels", async (c) => {
    const body = OpenDirect.safeParse(await jsonBody(c));
    if (!body.success) throw invalidField("recipient_id", "NUMBER_TYPE_COERCE", "Value is not snowflake.");
    const user = world.users.get(body.data.recipient_id);
    if (!user) throw new DiscordError(400, 50033, "Invalid Recipient(s)");
    if (user.bot) throw cannotDm();
    const channel =
      directChannel(world, user.id) ?? addChannel(world, { type: 1, name: user.username, recipientId: user.id });
    return c.json(channelJson(world, channel));
  });
  api.on("get", "/users/:id", (c) => {
    const user = world.users.get(c.req.param("id") ?? "");
    if (!user) throw unknownUser();
    return c.json(userJson(user));
  });
  api.on("get", "/applications/@me", (c) => c.json(applicationJson(world)));
  api.on("get", "/oauth2/applications/@me", (c) => c.json(applicationJson(world)));
}

/** `flags` says which privileged intents are switched on: 1 << 19 is message content for applications in few servers. */
function applicationJson(world: World): Record<string, unknown> {
  const flags = world.messageContent ? 1 << 19 : 0;
  return {
    id: world.applicationId,
    name: world.bot.globalName,
    icon: null,
    description: "",
    type: null,
    verify_key: "0".repeat(64),
    flags,
    flags_new: String(flags),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: userJson({ ...world.bot, id: "1", username: "bobo", globalName: "Bobo", bot: false }),
    approximate_guild_count: 1,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
    bot_public: true,
    bot_require_code_grant: false,
  };
}
