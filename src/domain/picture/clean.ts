/** Takes out of pictures what tells who made them, where and with what; the picture itself stays bit for bit. */
import { cleanGif } from "./gif.ts";
import { cleanJpeg } from "./jpeg.ts";
import { cleanPng } from "./png.ts";
import { cleanWebp } from "./webp.ts";

const CLEANERS: Record<string, (bytes: Uint8Array) => Uint8Array[]> = {
  "image/jpeg": cleanJpeg,
  "image/png": cleanPng,
  "image/webp": cleanWebp,
  "image/gif": cleanGif,
};

/**
 * The picture's parts in order, most of them views of `bytes`; null for types that are not cleaned. `mime` is what `sniffType` said.
 * Throws DamagedPicture where the bytes are not such a picture: what cannot be read cannot be cleaned.
 */
export function cleanPicture(mime: string, bytes: Uint8Array): Uint8Array[] | null {
  return CLEANERS[mime]?.(bytes) ?? null;
}
