/** What tests and the sandbox's page can make happen on Discord alone. */
import { z } from "zod";
import { UserSideError } from "../kit/user-side.ts";
import { deleteMany, deleteThread, openThread, updateThread } from "./actions.ts";
import type { Gateway } from "./gateway.ts";
import type { Hub } from "./hub.ts";
import { BITS, type Permission } from "./permissions.ts";
import type { Special } from "./users.ts";
import { type Channel, findMessage } from "./world.ts";

const Thread = z.object({ thread: z.string() });
const Lock = Thread.extend({ locked: z.boolean().default(true), archived: z.boolean().exactOptional() });
const Person = z.object({ person: z.string(), closed: z.boolean().default(true) });
const Switch = z.object({ on: z.boolean() });
const Channels = z.object({
  channel: z.string(),
  read: z.boolean().default(true),
  write: z.boolean().default(true),
  lacks: z.array(z.enum(Object.keys(BITS) as [Permission, ...Permission[]])).default([]),
});
const Forum = z.object({ channel: z.string(), tags: z.array(z.string()).exactOptional(), requiresTag: z.boolean() });
const Many = z.object({ channel: z.string(), ids: z.array(z.string()) });
const Raw = z.object({ name: z.string(), data: z.record(z.string(), z.unknown()) });
const Under = z.object({ by: z.string(), channel: z.string(), message: z.string(), title: z.string() });

export interface SpecialState {
  gateway: Gateway;
  /** False: the token is refused from now on. */
  setTokenValid(valid: boolean): void;
}

export function createSpecials(hub: Hub, state: SpecialState): Special {
  const { world } = hub;
  const find = (id: string): Channel => {
    const channel = world.channels.get(id);
    if (!channel) throw new UserSideError(`There is no channel with the id ${id}.`);
    return channel;
  };
  return (action, input) => {
    switch (action) {
      /** Cuts the sockets; sessions can be resumed. */
      case "drop-socket":
        return state.gateway.drop();
      /** Ends all sessions: nobody can resume. */
      case "invalidate-session":
        return state.gateway.invalidate();
      /** Asks clients to reconnect and resume, as Discord does before maintenance. */
      case "reconnect":
        return state.gateway.askToReconnect();
      case "lock-thread": {
        const { thread, locked, archived } = Lock.parse(input);
        return updateThread(hub, find(thread), { locked, ...(archived === undefined ? {} : { archived }) });
      }
      case "delete-thread":
        return deleteThread(hub, find(Thread.parse(input).thread));
      /** A person opens a thread under a message; gives its id. */
      case "start-thread": {
        const { by, channel, message, title } = Under.parse(input);
        const under = findMessage(world, channel, message);
        if (!under) throw new UserSideError(`There is no message ${message} there.`);
        return { id: openThread(hub, find(channel), { name: title, ownerId: by, under }).id };
      }
      case "close-dms": {
        const { person, closed } = Person.parse(input);
        const user = world.users.get(person);
        if (!user) throw new UserSideError(`There is nobody with the id ${person}.`);
        user.dmsClosed = closed;
        return null;
      }
      /** The switch of the developer portal. */
      case "message-content-intent":
        world.messageContent = Switch.parse(input).on;
        return null;
      /** What the bot may do in a channel. */
      case "permissions": {
        const { channel, read, write, lacks } = Channels.parse(input);
        Object.assign(find(channel), { botMayRead: read, botMayWrite: write, botLacks: lacks });
        return null;
      }
      /** A forum's tags, by name, and whether a post must bear one. */
      case "forum": {
        const { channel, tags, requiresTag } = Forum.parse(input);
        const forum = find(channel);
        forum.requiresTag = requiresTag;
        if (tags) forum.tags = tags.map((name) => ({ id: world.nextId(), name }));
        return null;
      }
      case "delete-many": {
        const { channel, ids } = Many.parse(input);
        return deleteMany(
          hub,
          find(channel),
          ids.flatMap((id) => findMessage(world, channel, id) ?? []),
        );
      }
      /** The token is reset in the developer portal; connections close with 4004. */
      case "revoke-token":
        state.setTokenValid(false);
        return state.gateway.closeAll(4004);
      case "restore-token":
        return state.setTokenValid(true);
      /** How many sockets are open. */
      case "connected":
        return state.gateway.connected();
      /** A dispatch made by hand. */
      case "raw-dispatch": {
        const { name, data } = Raw.parse(input);
        return state.gateway.raw(name, data);
      }
      /** The permission bits that the bot has in the server. */
      case "bot-permissions":
        world.permissions = z.object({ bits: z.string() }).parse(input).bits;
        return null;
      /** What a test needs to know of the server. */
      case "describe":
        return {
          botId: world.bot.id,
          guildId: world.guild.id,
          staffRoleId: world.staffRoleId,
          botRoleId: world.botRoleId,
          sessions: state.gateway.sessions(),
        };
      default:
        throw new UserSideError(`Discord's sandbox has no action named ${action}.`);
    }
  };
}
