/** Discord's JSON for what the world holds; field sets are those that the published OpenAPI requires. */
import { deniedIn } from "./permissions.ts";
import { type Channel, findMessage, type Message, messagesOf, type User, type World } from "./world.ts";

type Json = Record<string, unknown>;

/** Whose server it is: nobody here, above all not the bot, since an owner may do anything. */
const OWNER_ID = "1";
/** Forum flag (docs: Channel resource, "Channel Flags"). */
const REQUIRE_TAG = 1 << 4;

export interface ShapeContext {
  world: World;
  /** `http://127.0.0.1:PORT`, where files are served. */
  baseUrl: string;
  /** False: words of others are blank, save in direct messages and where the bot is mentioned. */
  seesContent: boolean;
}

export function userJson(user: User): Json {
  return {
    id: user.id,
    username: user.username,
    global_name: user.globalName,
    avatar: null,
    discriminator: user.bot ? "0420" : "0",
    public_flags: 0,
    flags: 0,
    primary_guild: null,
    ...(user.bot ? { bot: true } : {}),
  };
}

export function memberJson(user: User, withUser: boolean): Json {
  const member = {
    avatar: null,
    banner: null,
    communication_disabled_until: null,
    flags: 0,
    joined_at: "2026-01-05T08:00:00.000000+00:00",
    nick: null,
    pending: false,
    premium_since: null,
    roles: user.roles,
    mute: false,
    deaf: false,
  };
  return withUser ? { ...member, user: userJson(user) } : member;
}

function roleJson(id: string, name: string, position: number, more: Json = {}): Json {
  return {
    id,
    name,
    position,
    permissions: "0",
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: true,
    icon: null,
    unicode_emoji: null,
    flags: 0,
    ...more,
  };
}

export function guildJson(world: World): Json {
  return {
    id: world.guild.id,
    name: world.guild.name,
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: ["COMMUNITY"],
    banner: null,
    owner_id: OWNER_ID,
    application_id: null,
    region: "us-west",
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 1,
    roles: [
      roleJson(world.guild.id, "@everyone", 0),
      roleJson(world.staffRoleId, "Team", 1),
      roleJson(world.botRoleId, "bobo-support", 2, {
        managed: true,
        permissions: world.permissions,
        tags: { bot_id: world.bot.id },
      }),
    ],
    default_message_notifications: 1,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: "en-US",
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
  };
}

export function channelJson(world: World, channel: Channel): Json {
  const last = messagesOf(world, channel.id).at(-1)?.id ?? null;
  if (channel.type === 1) {
    const recipient = world.users.get(channel.recipientId ?? "");
    return {
      id: channel.id,
      type: 1,
      flags: 0,
      last_message_id: last,
      recipients: recipient ? [userJson(recipient)] : [],
    };
  }
  const shared = {
    id: channel.id,
    type: channel.type,
    flags: 0,
    guild_id: world.guild.id,
    name: channel.name,
    parent_id: channel.parentId,
    last_message_id: last,
    rate_limit_per_user: 0,
  };
  if (channel.type === 11) return { ...shared, ...threadFields(world, channel) };
  const denied = deniedIn(channel);
  return {
    ...shared,
    position: [...world.channels.keys()].indexOf(channel.id),
    ...(channel.requiresTag ? { flags: REQUIRE_TAG } : {}),
    permission_overwrites: denied === 0n ? [] : [{ id: world.botRoleId, type: 0, allow: "0", deny: String(denied) }],
    nsfw: false,
    topic: null,
    ...(channel.type === 15
      ? {
          available_tags: channel.tags.map((tag) => ({ ...tag, moderated: false, emoji_id: null, emoji_name: null })),
          default_reaction_emoji: null,
          default_sort_order: null,
          default_forum_layout: 0,
        }
      : {}),
  };
}

function threadFields(world: World, channel: Channel): Json {
  const messages = messagesOf(world, channel.id);
  const at = new Date(world.now()).toISOString();
  return {
    owner_id: channel.ownerId ?? world.bot.id,
    thread_metadata: {
      archived: channel.archived,
      archive_timestamp: at,
      auto_archive_duration: 4320,
      locked: channel.locked,
      create_timestamp: at,
    },
    message_count: Math.max(0, messages.length - 1),
    member_count: Math.min(50, new Set(messages.map((message) => message.authorId)).size),
    total_message_sent: messages.length,
    applied_tags: channel.appliedTags,
  };
}

/** `full` adds the message answered and the thread below, as REST and MESSAGE_CREATE do; inside a reference they are absent. */
export function messageJson(context: ShapeContext, message: Message, full = true): Json {
  const { world, baseUrl } = context;
  const hidden =
    !context.seesContent &&
    message.authorId !== world.bot.id &&
    !message.mentions.includes(world.bot.id) &&
    world.channels.get(message.channelId)?.type !== 1;
  const author = world.users.get(message.authorId) ?? world.bot;
  const thread = message.threadId === null ? undefined : world.channels.get(message.threadId);
  const json: Json = {
    id: message.id,
    type: message.replyTo === null ? 0 : 19,
    channel_id: message.channelId,
    author: userJson(author),
    content: hidden ? "" : message.content,
    timestamp: new Date(message.sentAt).toISOString(),
    edited_timestamp: message.editedAt === null ? null : new Date(message.editedAt).toISOString(),
    tts: false,
    mention_everyone: false,
    mentions: message.mentions.flatMap((id) => world.users.get(id) ?? []).map(userJson),
    mention_roles: message.mentionRoles,
    attachments: hidden ? [] : message.attachments.map((file) => attachmentJson(baseUrl, message, file)),
    embeds: [],
    components: [],
    pinned: false,
    flags: message.flags,
  };
  const reactions = reactionsJson(world, message);
  if (reactions.length > 0) json["reactions"] = reactions;
  if (message.replyTo !== null) {
    json["message_reference"] = { type: 0, channel_id: message.channelId, message_id: message.replyTo };
    if (full) {
      const answered = findMessage(world, message.channelId, message.replyTo);
      json["referenced_message"] = answered ? messageJson(context, answered, false) : null;
    }
  }
  if (full && thread) json["thread"] = channelJson(world, thread);
  return json;
}

function attachmentJson(baseUrl: string, message: Message, file: Message["attachments"][number]): Json {
  const url = `${baseUrl}/attachments/${message.channelId}/${file.id}/${encodeURIComponent(file.name)}?ex=signed`;
  return {
    id: file.id,
    filename: file.name,
    size: file.bytes.length,
    url,
    proxy_url: url,
    content_type: file.mime,
    ...(file.mime.startsWith("image/") ? { width: 320, height: 240 } : {}),
  };
}

function reactionsJson(world: World, message: Message): Json[] {
  return [...new Set(message.reactions.map((reaction) => reaction.emoji))].map((emoji) => {
    const by = message.reactions.filter((reaction) => reaction.emoji === emoji).map((reaction) => reaction.by);
    return {
      emoji: { id: null, name: emoji },
      count: by.length,
      count_details: { burst: 0, normal: by.length },
      burst_colors: [],
      me: by.includes(world.bot.id),
      me_burst: false,
    };
  });
}
