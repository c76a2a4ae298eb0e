/** sendPhoto and its like, and sendMediaGroup. https://core.telegram.org/bots/api#sendphoto */
import { z } from "zod";
import { badRequest } from "../errors.ts";
import type { FileKind, StoredFile } from "../model.ts";
import { json, read, SendBase } from "../params.ts";
import { messageOf } from "../wire.ts";
import type { Call, Method } from "./call.ts";
import { destination, postTo } from "./outgoing.ts";
import { EntityList, shownText } from "./send-message.ts";

const Captioned = z.object({
  caption: z.string().default(""),
  parse_mode: z.string().exactOptional(),
  caption_entities: json(EntityList).exactOptional(),
});

const MAX_PHOTO_BYTES = 10 * 1024 * 1024;
const MAX_FILE_BYTES = 50 * 1024 * 1024;

function captionOf(input: z.infer<typeof Captioned>) {
  const shown = shownText(input.caption, input.parse_mode, input.caption_entities);
  if (shown.text.length > 1_024) throw badRequest("message caption is too long");
  return shown;
}

/** A new upload, a file_id of an earlier file, or `attach://name`. */
function fileOf({ world, params }: Call, kind: FileKind, field: string): StoredFile {
  const given = params.fields[field];
  const name = typeof given === "string" && given.startsWith("attach://") ? given.slice("attach://".length) : field;
  return stored(world, kind, params.files.get(name), typeof given === "string" ? given : null);
}

function stored(
  world: Call["world"],
  kind: FileKind,
  upload: { name: string; mime: string; bytes: Uint8Array<ArrayBuffer> } | undefined,
  fileId: string | null,
): StoredFile {
  if (!upload) {
    const known = fileId === null ? undefined : world.files.get(fileId);
    if (known) return known;
    throw badRequest(
      fileId === null ? `there is no ${kind} in the request` : "wrong file identifier/HTTP URL specified",
    );
  }
  if (upload.bytes.length === 0) throw badRequest("file must be non-empty");
  if (upload.bytes.length > (kind === "photo" ? MAX_PHOTO_BYTES : MAX_FILE_BYTES)) {
    throw badRequest("file is too big");
  }
  return world.addFile(kind, upload.name, mimeOf(upload.name), upload.bytes);
}

const MIMES: Record<string, string> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
  gif: "image/gif",
  mp4: "video/mp4",
  ogg: "audio/ogg",
  mp3: "audio/mpeg",
  pdf: "application/pdf",
  txt: "text/plain",
};

// Clients name no type for the parts of a form; the platform goes by the file's name.
const mimeOf = (name: string) => MIMES[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";

/** One method a kind of file: the field is named after the kind. */
export function sendFile(kind: FileKind): Method {
  const Input = SendBase.extend(Captioned.shape);
  return (call) => {
    const input = read(Input, call.params);
    const to = destination(call, input);
    const caption = captionOf(input);
    const file = fileOf(call, kind, kind);
    return messageOf(call.world, postTo(call, to, { ...caption, attachment: { kind: "file", file } }));
  };
}

const Album = SendBase.extend({
  media: json(z.array(Captioned.extend({ type: z.enum(["photo", "video", "document", "audio"]), media: z.string() }))),
});

export const sendMediaGroup: Method = (call) => {
  const input = read(Album, call.params);
  const to = destination(call, input);
  if (input.media.length < 2 || input.media.length > 10) throw badRequest("wrong number of messages in the album");
  const kinds = new Set(input.media.map((item) => item.type));
  // Documents and audio go only with their own kind.
  if (kinds.size > 1 && (kinds.has("document") || kinds.has("audio"))) {
    throw badRequest("document can't be mixed with other media types");
  }
  const parts = input.media.map((item) => {
    const caption = captionOf(item);
    const name = item.media.startsWith("attach://") ? item.media.slice("attach://".length) : null;
    const upload = name === null ? undefined : call.params.files.get(name);
    return { ...caption, file: stored(call.world, item.type, upload, item.media) };
  });
  const groupId = call.world.newAlbum();
  return parts
    .map(({ file, ...caption }) => postTo(call, to, { ...caption, groupId, attachment: { kind: "file", file } }))
    .map((message) => messageOf(call.world, message));
};
