/** What is on this X: people, posts with their edit chains, direct messages, media, blocks. */
import { compose, mentionedHandles, type Composed } from "./text.ts";
import { compareIds, newerFirst, Snowflakes } from "./snowflake.ts";

export interface User {
  id: string;
  name: string;
  username: string;
  role: "brand" | "staff" | "user";
  createdAt: number;
}

export interface Media {
  id: string;
  key: string;
  name: string;
  mime: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** One version of a post. */
export interface Post {
  id: string;
  chain: Chain;
  authorId: string;
  typed: string;
  carried: string[];
  composed: Composed;
  media: Media[];
  replyTo: string | null;
  replyToUserId: string | null;
  quotes: string | null;
  conversationId: string;
  createdAt: number;
}

/** All versions of one post, oldest first. */
export interface Chain {
  ids: string[];
  deleted: boolean;
  hidden: boolean;
  sentAt: number;
}

export interface Dm {
  id: string;
  senderId: string;
  recipientId: string;
  typed: string;
  composed: Composed;
  media: Media[];
  createdAt: number;
  deleted: boolean;
  reactions: { emoji: string; by: string }[];
}

export type Happening =
  | { kind: "post" | "post-deleted"; post: Post }
  | { kind: "dm"; dm: Dm }
  /** Seen on the pages only: X tells no program. */
  | { kind: "other" };

export interface NewPost {
  authorId: string;
  text: string;
  media: Media[];
  replyTo: string | null;
  quotes: string | null;
  without?: string[];
}

export class World {
  readonly users = new Map<string, User>();
  readonly posts = new Map<string, Post>();
  readonly dms = new Map<string, Dm>();
  readonly media = new Map<string, Media>();
  readonly blocks = new Set<string>();
  readonly now: () => number;
  readonly ids: Snowflakes;
  readonly #watchers = new Set<(happening: Happening) => void>();

  constructor(now: () => number) {
    this.now = now;
    this.ids = new Snowflakes(now);
  }

  watch(watcher: (happening: Happening) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  tell(happening: Happening): void {
    for (const watcher of this.#watchers) watcher(happening);
  }

  byHandle(handle: string): User | null {
    const wanted = handle.toLowerCase();
    return [...this.users.values()].find((user) => user.username.toLowerCase() === wanted) ?? null;
  }

  blocked(by: string, whom: string): boolean {
    return this.blocks.has(`${by}>${whom}`);
  }

  /** The newest version of a post that is not deleted. */
  live(id: string): Post | null {
    const post = this.posts.get(id);
    if (!post || post.chain.deleted) return null;
    return this.posts.get(post.chain.ids.at(-1) ?? id) ?? null;
  }

  /** Newest versions only, newest first. */
  timeline(keep: (post: Post) => boolean): Post[] {
    return [...this.posts.values()]
      .filter((post) => !post.chain.deleted && post.chain.ids.at(-1) === post.id && keep(post))
      .sort(newerFirst);
  }

  mentions(userId: string): Post[] {
    return this.timeline(
      (post) => post.authorId !== userId && post.composed.mentions.some((mention) => mention.id === userId),
    );
  }

  dmsOf(userId: string): Dm[] {
    return [...this.dms.values()]
      .filter((dm) => !dm.deleted && (dm.senderId === userId || dm.recipientId === userId))
      .sort(newerFirst);
  }

  /** Handles that a reply carries: the author of the post it answers, then whom that post mentions; never its own author. */
  carried(target: Post, authorId: string, without: string[] = []): string[] {
    const people = [target.authorId, ...target.composed.mentions.flatMap((mention) => mention.id ?? [])];
    return [...new Set(people)]
      .filter((id) => id !== authorId && !without.includes(id))
      .flatMap((id) => this.users.get(id)?.username ?? []);
  }

  post(input: NewPost): Post {
    const target = input.replyTo === null ? null : (this.posts.get(input.replyTo) ?? null);
    const carried = target ? this.carried(target, input.authorId, input.without) : [];
    const id = this.ids.next();
    const chain: Chain = { ids: [id], deleted: false, hidden: false, sentAt: this.now() };
    return this.#put({
      id,
      chain,
      authorId: input.authorId,
      typed: input.text,
      carried,
      composed: this.#compose(id, input.authorId, input.text, carried, input.media),
      media: input.media,
      replyTo: target?.id ?? null,
      replyToUserId: target?.authorId ?? null,
      quotes: input.quotes,
      conversationId: target?.conversationId ?? id,
      createdAt: this.now(),
    });
  }

  /** An edit is a new post at the end of the chain. */
  edit(post: Post, text: string): Post {
    const id = this.ids.next();
    post.chain.ids.push(id);
    const composed = this.#compose(id, post.authorId, text, post.carried, post.media);
    return this.#put({ ...post, id, typed: text, composed, createdAt: this.now() });
  }

  deletePost(post: Post): void {
    post.chain.deleted = true;
    this.tell({ kind: "post-deleted", post });
  }

  dm(senderId: string, recipientId: string, text: string, media: Media[]): Dm {
    const dm: Dm = {
      id: this.ids.next(),
      senderId,
      recipientId,
      typed: text,
      composed: compose(text, [], [], (handle) => this.byHandle(handle)?.id ?? null),
      media,
      createdAt: this.now(),
      deleted: false,
      reactions: [],
    };
    this.dms.set(dm.id, dm);
    this.tell({ kind: "dm", dm });
    return dm;
  }

  store(name: string, mime: string, bytes: Uint8Array<ArrayBuffer>): Media {
    const id = this.ids.next();
    const media = { id, key: `${mime.startsWith("video/") ? 7 : 3}_${id}`, name, mime, bytes };
    this.media.set(id, media);
    return media;
  }

  #compose(id: string, authorId: string, text: string, carried: string[], media: Media[]): Composed {
    const author = this.users.get(authorId)?.username ?? "i";
    const pages = media.map((item, index) => ({
      key: item.key,
      page: `https://x.com/${author}/status/${id}/${item.mime.startsWith("video/") ? "video" : "photo"}/${index + 1}`,
    }));
    return compose(text, carried, pages, (handle) => this.byHandle(handle)?.id ?? null);
  }

  #put(post: Post): Post {
    this.posts.set(post.id, post);
    this.tell({ kind: "post", post });
    return post;
  }
}

/** The id of the conversation between two people, the lower one first. */
export function pair(a: string, b: string): string {
  return compareIds(a, b) < 0 ? `${a}-${b}` : `${b}-${a}`;
}

/** Whether the author of `post` mentioned or quoted the account in it. */
export function summons(world: World, post: Post, userId: string): boolean {
  const handle = world.users.get(userId)?.username.toLowerCase();
  const typed = mentionedHandles(post.typed).some((name) => name.toLowerCase() === handle);
  const quoted = post.quotes !== null && world.posts.get(post.quotes)?.authorId === userId;
  return typed || quoted || post.replyToUserId === userId;
}
