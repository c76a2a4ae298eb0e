/** Tells what a file is by its first bytes: what its sender calls it proves nothing. */

/** Enough for every type that is known here. */
export const SNIFFED_BYTES = 16;

const at = (bytes: Uint8Array, offset: number, text: string) =>
  Array.from(text).every((char, i) => bytes[offset + i] === char.charCodeAt(0));

/** The media type of images, videos, sounds and PDF files; null for everything else. */
export function sniffType(bytes: Uint8Array): string | null {
  if (at(bytes, 0, "\x89PNG\r\n\x1a\n")) return "image/png";
  if (at(bytes, 0, "\xff\xd8\xff")) return "image/jpeg";
  if (at(bytes, 0, "GIF87a") || at(bytes, 0, "GIF89a")) return "image/gif";
  if (at(bytes, 0, "RIFF") && at(bytes, 8, "WEBP")) return "image/webp";
  if (at(bytes, 0, "RIFF") && at(bytes, 8, "WAVE")) return "audio/wav";
  if (at(bytes, 0, "II*\0") || at(bytes, 0, "MM\0*")) return "image/tiff";
  if (at(bytes, 4, "ftyp")) return isoMedia(bytes);
  if (at(bytes, 0, "\x1aE\xdf\xa3")) return "video/webm";
  if (at(bytes, 0, "OggS")) return "audio/ogg";
  if (at(bytes, 0, "ID3") || at(bytes, 0, "\xff\xfb")) return "audio/mpeg";
  return at(bytes, 0, "%PDF-") ? "application/pdf" : null;
}

function isoMedia(bytes: Uint8Array): string {
  if (at(bytes, 8, "avif") || at(bytes, 8, "avis")) return "image/avif";
  if (["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"].some((brand) => at(bytes, 8, brand)))
    return "image/heic";
  if (at(bytes, 8, "M4A")) return "audio/mp4";
  return at(bytes, 8, "qt") ? "video/quicktime" : "video/mp4";
}

/** A type that a file may be given: what its bytes say, or the sender's word for what cannot be mistaken for media or a page. */
export function trustedType(bytes: Uint8Array, declared: string | null): string {
  const known = sniffType(bytes);
  if (known !== null) return known;
  const type = declared?.split(";")[0]?.trim().toLowerCase() ?? "";
  const harmless = ["text/plain", "text/csv", "application/json", "application/zip"];
  return harmless.includes(type) ? type : "application/octet-stream";
}

/** The type of a file that a platform described: pictures and videos must be what they are said to be; null where nobody said anything. */
export function receivedType(bytes: Uint8Array, declared: string | null): string | null {
  const known = sniffType(bytes);
  if (known !== null) return known;
  return declared !== null && /^(image|video)\//.test(declared) ? "application/octet-stream" : declared;
}

const INLINE = /^(image\/(png|jpeg|gif|webp|avif)|video\/(mp4|webm|quicktime|ogg)|audio\/[a-z0-9.+-]+)$/;

/** Whether a browser may show it in place; everything else is only downloaded. */
export function showsInline(mime: string): boolean {
  return INLINE.test(mime);
}
