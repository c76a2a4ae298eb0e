/** A post as an event: whose conversation it belongs to, and whether it addresses us. */
import type { EpochMs } from "../../../src/domain/time.ts";
import type { ConnectorEvent, MessageSnapshot, Place } from "../../connector.ts";
import { compareIds, idTime } from "../ids.ts";
import { knownPost, rememberPost } from "../threads.ts";
import { files, person } from "./people.ts";
import { Post, type Includes } from "./shapes.ts";
import { carriedLength, readText } from "./text.ts";
import { poison } from "./poison.ts";

const NONE = { urls: [], mentions: [] };

export interface Reading {
  /** The account's remote id. */
  self: string;
  includes: Includes;
  history: boolean;
  now: EpochMs;
}

/** `poison` where it cannot be read. */
export function postEvent(input: unknown, reading: Reading): ConnectorEvent {
  const parsed = Post.safeParse(input);
  if (!parsed.success) return poison("post", parsed.error, input, reading.now);
  const message = postSnapshot(parsed.data, reading);
  return { type: message.version > 0 ? "message.edited" : "message.created", message };
}

/**
 * Posts that others refer to, as context. One that addresses us comes by itself where it is new (`after`), and opens nothing where it is older.
 * `after` null: nothing is known of its age, so it is left to come by itself.
 */
export function contextEvents(reading: Reading, given: Set<string>, after: string | null): ConnectorEvent[] {
  return reading.includes.posts.flatMap((input) => {
    const parsed = Post.safeParse(input);
    if (!parsed.success || given.has(parsed.data.id)) return [];
    const message = postSnapshot(parsed.data, reading);
    if (message.direction === "inbound") {
      if (after === null || compareIds(parsed.data.id, after) > 0) return [];
      message.direction = "ambient";
    }
    return [{ type: message.version > 0 ? "message.edited" : "message.created", message }];
  });
}

function postSnapshot(post: Post, { self, includes, history }: Reading): MessageSnapshot {
  const chain = post.edit_history_tweet_ids ?? [post.id];
  const id = chain[0] ?? post.id;
  const version = Math.max(0, chain.indexOf(post.id));
  const repliedTo = post.referenced_tweets?.find((reference) => reference.type === "replied_to")?.id ?? null;
  const answered = post.in_reply_to_user_id ?? null;
  const raw = post.note_tweet?.text ?? post.text;
  const entities = post.note_tweet?.entities ?? post.entities ?? NONE;
  const carried = carriedLength(raw, repliedTo !== null, post.display_text_range?.[0]);
  const { text, spans } = readText(raw, entities, carried);
  const author = person(post.author_id, includes, self);
  const ours = post.author_id === self;
  const conversation = post.conversation_id ?? id;
  rememberPost(post.id, { conversation, first: id });

  const typedHandles = new Set(spans.flatMap((span) => (span.kind === "mention" ? span.value?.toLowerCase() : [])));
  const named = entities.mentions.some(
    (mention) => mention.id === self && typedHandles.has(mention.username.toLowerCase()),
  );
  const addressesUs = named || answered === self;
  const handleOf = entities.mentions.find((mention) => mention.id === answered)?.username;
  const toWhom = answered !== null && answered !== self ? person(answered, includes, self, handleOf) : null;
  return {
    id,
    place: threadPlace(conversation),
    author,
    person: ours ? toWhom : author,
    direction: ours ? "outbound" : addressesUs ? "inbound" : "ambient",
    origin: history ? "history" : ours ? "native" : "platform",
    text,
    spans,
    media: files(post.attachments?.media_keys, includes),
    groupKey: null,
    inReplyTo: repliedTo === null ? null : firstVersion(repliedTo, includes),
    url: `https://x.com/${author.handle ?? "i"}/status/${post.id}`,
    sentAt: idTime(id),
    editedAt: version > 0 ? idTime(post.id) : null,
    version,
    key: null,
  };
}

/** The place of everything under a post, by the post's id. */
export function threadPlace(id: string): Place {
  return { id, kind: "public", title: null, url: `https://x.com/i/status/${id}` };
}

/** An answer refers to the version that was there; Parley knows a post by its first. */
function firstVersion(id: string, includes: Includes): string {
  for (const input of includes.posts) {
    const parsed = Post.safeParse(input);
    if (parsed.success && parsed.data.id === id) return parsed.data.edit_history_tweet_ids?.[0] ?? id;
  }
  return knownPost(id)?.first ?? id;
}
