/** What can happen on Discord, whoever does it: each changes the world and tells the gateway. */
import { type Hub, INTENT } from "./hub.ts";
import { channelJson, memberJson, messageJson } from "./shapes.ts";
import { addChannel, type Attachment, type Channel, findMessage, type Message, messagesOf } from "./world.ts";

export interface Draft {
  channel: Channel;
  authorId: string;
  content: string;
  attachments?: Omit<Attachment, "id">[];
  replyTo?: string | null;
  /** Who of those named in the text is told; everybody if absent. */
  mayMention?: (userId: string) => boolean;
  /** Whether the author of the message answered is told. */
  pingReplied?: boolean;
  nonce?: string | number | null;
  flags?: number;
  /** The id to use: a forum post's first message has the post's own. */
  id?: string;
}

const isDirect = (channel: Channel) => channel.type === 1;

export function postMessage(hub: Hub, draft: Draft): Message {
  const { world } = hub;
  const { channel } = draft;
  if (channel.archived) updateThread(hub, channel, { archived: false });
  const answered = draft.replyTo ? findMessage(world, channel.id, draft.replyTo) : undefined;
  const named = [...draft.content.matchAll(/<@!?(\d+)>/g)].map((match) => match[1] ?? "");
  const mentions = named.filter((id) => world.users.has(id) && (draft.mayMention?.(id) ?? true));
  if (answered && draft.pingReplied) mentions.push(answered.authorId);
  const message: Message = {
    id: draft.id ?? world.nextId(),
    channelId: channel.id,
    authorId: draft.authorId,
    content: draft.content,
    attachments: (draft.attachments ?? []).map((file) => ({ id: world.nextId(), ...file })),
    replyTo: draft.replyTo ?? null,
    mentions: [...new Set(mentions)],
    mentionRoles: [...draft.content.matchAll(/<@&(\d+)>/g)].map((match) => match[1] ?? ""),
    reactions: [],
    nonce: draft.nonce ?? null,
    flags: draft.flags ?? 0,
    sentAt: world.now(),
    editedAt: null,
    deleted: false,
    threadId: null,
  };
  messagesOf(world, channel.id).push(message);
  tellMessage(hub, "MESSAGE_CREATE", channel, message);
  return message;
}

export function editMessage(hub: Hub, message: Message, change: { content?: string; flags?: number }): void {
  if (change.content !== undefined) message.content = change.content;
  if (change.flags !== undefined) message.flags = change.flags;
  // Two edits within a millisecond are still two.
  message.editedAt = Math.max(hub.world.now(), (message.editedAt ?? message.sentAt) + 1);
  tellMessage(hub, "MESSAGE_UPDATE", channelOf(hub, message), message);
}

export function deleteMessage(hub: Hub, message: Message): void {
  message.deleted = true;
  const channel = channelOf(hub, message);
  tell(hub, "MESSAGE_DELETE", channel, "messages", () => ({ id: message.id, channel_id: channel.id }));
}

/** Deletes several at once, as moderators do. */
export function deleteMany(hub: Hub, channel: Channel, messages: Message[]): void {
  for (const message of messages) message.deleted = true;
  const ids = messages.map((message) => message.id);
  tell(hub, "MESSAGE_DELETE_BULK", channel, "messages", () => ({ ids, channel_id: channel.id }));
}

/** True where it changed something. */
export function setReaction(hub: Hub, message: Message, by: string, emoji: string, present: boolean): boolean {
  const mine = message.reactions.find((reaction) => reaction.by === by && reaction.emoji === emoji);
  if ((mine !== undefined) === present) return false;
  if (present) message.reactions.push({ emoji, by });
  else message.reactions = message.reactions.filter((reaction) => reaction !== mine);
  const channel = channelOf(hub, message);
  const user = hub.world.users.get(by);
  tell(hub, present ? "MESSAGE_REACTION_ADD" : "MESSAGE_REACTION_REMOVE", channel, "reactions", () => ({
    user_id: by,
    channel_id: channel.id,
    message_id: message.id,
    emoji: { id: null, name: emoji },
    burst: false,
    type: 0,
    ...(present ? { message_author_id: message.authorId } : {}),
    ...(present && user && !isDirect(channel) ? { member: memberJson(user, true) } : {}),
  }));
  return true;
}

/** A thread in a text channel, under a message (which gives it its id), or a forum's post. */
export function openThread(
  hub: Hub,
  parent: Channel,
  given: { name: string; ownerId: string; under?: Message; tags?: string[] },
): Channel {
  const thread = addChannel(hub.world, {
    type: 11,
    name: given.name,
    parentId: parent.id,
    ownerId: given.ownerId,
    appliedTags: given.tags ?? [],
    botMayRead: parent.botMayRead,
    botMayWrite: parent.botMayWrite,
    botLacks: parent.botLacks,
    ...(given.under ? { id: given.under.id } : {}),
  });
  if (given.under) given.under.threadId = thread.id;
  tellThread(hub, "THREAD_CREATE", thread, () => ({ ...channelJson(hub.world, thread), newly_created: true }));
  return thread;
}

export function updateThread(hub: Hub, thread: Channel, change: { locked?: boolean; archived?: boolean }): void {
  Object.assign(thread, change);
  tellThread(hub, "THREAD_UPDATE", thread, () => channelJson(hub.world, thread));
}

export function deleteThread(hub: Hub, thread: Channel): void {
  hub.world.channels.delete(thread.id);
  hub.world.messages.delete(thread.id);
  for (const message of messagesOf(hub.world, thread.parentId ?? ""))
    if (message.threadId === thread.id) message.threadId = null;
  const { guild } = hub.world;
  tellThread(hub, "THREAD_DELETE", thread, () => ({
    id: thread.id,
    guild_id: guild.id,
    parent_id: thread.parentId,
    type: thread.type,
  }));
}

export function openChannel(hub: Hub, given: Pick<Channel, "type" | "name">): Channel {
  const channel = addChannel(hub.world, given);
  tellThread(hub, "CHANNEL_CREATE", channel, () => channelJson(hub.world, channel));
  return channel;
}

function channelOf(hub: Hub, message: Message): Channel {
  const channel = hub.world.channels.get(message.channelId);
  if (!channel) throw new Error("a message without a channel");
  return channel;
}

function tellMessage(hub: Hub, name: string, channel: Channel, message: Message): void {
  const author = hub.world.users.get(message.authorId);
  tell(hub, name, channel, "messages", (context) => ({
    ...messageJson(context, message),
    channel_type: channel.type,
    ...(author && !isDirect(channel) ? { member: memberJson(author, false) } : {}),
    ...(name === "MESSAGE_CREATE" && message.nonce !== null ? { nonce: message.nonce } : {}),
  }));
}

function tellThread(hub: Hub, name: string, channel: Channel, data: () => Record<string, unknown>): void {
  // A bot hears nothing of channels that it cannot see.
  if (channel.botMayRead) hub.dispatch({ name, intent: INTENT.guilds, data });
}

function tell(
  hub: Hub,
  name: string,
  channel: Channel,
  about: "messages" | "reactions",
  data: (context: ReturnType<Hub["shapes"]>) => Record<string, unknown>,
): void {
  if (!channel.botMayRead) return;
  const intents = { messages: INTENT.guildMessages, reactions: INTENT.guildReactions };
  const directIntents = { messages: INTENT.directMessages, reactions: INTENT.directReactions };
  hub.dispatch({
    name,
    intent: isDirect(channel) ? directIntents[about] : intents[about],
    data: (context) => ({ ...data(context), ...(isDirect(channel) ? {} : { guild_id: hub.world.guild.id }) }),
  });
}
