/** A person writes: into a private chat, a group or topic, a channel, or the comments of a channel's post. */
import { z } from "zod";
import { UserSideError, type SendInput } from "../kit/user-side.ts";
import {
  FILE_KINDS,
  isShared,
  type Attachment,
  type FileKind,
  type Message,
  type Person,
  type Room,
  type Sender,
} from "./model.ts";
import { forwardOf, forwardToDiscussion } from "./discussion.ts";
import { tellMessage } from "./news.ts";
import { personNamed, placeNamed } from "./named.ts";
import type { Draft, World } from "./world.ts";

type Input = z.infer<typeof SendInput>;

/** What only Telegram has: how a file is sent, a place or a contact, and speaking as the group. */
const Options = z.object({
  as: z.enum(FILE_KINDS).exactOptional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).exactOptional(),
  contact: z.object({ phoneNumber: z.string(), firstName: z.string() }).exactOptional(),
  anonymous: z.boolean().default(false),
});

/** Several files make an album; its first part is returned. */
export function personSends(world: World, input: Input): Message {
  const options = Options.parse(input.options);
  const author = personNamed(world, input.from);
  const { room, threadId, replyTo } = where(world, author, input);
  const sender = senderIn(room, author, options.anonymous);
  const attachments = attachmentsOf(world, input, options);
  if (input.text.trim() === "" && attachments.length === 0) throw new UserSideError("A message needs words or a file.");
  const base: Draft = {
    room,
    sender,
    replyTo,
    threadId: threadId ?? (replyTo === null ? null : (room.messages.get(replyTo)?.threadId ?? null)),
    inTopic: threadId !== null && isShared(room) && (room.topics?.has(threadId) ?? false),
    groupId: attachments.length > 1 ? world.newAlbum() : null,
  };
  const parts = attachments.length === 0 ? [null] : attachments;
  const messages = parts.map((attachment, index) =>
    world.post({ ...base, text: index === 0 ? input.text : "", attachment }),
  );
  for (const message of messages) {
    tellMessage(world, message, "new");
    forwardToDiscussion(world, message);
  }
  const [first] = messages;
  if (!first) throw new UserSideError("Nothing was sent.");
  return first;
}

function where(
  world: World,
  author: Person,
  input: Input,
): { room: Room; threadId: number | null; replyTo: number | null } {
  const replyTo = input.replyTo === undefined ? null : Number(input.replyTo);
  if (input.to !== undefined) {
    return { room: directRoom(world, author, personNamed(world, input.to)), threadId: null, replyTo };
  }
  if (input.place === undefined) throw new UserSideError("Say to whom, or where.");
  const { room, threadId } = placeNamed(world, input.place);
  if (isShared(room)) {
    if (room.migratedTo !== null) throw new UserSideError("This group moved to a supergroup.");
    if (!world.isMember(room, author.id)) throw new UserSideError("You are not a member here.");
    const comments = room.kind === "channel" && author.role === "user";
    if (comments) return commentOn(world, room.chatId, room.linkedChatId, replyTo);
  }
  if (replyTo !== null && !room.messages.has(replyTo)) throw new UserSideError(`There is no message ${replyTo} here.`);
  // A forward from the channel is the root of its comments.
  const root = replyTo === null ? null : room.messages.get(replyTo);
  return { room, threadId: root?.forwardedFrom ? root.id : threadId, replyTo };
}

function directRoom(world: World, author: Person, other: Person): Room {
  if (author.isBot) throw new UserSideError("A bot writes through the Bot API.");
  if (other.isBot) return world.dm(other.id, author.id);
  if (other.role === "brand") return world.business(other.id, author.id);
  if (author.role === "brand") return world.business(author.id, other.id);
  throw new UserSideError("One of the two must be a brand account or its bot.");
}

/** Under a channel's post people write comments, which are answers in the discussion group. */
function commentOn(world: World, chatId: number, linkedChatId: number | null, postId: number | null) {
  const group = linkedChatId === null ? null : world.shared(linkedChatId);
  const forward = group && postId !== null ? forwardOf(group, chatId, postId) : null;
  if (!group || !forward) throw new UserSideError("Only administrators post here; comment on one of the posts.");
  return { room: group, threadId: forward.id, replyTo: forward.id };
}

function senderIn(room: Room, author: Person, anonymous: boolean): Sender {
  if (room.kind === "channel") return { kind: "channel", chatId: room.chatId, byId: author.id };
  return { kind: anonymous && isShared(room) ? "anonymous" : "person", id: author.id };
}

function attachmentsOf(world: World, input: Input, options: z.infer<typeof Options>): Attachment[] {
  const { location, contact } = options;
  if (location) return [{ kind: "location", ...location }];
  if (contact) return [{ kind: "contact", ...contact }];
  return input.media.map(({ name, mime, base64 }) => {
    const bytes = new Uint8Array(Buffer.from(base64, "base64"));
    return { kind: "file", file: world.addFile(options.as ?? kindOf(mime), name, mime, bytes) };
  });
}

function kindOf(mime: string): FileKind {
  if (mime === "image/gif") return "animation";
  if (mime === "image/webp") return "sticker";
  if (mime === "audio/ogg") return "voice";
  if (mime.startsWith("image/")) return "photo";
  if (mime.startsWith("video/")) return "video";
  return mime.startsWith("audio/") ? "audio" : "document";
}
