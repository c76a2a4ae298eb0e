/** What only Telegram has on the user's side: administrators, privacy mode, migration, business connections. */
import { z } from "zod";
import { UserSideError } from "../kit/user-side.ts";
import { isShared, RIGHTS, type BusinessConnection, type SharedRoom } from "./model.ts";
import { tellConnection, tellMessage } from "./news.ts";
import type { World } from "./world.ts";

type Action = (world: World, input: Record<string, unknown>) => unknown;

const Id = z.coerce.number().int();

/** `{place, person, admin?, lacks?}`: `lacks` names rights that the administrator was not given. */
const admin: Action = (world, input) => {
  const {
    place,
    person,
    admin: on,
    lacks,
  } = z
    .object({
      place: z.string(),
      person: Id,
      admin: z.boolean().default(true),
      lacks: z.array(z.enum(RIGHTS)).default([]),
    })
    .parse(input);
  const room = sharedRoom(world, place);
  if (on) room.admins.set(person, new Set(lacks));
  else room.admins.delete(person);
  room.members?.add(person);
};

/** `{bot, on}`: BotFather's switch. */
const privacy: Action = (world, input) => {
  const { bot, on } = z.object({ bot: Id, on: z.boolean() }).parse(input);
  const lines = world.bots.get(bot);
  if (!lines) throw new UserSideError(`There is no bot ${bot}.`);
  lines.bot.privacy = on;
};

/** `{place, username}`: a public name, without @. */
const rename: Action = (world, input) => {
  const { place, username } = z.object({ place: z.string(), username: z.string().regex(/^\w{4,32}$/) }).parse(input);
  const taken = world.named(username);
  const room = sharedRoom(world, place);
  if (taken && taken !== room) throw new UserSideError(`@${username} is taken.`);
  room.username = username;
  world.changed();
};

/** `{place, person}`: taken out, or gone by itself. */
const leave: Action = (world, input) => {
  const { place, person } = z.object({ place: z.string(), person: Id }).parse(input);
  const room = sharedRoom(world, place);
  room.members ??= new Set(world.people.keys());
  room.members.delete(person);
  room.admins.delete(person);
  world.changed();
};

/** `{person}`: the account is deleted. */
const deactivate: Action = (world, input) => {
  const person = world.people.get(z.object({ person: Id }).parse(input).person);
  if (!person) throw new UserSideError("There is no such person.");
  person.deactivated = true;
};

/** `{place}` → the supergroup's place id. The old group stays only as a pointer. */
const migrate: Action = (world, input) => {
  const { place } = z.object({ place: z.string() }).parse(input);
  const old = sharedRoom(world, place);
  if (old.kind !== "group" || old.migratedTo !== null) throw new UserSideError("Only a group can become a supergroup.");
  const next = world.addShared({
    kind: "supergroup",
    title: old.title,
    members: old.members,
    forum: false,
    linkedChatId: null,
  });
  for (const [id, lacks] of old.admins) next.admins.set(id, lacks);
  const by = [...(old.members ?? world.people.keys())].find((id) => !world.people.get(id)?.isBot) ?? 0;
  const sender = { kind: "person", id: by } as const;
  tellMessage(world, world.post({ room: old, sender, service: { migrate_to_chat_id: next.chatId } }), "new");
  tellMessage(world, world.post({ room: next, sender, service: { migrate_from_chat_id: old.chatId } }), "new");
  old.migratedTo = next.chatId;
  return next.key;
};

/** `{owner, bot, enabled?, canReply?, canDelete?}` → the connection id. Connects the account to the bot, or changes what it grants. */
const businessRights: Action = (world, input) => {
  const { owner, bot, enabled, canReply, canDelete } = z
    .object({
      owner: Id,
      bot: Id,
      enabled: z.boolean().default(true),
      canReply: z.boolean().default(true),
      canDelete: z.boolean().default(true),
    })
    .parse(input);
  const connection = connect(world, owner, bot, { enabled, canReply, canDelete });
  tellConnection(world, connection);
  world.changed();
  return connection.id;
};

/** Tells nobody: the bot may have been connected long ago. */
export function connect(
  world: World,
  ownerId: number,
  botId: number,
  { enabled, canReply, canDelete }: { enabled: boolean; canReply: boolean; canDelete: boolean },
): BusinessConnection {
  const known = [...world.connections.values()].find((row) => row.ownerId === ownerId && row.botId === botId);
  const connection: BusinessConnection = {
    id: known?.id ?? `bc${world.connections.size + 1}-${ownerId}`,
    ownerId,
    botId,
    connectedAt: known?.connectedAt ?? world.now(),
    enabled,
    rights: {
      can_reply: canReply,
      can_read_messages: true,
      can_delete_sent_messages: canDelete,
      can_delete_all_messages: canDelete,
    },
  };
  world.connections.set(connection.id, connection);
  return connection;
}

/** `{bot, kind, content}`: an update as it stands, for what the platform may send one day. */
const rawUpdate: Action = (world, input) => {
  const { bot, kind, content } = z.object({ bot: Id, kind: z.string(), content: z.unknown() }).parse(input);
  const lines = world.bots.get(bot);
  if (!lines) throw new UserSideError(`There is no bot ${bot}.`);
  lines.updates.push(kind, content);
};

function sharedRoom(world: World, place: string): SharedRoom {
  const room = world.rooms.get(place);
  if (!room || !isShared(room)) throw new UserSideError(`There is no group or channel ${place}.`);
  return room;
}

const ACTIONS: Record<string, Action> = {
  admin,
  username: rename,
  leave,
  privacy,
  deactivate,
  migrate,
  "business-rights": businessRights,
  "raw-update": rawUpdate,
};

export function special(world: World, action: string, input: Record<string, unknown>): unknown {
  const known = ACTIONS[action];
  if (!known) throw new UserSideError(`Telegram has no action ${action}; it has ${Object.keys(ACTIONS).join(", ")}.`);
  return known(world, input);
}
