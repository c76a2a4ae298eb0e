/** Begins a public thread: a forum's post with its first message, or a thread in a text channel, which begins with its name alone. */
import type { Operation, Performed, Place } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import type { Account } from "./account.ts";
import { garbled } from "./errors.ts";
import { messageRemoteId, snowflakeTime } from "./ids.ts";
import { DISCORD_TEXT_LIMIT, measureDiscord } from "./measure.ts";
import { NO_MENTIONS } from "./mentions.ts";
import { toPlace } from "./parse/message.ts";
import { ApiChannel, isForumType, PUBLIC_THREAD } from "./parse/schemas.ts";
import { takesThreads } from "./posts.ts";

type CreateThread = Extract<Operation, { kind: "createThread" }>;

/** Exactly one write; Discord has no key for it. Rejects with ConnectorError, or the signal's reason. */
export async function createThread(account: Account, operation: CreateThread, signal: AbortSignal): Promise<Performed> {
  const channel = await account.directory.channel(operation.place.id, "public", signal);
  const body = bodyOf(channel, operation);
  const answer = await account.rest.write("POST", `/channels/${channel.id}/threads`, { body, signal });
  const parsed = ApiChannel.safeParse(answer);
  if (!parsed.success) throw garbled({ write: true }, parsed.error);
  const thread = { guild_id: channel.guild_id, ...parsed.data };
  account.directory.putChannel(thread);
  return { ...opened(thread), sentAt: snowflakeTime(thread.id) };
}

/** What began a thread has the thread's own id: a forum post's first message really, a thread in a text channel for want of one. */
export function opened(thread: ApiChannel): { id: string; url: string | null; place: Place } {
  const place = toPlace(thread, thread.guild_id ?? null);
  return { id: messageRemoteId(thread.id, thread.id), url: place.url, place };
}

function bodyOf(channel: ApiChannel, { title: name, text, tags }: CreateThread): object {
  // A channel that we do not see, or that is gone, comes without its server.
  if (channel.guild_id === undefined) throw new ConnectorError("permanent", { code: "place-gone" });
  if (!takesThreads(channel)) throw new ConnectorError("permanent", { code: "not-a-post-place" });
  if (!isForumType(channel.type)) {
    if (text === "") return { name, type: PUBLIC_THREAD };
    const detail = "A thread in a text channel begins with its title; the text follows as messages.";
    throw new ConnectorError("permanent", { code: "text-with-title", detail });
  }
  if (measureDiscord(text) > DISCORD_TEXT_LIMIT) throw new ConnectorError("permanent", { code: "text-too-long" });
  const applied_tags = tags.map((tag) => tagId(channel, tag));
  const message = { content: text, allowed_mentions: NO_MENTIONS };
  return { name, message, ...(applied_tags.length > 0 ? { applied_tags } : {}) };
}

/** Throws permanent `unknown-tag` for a name that the forum has not. */
function tagId(channel: ApiChannel, tag: string): string {
  const found = channel.available_tags.find((known) => known.id === tag || known.name === tag);
  if (!found) throw new ConnectorError("permanent", { code: "unknown-tag", detail: tag });
  return found.id;
}
