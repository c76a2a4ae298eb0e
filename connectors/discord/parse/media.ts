/** Describes a message's files and stickers. */
import type { MediaSnapshot } from "../../connector.ts";
import type { ApiAttachment, ApiMessage } from "./schemas.ts";

/** Message flag of a voice message (docs: Message resource, "Message Flags"). */
const VOICE = 1 << 13;

export function parseMedia(
  message: Pick<ApiMessage, "id" | "channel_id" | "attachments" | "sticker_items" | "flags">,
): MediaSnapshot[] {
  const files = message.attachments.map((file) => ({
    // The address is signed for a day, so a file is known by where it hangs.
    id: `${message.channel_id}:${message.id}:${file.id}`,
    kind: kindOf(file, (message.flags & VOICE) !== 0),
    mime: file.content_type ?? null,
    name: file.filename,
    size: file.size ?? null,
    width: file.width ?? null,
    height: file.height ?? null,
    durationMs: file.duration_secs ? Math.round(file.duration_secs * 1_000) : null,
    alt: file.description ?? null,
  }));
  const stickers = message.sticker_items.map((sticker) => ({
    id: null,
    kind: "sticker" as const,
    mime: null,
    name: sticker.name,
    size: null,
    width: null,
    height: null,
    durationMs: null,
    alt: sticker.name,
  }));
  return [...files, ...stickers];
}

function kindOf(file: ApiAttachment, voice: boolean): MediaSnapshot["kind"] {
  if (voice) return "voice";
  const family = file.content_type?.split("/")[0];
  return family === "image" || family === "video" || family === "audio" ? family : "file";
}
