/** Performs one operation on Discord: exactly one remote write. */
import type { RawFile } from "@discordjs/rest";
import { z } from "zod";
import type { Operation, OutgoingMedia, Performed, Place } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import type { Account } from "./account.ts";
import { garbled } from "./errors.ts";
import { messageRemoteId, messageUrl, snowflakeTime, splitMessageId } from "./ids.ts";
import { isForumType } from "./parse/schemas.ts";

const Sent = z.object({ id: z.string(), channel_id: z.string(), timestamp: z.string() });
const Opened = z.object({ id: z.string(), guild_id: z.string().optional(), message: Sent.optional() });

/** Nobody is pinged by what we write, not even whom we answer. */
const NO_MENTIONS = { parse: [], replied_user: false };
const NOTHING: Performed = { id: null, url: null, sentAt: null };

/** Rejects with ConnectorError, or the signal's reason. */
export async function perform(account: Account, operation: Operation, signal: AbortSignal): Promise<Performed> {
  const { rest } = account;
  switch (operation.kind) {
    case "reply":
    case "message":
      return sendMessage(account, operation, signal);
    case "edit": {
      const { channelId, messageId } = splitMessageId(operation.messageId);
      const body = { content: operation.text, allowed_mentions: NO_MENTIONS };
      const answer = await rest.write("PATCH", `/channels/${channelId}/messages/${messageId}`, { body, signal });
      const parsed = Sent.safeParse(answer);
      if (!parsed.success) throw garbled({ write: true }, parsed.error);
      return { id: operation.messageId, url: null, sentAt: null };
    }
    case "delete": {
      const { channelId, messageId } = splitMessageId(operation.messageId);
      await rest.write("DELETE", `/channels/${channelId}/messages/${messageId}`, { signal });
      return NOTHING;
    }
    case "react": {
      const { channelId, messageId } = splitMessageId(operation.messageId);
      const path =
        `/channels/${channelId}/messages/${messageId}/reactions/${encodeURIComponent(operation.emoji)}/@me` as const;
      await rest.write(operation.remove ? "DELETE" : "PUT", path, { signal });
      return NOTHING;
    }
    case "createThread":
      return createPost(account, operation, signal);
    case "hide":
      throw new ConnectorError("permanent", { code: "not-supported", detail: "Discord has no hiding." });
  }
}

async function sendMessage(
  account: Account,
  operation: Extract<Operation, { kind: "reply" | "message" }>,
  signal: AbortSignal,
): Promise<Performed> {
  const files = await Promise.all(operation.media.map(rawFile));
  const target = operation.kind === "reply" ? splitMessageId(operation.inReplyTo) : null;
  const body = {
    content: operation.text,
    nonce: operation.key,
    enforce_nonce: true,
    allowed_mentions: NO_MENTIONS,
    // A message can only quote one of its own channel.
    ...(target?.channelId === operation.place.id ? { message_reference: { message_id: target.messageId } } : {}),
    ...(files.length > 0
      ? { attachments: files.map((file, index) => ({ id: String(index), filename: file.name })) }
      : {}),
  };
  const given = { body, signal, ...(files.length > 0 ? { files } : {}) };
  const parsed = Sent.safeParse(await account.rest.write("POST", `/channels/${operation.place.id}/messages`, given));
  if (!parsed.success) throw garbled({ write: true }, parsed.error);
  return performed(parsed.data, operation.place);
}

/** Only a forum takes a thread and its first message in one write. */
async function createPost(
  account: Account,
  operation: Extract<Operation, { kind: "createThread" }>,
  signal: AbortSignal,
): Promise<Performed> {
  const channel = await account.directory.channel(operation.place.id, "public", signal);
  if (!isForumType(channel.type)) throw new ConnectorError("permanent", { code: "not-a-forum" });
  const applied_tags = operation.tags.map((tag) => {
    const found = channel.available_tags.find((known) => known.id === tag || known.name === tag);
    if (!found) throw new ConnectorError("permanent", { code: "unknown-tag", detail: tag });
    return found.id;
  });
  const message = { content: operation.text, allowed_mentions: NO_MENTIONS };
  const body = { name: operation.title, message, ...(applied_tags.length > 0 ? { applied_tags } : {}) };
  const answer = await account.rest.write("POST", `/channels/${operation.place.id}/threads`, { body, signal });
  const parsed = Opened.safeParse(answer);
  if (!parsed.success) throw garbled({ write: true }, parsed.error);
  const { id, guild_id } = parsed.data;
  // A post's first message has the post's own id.
  return {
    id: messageRemoteId(id, parsed.data.message?.id ?? id),
    url: messageUrl(guild_id ?? channel.guild_id ?? null, id, id),
    sentAt: snowflakeTime(id),
  };
}

function performed(sent: z.infer<typeof Sent>, place: Place): Performed {
  const url = place.url === null ? null : `${place.url}/${sent.id}`;
  return { id: messageRemoteId(sent.channel_id, sent.id), url, sentAt: Date.parse(sent.timestamp) };
}

async function rawFile(media: OutgoingMedia): Promise<RawFile & { name: string }> {
  return { name: media.name, contentType: media.mime, data: await media.read() };
}
