/** The user's side: what people do in Discord's own app. */
import { z } from "zod";
import {
  UserSideError,
  type SandboxMessage,
  type SandboxPerson,
  type SandboxPlace,
  type UserSide,
} from "../kit/user-side.ts";
import { deleteMessage, editMessage, openChannel, openThread, postMessage, setReaction } from "./actions.ts";
import type { Hub } from "./hub.ts";
import {
  addChannel,
  type Channel,
  directChannel,
  findMessage,
  type Message,
  messagesOf,
  type User,
  type World,
} from "./world.ts";

export type Special = (action: string, input: Record<string, unknown>) => unknown;

export function createUserSide(hub: Hub, special: Special): UserSide {
  const { world } = hub;
  const person = (id: string): User => {
    const user = world.users.get(id);
    if (!user) throw new UserSideError(`There is nobody with the id ${id}.`);
    return user;
  };
  const channel = (id: string): Channel => {
    const found = world.channels.get(id);
    if (!found) throw new UserSideError(`There is no channel with the id ${id}.`);
    return found;
  };
  const own = (ref: { by: string; place: string; id: string }): Message => {
    const message = anyMessage(ref);
    if (message.authorId !== person(ref.by).id) throw new UserSideError("Only its author can do that.");
    return message;
  };
  const anyMessage = (ref: { place: string; id: string }): Message => {
    const message = findMessage(world, channel(ref.place).id, ref.id);
    if (!message) throw new UserSideError(`There is no message ${ref.id} there.`);
    return message;
  };

  return {
    people: () => [...world.users.values()].map(toPerson),
    addPerson(input) {
      const handle = input.handle.replace(/^@/, "");
      if ([...world.users.values()].some((user) => user.username === handle))
        throw new UserSideError(`@${handle} is taken.`);
      const roles = input.role === "staff" ? [world.staffRoleId] : [];
      const id = world.nextId();
      const user: User = {
        id,
        username: handle,
        globalName: input.name,
        bot: false,
        role: input.role,
        dmsClosed: false,
        roles,
      };
      world.users.set(id, user);
      return toPerson(user);
    },
    places: () => [...world.channels.values()].map((found) => toPlace(world, found)),
    addPlace(input) {
      if (input.type === "channel" || input.type === "text")
        return toPlace(world, openChannel(hub, { type: 0, name: input.title }));
      if (input.type === "forum") return toPlace(world, openChannel(hub, { type: 15, name: input.title }));
      if (input.type !== "thread") throw new UserSideError("Discord has channel, forum and thread.");
      const ownerId = person(input.members[0] ?? world.bot.id).id;
      return toPlace(world, openThread(hub, channel(input.parent ?? ""), { name: input.title, ownerId }));
    },
    messages: (placeId) =>
      messagesOf(world, placeId)
        .filter((message) => !message.deleted)
        .map((message) => toMessage(world, message)),
    send(input) {
      const author = person(input.from);
      const target = input.to === undefined ? channel(input.place ?? "") : openDirect(world, author, person(input.to));
      if (target.locked) throw new UserSideError("This thread is locked.");
      if (input.text.trim() === "" && input.media.length === 0) throw new UserSideError("Write something.");
      if (input.replyTo !== undefined) anyMessage({ place: target.id, id: input.replyTo });
      const options = z
        .object({ title: z.string().exactOptional(), ping: z.boolean().default(true) })
        .parse(input.options);
      const into = target.type === 15 ? post(hub, target, author, options.title ?? input.text.slice(0, 80)) : target;
      const message = postMessage(hub, {
        channel: into,
        authorId: author.id,
        content: withMentions(world, input.text),
        attachments: input.media.map((file) => ({
          ...file,
          bytes: new Uint8Array(Buffer.from(file.base64, "base64")),
        })),
        replyTo: input.replyTo ?? null,
        pingReplied: options.ping,
        ...(target.type === 15 ? { id: into.id } : {}),
      });
      return toMessage(world, message);
    },
    edit: (input) => editMessage(hub, own(input), { content: withMentions(world, input.text) }),
    remove: (input) => deleteMessage(hub, own(input)),
    react: (input) => void setReaction(hub, anyMessage(input), person(input.by).id, input.emoji, !input.remove),
    block(input) {
      if (person(input.whom).id !== world.bot.id) throw new UserSideError("Only the brand can be blocked here.");
      person(input.by).dmsClosed = input.blocked;
    },
    watch: (changed) => hub.watch(changed),
    special,
  };
}

function openDirect(world: World, from: User, to: User): Channel {
  const human = from.bot ? to : from;
  const other = from.bot ? from : to;
  if (!other.bot || human.bot) throw new UserSideError("A direct message goes to the brand, or from it to a person.");
  return directChannel(world, human.id) ?? addChannel(world, { type: 1, name: human.username, recipientId: human.id });
}

function post(hub: Hub, forum: Channel, author: User, name: string): Channel {
  return openThread(hub, forum, { name, ownerId: author.id });
}

/** As the app does while a person types: `@name` becomes the mention of that user. */
function withMentions(world: World, text: string): string {
  return text.replace(/@([\w.-]+)/g, (whole, name: string) => {
    const user = [...world.users.values()].find((candidate) => candidate.username === name);
    return user ? `<@${user.id}>` : whole;
  });
}

function toPerson(user: User): SandboxPerson {
  return { id: user.id, name: user.globalName, handle: user.username, role: user.role };
}

function toPlace(world: World, channel: Channel): SandboxPlace {
  const types = { 0: "channel", 1: "dm", 11: "thread", 15: "forum" } as const;
  return {
    id: channel.id,
    kind: channel.type === 1 ? "direct" : "public",
    type: types[channel.type],
    title: channel.type === 1 ? (world.users.get(channel.recipientId ?? "")?.globalName ?? "") : channel.name,
    members: channel.type === 1 && channel.recipientId ? [channel.recipientId, world.bot.id] : [],
    ...(channel.parentId === null ? {} : { parent: channel.parentId }),
    ...(channel.type === 11 || channel.type === 15 ? { tags: tagNames(world, channel) } : {}),
  };
}

function tagNames(world: World, channel: Channel): string[] {
  if (channel.type === 15) return channel.tags.map((tag) => tag.name);
  const known = world.channels.get(channel.parentId ?? "")?.tags ?? [];
  return known.filter((tag) => channel.appliedTags.includes(tag.id)).map((tag) => tag.name);
}

function toMessage(world: World, message: Message): SandboxMessage {
  return {
    id: message.id,
    placeId: message.channelId,
    authorId: message.authorId,
    text: message.content.replace(/<@!?(\d+)>/g, (whole, id: string) => {
      const user = world.users.get(id);
      return user ? `@${user.username}` : whole;
    }),
    replyTo: message.replyTo,
    media: message.attachments.map(({ name, mime, bytes }) => ({ name, mime, size: bytes.length })),
    reactions: message.reactions,
    sentAt: message.sentAt,
    edited: message.editedAt !== null,
    deleted: message.deleted,
    hidden: false,
  };
}
