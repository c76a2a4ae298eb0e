/** Rooms as places of the user's side, and new groups, channels, forums and topics. */
import { UserSideError, type SandboxPlace } from "../kit/user-side.ts";
import { isShared, type Message, type Room } from "./model.ts";
import { placeNamed } from "./named.ts";
import { tellMessage } from "./news.ts";
import type { World } from "./world.ts";

/** A topic is a place of its own: `chat/thread`. */
export function placeIdOf({ room, threadId, inTopic }: Message): string {
  return inTopic && threadId !== null ? `${room.key}/${threadId}` : room.key;
}

export function asPlaces(world: World, room: Room): SandboxPlace[] {
  if (!isShared(room)) {
    const other = room.kind === "dm" ? room.botId : room.ownerId;
    const title = world.people.get(other)?.name ?? "";
    return [{ id: room.key, kind: "direct", type: room.kind, title, members: [String(room.userId), String(other)] }];
  }
  const members = room.members === null ? [] : [...room.members].map(String);
  const whole: SandboxPlace = { id: room.key, kind: "public", type: room.kind, title: room.title, members };
  const topics = [...(room.topics ?? [])].map(([id, title]): SandboxPlace => ({
    id: `${room.key}/${id}`,
    kind: "public",
    type: "topic",
    title,
    members,
  }));
  return [whole, ...topics];
}

/**
 * Types: `group`, `supergroup` (with `parent`, a channel: its discussion group), `forum`, `channel`, `topic` (with `parent`, a forum). No members: everybody.
 */
export function addPlace(
  world: World,
  type: string,
  title: string,
  parent: string | undefined,
  ids: number[],
): SandboxPlace {
  const members = ids.length > 0 ? new Set(ids) : null;
  if (type === "topic") {
    const { room: forum } = placeNamed(world, parent ?? "");
    if (!isShared(forum) || !forum.topics) throw new UserSideError("A topic needs a forum as its parent.");
    const creator = [...(forum.members ?? [])].find((id) => !world.people.get(id)?.isBot) ?? firstPerson(world);
    const opened = world.post({
      room: forum,
      sender: { kind: "person", id: creator },
      service: { forum_topic_created: { name: title, icon_color: 7_322_096 } },
    });
    opened.threadId = opened.id;
    opened.inTopic = true;
    forum.topics.set(opened.id, title);
    tellMessage(world, opened, "new");
    return { id: placeIdOf(opened), kind: "public", type, title, members: [...(forum.members ?? [])].map(String) };
  }
  const kind = type === "forum" ? "supergroup" : type;
  if (kind !== "group" && kind !== "supergroup" && kind !== "channel")
    throw new UserSideError(`No such place: ${type}.`);
  const channel = parent === undefined ? null : placeNamed(world, parent).room;
  if (channel && (channel.kind !== "channel" || kind !== "supergroup")) {
    throw new UserSideError("Only a supergroup can be the discussion group of a channel.");
  }
  const linkedChatId = channel?.chatId ?? null;
  const room = world.addShared({ kind, title, members, forum: type === "forum", linkedChatId });
  if (channel && isShared(channel)) channel.linkedChatId = room.chatId;
  return { id: room.key, kind: "public", type: kind, title, members: ids.map(String) };
}

const firstPerson = (world: World) => [...world.people.values()].find((person) => !person.isBot)?.id ?? 0;
