/** What a person does on this X in its own app: post, reply, write directly, edit, delete, block; and what they see. */
import {
  UserSideError,
  type SandboxMessage,
  type SandboxPerson,
  type SandboxPlace,
  type UserSide,
} from "../kit/user-side.ts";
import type { X } from "./endpoint.ts";
import { special } from "./special.ts";
import { weightedLength } from "./text.ts";
import { pair, type Dm, type Media, type Post, type User } from "./world.ts";

const TIMELINE: SandboxPlace = { id: "timeline", kind: "public", type: "timeline", title: "Timeline", members: [] };

export function userSide(x: X): UserSide {
  const { world } = x;
  const person = ({ id, name, username, role }: User): SandboxPerson => ({ id, name, handle: username, role });
  const who = (id: string): User => {
    const user = world.users.get(id) ?? world.byHandle(id.replace(/^@/, ""));
    if (!user) throw new UserSideError(`There is nobody with the id or handle ${id}.`);
    return user;
  };
  const ownPost = (by: string, id: string): Post => {
    const post = world.live(id);
    if (!post) throw new UserSideError("This post does not exist any more.");
    if (post.authorId !== who(by).id) throw new UserSideError("Only the author can do that.");
    return post;
  };
  const files = (input: { name: string; mime: string; base64: string }[]): Media[] =>
    input.map((file) => world.store(file.name, file.mime, new Uint8Array(Buffer.from(file.base64, "base64"))));

  return {
    people: () => [...world.users.values()].map(person),
    addPerson(input) {
      if (!/^[A-Za-z0-9_]{1,15}$/.test(input.handle))
        throw new UserSideError("A handle on X has 1 to 15 letters, digits or underscores.");
      if (world.byHandle(input.handle)) throw new UserSideError(`@${input.handle} is taken.`);
      if (input.role === "brand") throw new UserSideError("Brand accounts are given when the sandbox starts.");
      const { name, handle: username, role } = input;
      const user: User = { id: world.ids.next(), name, username, role, createdAt: world.now() };
      world.users.set(user.id, user);
      world.tell({ kind: "other" });
      return person(user);
    },
    places: () => places(x),
    addPlace: () => {
      throw new UserSideError("On X a place begins with a post or a direct message.");
    },
    messages: (placeId) => messages(x, placeId),
    send(input) {
      const from = who(input.from);
      if (input.to !== undefined) {
        const to = who(input.to);
        if (to.id === from.id) throw new UserSideError("Nobody writes to themselves here.");
        if (world.blocked(to.id, from.id)) throw new UserSideError(`@${to.username} has blocked @${from.username}.`);
        if (input.text === "" && input.media.length === 0) throw new UserSideError("Write something first.");
        if (input.media.length > 1) throw new UserSideError("A direct message takes one file.");
        return dmMessage(world.dm(from.id, to.id, input.text, files(input.media)));
      }
      if (input.text.trim() === "" && input.media.length === 0) throw new UserSideError("Write something first.");
      if (weightedLength(input.text) > 280) throw new UserSideError("A post on X has at most 280 weighted characters.");
      if (input.media.length > 4) throw new UserSideError("A post takes four files.");
      const thread = input.place === undefined || input.place === TIMELINE.id ? undefined : input.place;
      const target = input.replyTo ?? thread;
      const answered = target === undefined ? null : world.live(target);
      if (target !== undefined && !answered) throw new UserSideError("The post to answer does not exist any more.");
      const quotes = input.options["quotes"];
      return postMessage(
        world,
        world.post({
          authorId: from.id,
          text: input.text,
          media: files(input.media),
          replyTo: answered?.id ?? null,
          quotes: typeof quotes === "string" ? quotes : null,
        }),
      );
    },
    edit({ by, id, text }) {
      if (world.dms.has(id)) throw new UserSideError("X has no edits of direct messages.");
      const post = ownPost(by, id);
      if (post.chain.ids.length > 5) throw new UserSideError("A post can be edited five times.");
      if (world.now() > post.chain.sentAt + 3_600_000) throw new UserSideError("A post can be edited for an hour.");
      if (weightedLength(text) > 280) throw new UserSideError("A post on X has at most 280 weighted characters.");
      world.edit(post, text);
    },
    remove({ by, id }) {
      const dm = world.dms.get(id);
      if (!dm) return world.deletePost(ownPost(by, id));
      if (dm.senderId !== who(by).id) throw new UserSideError("Only the author can do that.");
      dm.deleted = true;
      world.tell({ kind: "other" });
    },
    react({ by, id, emoji, remove }) {
      const dm = world.dms.get(id);
      if (!dm) throw new UserSideError("Posts on X have likes, which X does not report to Parley's kind of app.");
      const { id: me } = who(by);
      dm.reactions = dm.reactions.filter((reaction) => reaction.by !== me);
      if (!remove) dm.reactions.push({ emoji, by: me });
      world.tell({ kind: "other" });
    },
    block({ by, whom, blocked }) {
      const key = `${who(by).id}>${who(whom).id}`;
      if (blocked) world.blocks.add(key);
      else world.blocks.delete(key);
      world.tell({ kind: "other" });
    },
    watch: (changed) => world.watch(changed),
    special: (action, input) => special(x, action, input),
  };
}

