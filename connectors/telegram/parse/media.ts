/** What a message carries beside its words. */
import type { MediaSnapshot } from "../../connector.ts";
import type { File, Message } from "./schema.ts";

/** At most one: an album is several messages. */
export function mediaOf(message: Message): MediaSnapshot[] {
  const { photo, sticker, location, venue, contact } = message;
  // The largest size is the last.
  const picture = photo?.at(-1);
  if (picture) return [fileSnapshot("image", picture, "image/jpeg")];
  // An animation comes as a document as well.
  if (message.animation) return [fileSnapshot("video", message.animation)];
  if (message.video) return [fileSnapshot("video", message.video)];
  if (message.video_note) return [fileSnapshot("video", message.video_note, "video/mp4")];
  if (message.voice) return [fileSnapshot("voice", message.voice, "audio/ogg")];
  if (message.audio) return [fileSnapshot("audio", message.audio)];
  if (message.document) return [fileSnapshot("file", message.document)];
  if (sticker) {
    const mime = sticker.is_video ? "video/webm" : sticker.is_animated ? "application/x-tgsticker" : "image/webp";
    return [{ ...fileSnapshot("sticker", sticker, mime), alt: sticker.emoji ?? null }];
  }
  const point = venue?.location ?? location;
  if (point) return [{ ...NOTHING, kind: "location", alt: venue?.title ?? null, ...point }];
  if (contact) {
    const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
    return [{ ...NOTHING, kind: "contact", alt: `${name} ${contact.phone_number}` }];
  }
  return [];
}

const NOTHING = {
  id: null,
  mime: null,
  name: null,
  size: null,
  width: null,
  height: null,
  durationMs: null,
  alt: null,
};

function fileSnapshot(kind: MediaSnapshot["kind"], file: File, usualMime: string | null = null): MediaSnapshot {
  return {
    id: file.file_id,
    kind,
    mime: file.mime_type ?? usualMime,
    name: file.file_name ?? null,
    size: file.file_size ?? null,
    width: file.width ?? null,
    height: file.height ?? null,
    durationMs: file.duration === undefined ? null : Math.round(file.duration * 1_000),
    alt: null,
  };
}
