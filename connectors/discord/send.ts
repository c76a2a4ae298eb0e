/** Performs one operation on Discord: exactly one remote write. */
import type { RawFile } from "@discordjs/rest";
import { z } from "zod";
import type { Operation, OutgoingMedia, Performed, Place } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import type { Account } from "./account.ts";
import { createThread } from "./create-thread.ts";
import { garbled } from "./errors.ts";
import { messageRemoteId, splitMessageId, wholeThread } from "./ids.ts";
import { NO_MENTIONS } from "./mentions.ts";

const Sent = z.object({ id: z.string(), channel_id: z.string(), timestamp: z.string() });

const GONE = new Set(["message-gone", "place-gone"]);
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
      const thread = wholeThread(operation);
      const path =
        thread === null ? (`/channels/${channelId}/messages/${messageId}` as const) : (`/channels/${thread}` as const);
      await rest.write("DELETE", path, { signal }).catch((error: unknown) => {
        // Gone already is what was wanted.
        if (!(error instanceof ConnectorError) || !GONE.has(error.code)) throw error;
      });
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
      return createThread(account, operation, signal);
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

function performed(sent: z.infer<typeof Sent>, place: Place): Performed {
  const url = place.url === null ? null : `${place.url}/${sent.id}`;
  return { id: messageRemoteId(sent.channel_id, sent.id), url, sentAt: Date.parse(sent.timestamp) };
}

async function rawFile(media: OutgoingMedia): Promise<RawFile & { name: string }> {
  return { name: media.name, contentType: media.mime, data: await media.read() };
}