function places({ world }: X): SandboxPlace[] {
  const threads = world
    .timeline((post) => post.conversationId === post.chain.ids[0])
    .map((post): SandboxPlace => {
      const title = post.typed.length > 60 ? `${post.typed.slice(0, 60)}…` : post.typed;
      return { id: post.conversationId, kind: "public", type: "thread", title, members: [] };
    });
  const direct = new Map<string, SandboxPlace>();
  for (const dm of world.dms.values()) {
    const members = [dm.senderId, dm.recipientId];
    const title = members.map((id) => `@${world.users.get(id)?.username ?? id}`).join(" · ");
    const id = pair(dm.senderId, dm.recipientId);
    if (!direct.has(id)) direct.set(id, { id, kind: "direct", type: "dm", title, members });
  }
  return [TIMELINE, ...threads, ...direct.values()];
}

function messages({ world }: X, placeId: string): SandboxMessage[] {
  if (/^\d+-\d+$/.test(placeId)) {
    return [...world.dms.values()].filter((dm) => pair(dm.senderId, dm.recipientId) === placeId).map(dmMessage);
  }
  const newest = [...world.posts.values()].filter((post) => post.chain.ids.at(-1) === post.id);
  const here = newest.filter((post) => placeId === TIMELINE.id || post.conversationId === placeId);
  return here.sort((a, b) => a.chain.sentAt - b.chain.sentAt).map((post) => postMessage(world, post));
}

function postMessage(world: X["world"], post: Post): SandboxMessage {
  const answered = post.replyTo === null ? null : (world.posts.get(post.replyTo)?.chain.ids[0] ?? post.replyTo);
  return {
    id: post.chain.ids[0] ?? post.id,
    placeId: post.conversationId,
    authorId: post.authorId,
    text: post.chain.deleted ? "" : post.typed,
    replyTo: answered,
    media: post.media.map(({ name, mime, bytes }) => ({ name, mime, size: bytes.length })),
    reactions: [],
    sentAt: post.chain.sentAt,
    edited: post.chain.ids.length > 1,
    deleted: post.chain.deleted,
    hidden: post.chain.hidden,
  };
}

function dmMessage(dm: Dm): SandboxMessage {
  return {
    id: dm.id,
    placeId: pair(dm.senderId, dm.recipientId),
    authorId: dm.senderId,
    text: dm.deleted ? "" : dm.typed,
    replyTo: null,
    media: dm.media.map(({ name, mime, bytes }) => ({ name, mime, size: bytes.length })),
    reactions: dm.reactions,
    sentAt: dm.createdAt,
    edited: false,
    deleted: dm.deleted,
    hidden: false,
  };
}
