/** Looks up what the user's side names by id, with a sentence where there is none. */
import { UserSideError } from "../kit/user-side.ts";
import { isShared, type Message, type Person, type Room } from "./model.ts";
import type { World } from "./world.ts";

export function personNamed(world: World, id: string): Person {
  const person = world.people.get(Number(id));
  if (!person) throw new UserSideError(`There is no person ${id}.`);
  return person;
}

export function placeNamed(world: World, placeId: string): { room: Room; threadId: number | null } {
  const [key = "", thread] = placeId.split("/");
  const room = world.rooms.get(key);
  const threadId = thread === undefined ? null : Number(thread);
  const known = room && (threadId === null || (isShared(room) && room.topics?.has(threadId)));
  if (!known) throw new UserSideError(`There is no place ${placeId}.`);
  return { room, threadId };
}

export function messageNamed(world: World, placeId: string, id: string): Message {
  const message = placeNamed(world, placeId).room.messages.get(Number(id));
  if (!message || message.deleted) throw new UserSideError(`There is no message ${id} here.`);
  return message;
}
