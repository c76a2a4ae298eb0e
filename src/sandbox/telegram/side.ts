/** The user's side of the Telegram sandbox: what people do in Telegram's own apps, and what they see there. */
import { UserSideError, type SandboxMessage, type SandboxPerson, type UserSide } from "../kit/user-side.ts";
import { editForward, removeForward } from "./discussion.ts";
import { isShared, senderId, type Message, type Person, type Room } from "./model.ts";
import { messageNamed, personNamed, placeNamed } from "./named.ts";
import { tellBlocked, tellDeleted, tellMessage, tellReaction } from "./news.ts";
import { personSends } from "./person-sends.ts";
import { addPlace, asPlaces, placeIdOf } from "./places.ts";
import { special } from "./special.ts";
import { fileOf, type World } from "./world.ts";

export function userSide(world: World): UserSide {
  const person = (id: string) => personNamed(world, id);
  const found = (ref: { place: string; id: string }) => messageNamed(world, ref.place, ref.id);
  return {
    people: () => [...world.people.values()].map(asPerson),
    addPerson: (input) => asPerson(world.addPerson(input)),
    places: () => [...world.rooms.values()].filter((room) => !isGone(room)).flatMap((room) => asPlaces(world, room)),
    addPlace(input) {
      return addPlace(world, input.type, input.title, input.parent, input.members.map(Number));
    },
    messages(placeId) {
      const { room, threadId } = placeNamed(world, placeId);
      return [...room.messages.values()]
        .filter((message) => message.service === null && (threadId === null || message.threadId === threadId))
        .map((message) => asMessage(placeId, message));
    },
    send: (input) => {
      const message = personSends(world, input);
      return asMessage(placeIdOf(message), message);
    },
    edit({ by, text, ...ref }) {
      const message = found(ref);
      if (senderId(message.sender) !== person(by).id) throw new UserSideError("You can edit only your own messages.");
      world.edit(message, text);
      tellMessage(world, message, "edited");
      editForward(world, message);
    },
    remove({ by, ...ref }) {
      const message = found(ref);
      const admin = isShared(message.room) && message.room.admins.has(person(by).id);
      const own = senderId(message.sender) === person(by).id;
      if (isShared(message.room) && !own && !admin)
        throw new UserSideError("You can delete only your own messages here.");
      world.remove(message);
      removeForward(world, message);
      tellDeleted(world, [message]);
    },
    react({ by, emoji, remove, ...ref }) {
      const message = found(ref);
      const before = message.reactions.get(person(by).id) ?? null;
      if (remove && before !== emoji) return;
      const after = remove ? null : emoji;
      world.react(message, person(by).id, after);
      tellReaction(world, message, person(by).id, before, after);
    },
    block({ by, whom, blocked }) {
      const blocker = person(by);
      const target = person(whom);
      if (blocked === blocker.blocked.has(target.id)) return;
      if (blocked) blocker.blocked.add(target.id);
      else blocker.blocked.delete(target.id);
      if (target.isBot) tellBlocked(world, target.id, blocker.id, blocked);
      world.changed();
    },
    watch: (changed) => world.watch(changed),
    special: (action, input) => special(world, action, input),
  };
}

const isGone = (room: Room) => isShared(room) && room.migratedTo !== null;

const asPerson = ({ id, name, handle, role }: Person): SandboxPerson => ({ id: String(id), name, handle, role });

function asMessage(placeId: string, message: Message): SandboxMessage {
  const file = fileOf(message.attachment);
  return {
    id: String(message.id),
    placeId,
    authorId: String(message.sender.kind === "channel" ? message.sender.chatId : senderId(message.sender)),
    text: message.deleted ? "" : message.text,
    replyTo: message.replyTo === null ? null : String(message.replyTo),
    media: file ? [{ name: file.name, mime: file.mime, size: file.bytes.length }] : [],
    reactions: [...message.reactions].map(([by, emoji]) => ({ emoji, by: String(by) })),
    sentAt: message.sentAt,
    edited: message.editedAt !== null,
    deleted: message.deleted,
    hidden: false,
  };
}
