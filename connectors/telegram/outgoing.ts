/** An answer as a Bot API call: text, one file, or an album. */
import type { Operation, OutgoingMedia } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import { parseMessageId, type PlaceRef } from "./ids.ts";

export type Outgoing = Extract<Operation, { kind: "reply" | "message" }>;
type FileKind = "photo" | "video" | "animation" | "audio" | "voice" | "document";

const MAX_PHOTO_BYTES = 10 * 1024 * 1024;

const METHODS: Record<FileKind, string> = {
  photo: "sendPhoto",
  video: "sendVideo",
  animation: "sendAnimation",
  audio: "sendAudio",
  voice: "sendVoice",
  document: "sendDocument",
};

/** Reads the files, and gives the call for a chat; nothing is sent yet. Rejects with `retryable` where a file cannot be read. */
export async function outgoing(operation: Outgoing): Promise<(to: PlaceRef) => { method: string; payload: object }> {
  const files = await Promise.all(operation.media.map(readFile));
  const [first] = files;
  return (to) => {
    const base = addressing(operation, to);
    if (!first) return { method: "sendMessage", payload: { ...base, text: operation.text } };
    // The client drops objects from multipart bodies, but for the few that it knows.
    const form =
      "reply_parameters" in base ? { ...base, reply_parameters: JSON.stringify(base.reply_parameters) } : base;
    const caption = operation.text === "" ? {} : { caption: operation.text };
    if (files.length === 1) {
      return { method: METHODS[first.kind], payload: { ...form, ...caption, [first.kind]: first.media } };
    }
    const kinds = new Set(files.map(({ kind }) => kind));
    const mixable = [...kinds].every((kind) => kind === "photo" || kind === "video");
    const alike = kinds.size === 1 && first.kind === "audio";
    const media = files.map(({ kind, media }, index) => ({
      type: mixable || alike ? kind : "document",
      media,
      ...(index === 0 ? caption : {}),
    }));
    return { method: "sendMediaGroup", payload: { ...form, media } };
  };
}

function addressing(operation: Outgoing, to: PlaceRef) {
  const answered = operation.kind === "reply" ? parseMessageId(operation.inReplyTo) : null;
  const moved = answered !== null && answered.chatId !== to.chatId;
  return {
    chat_id: to.chatId,
    ...(to.connectionId === null ? {} : { business_connection_id: to.connectionId }),
    ...(to.topicId === null ? {} : { message_thread_id: to.topicId }),
    // In a private chat an answer makes sense without what it quotes; in a group nobody would know whom it is for.
    ...(answered && !moved
      ? {
          reply_parameters: {
            message_id: answered.messageId,
            allow_sending_without_reply: operation.place.kind === "direct",
          },
        }
      : {}),
  };
}

async function readFile(media: OutgoingMedia) {
  try {
    const source = Buffer.from(await media.read());
    return { kind: kindOf(media), media: { source, filename: media.name } };
  } catch (cause) {
    throw new ConnectorError("retryable", { code: "media-unreadable", cause });
  }
}

function kindOf({ mime, size }: OutgoingMedia): FileKind {
  if (mime === "image/gif") return "animation";
  if (/^image\/(jpeg|png|webp)$/.test(mime) && size <= MAX_PHOTO_BYTES) return "photo";
  if (mime === "video/mp4") return "video";
  if (mime === "audio/ogg") return "voice";
  return mime === "audio/mpeg" || mime === "audio/mp4" ? "audio" : "document";
}
