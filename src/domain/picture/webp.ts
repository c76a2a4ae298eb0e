/** WebP without Exif (but the orientation), XMP and parts that nobody knows; animations stay whole. */
import { ascii, DamagedPicture, partCounter, slice, viewOf } from "./bytes.ts";
import { orientationBlock, orientationOf } from "./orientation.ts";

const RIFF_BYTES = 12;
const HEAD_BYTES = 8;
/** Place, size and duration before a frame's own parts. */
const FRAME_BYTES = 16;
const NEEDED = new Set(["VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"]);
const EXIF_FLAG = 0x08;
const XMP_FLAG = 0x04;

/** Throws DamagedPicture. */
export function cleanWebp(bytes: Uint8Array): Uint8Array[] {
  const end = HEAD_BYTES + viewOf(slice(bytes, 0, RIFF_BYTES)).getUint32(4, true);
  // What follows the end is none of this picture.
  const chunks = chunksOf(slice(bytes, RIFF_BYTES, end - RIFF_BYTES));
  const exif = chunks.find((chunk) => typeOf(chunk) === "EXIF");
  const orientation = exif ? orientationOf(tiffOf(exif)) : null;
  const kept = chunks
    .filter((chunk) => NEEDED.has(typeOf(chunk)))
    .map((chunk) => cleanChunk(chunk, orientation !== null));
  if (!kept.some((chunk) => ["VP8 ", "VP8L", "ANMF"].includes(typeOf(chunk))))
    throw new DamagedPicture("no picture in it");
  const parts = orientation === null ? kept : [...kept, build("EXIF", [orientationBlock(orientation)])];
  return [build("RIFF", [Uint8Array.from(ascii4("WEBP")), ...parts])];
}

function cleanChunk(found: Uint8Array, isTurned: boolean): Uint8Array {
  const type = typeOf(found);
  if (type === "VP8X") {
    const copy = found.slice();
    copy[HEAD_BYTES] = ((copy[HEAD_BYTES] ?? 0) & ~(EXIF_FLAG | XMP_FLAG)) | (isTurned ? EXIF_FLAG : 0);
    return copy;
  }
  if (type !== "ANMF") return found;
  const data = dataOf(found);
  const inner = chunksOf(data.subarray(FRAME_BYTES)).filter((one) => NEEDED.has(typeOf(one)));
  return build("ANMF", [slice(data, 0, FRAME_BYTES), ...inner]);
}

/** Each with its heading and padding. */
function chunksOf(bytes: Uint8Array): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  const view = viewOf(bytes);
  const count = partCounter();
  for (let at = 0; at < bytes.length; count()) {
    slice(bytes, at, HEAD_BYTES);
    const size = view.getUint32(at + 4, true);
    slice(bytes, at, HEAD_BYTES + size);
    const found = bytes.subarray(at, at + HEAD_BYTES + size + (size % 2));
    chunks.push(found);
    at += found.length;
  }
  return chunks;
}

const typeOf = (found: Uint8Array) => ascii(found, 0, 4);
const ascii4 = (text: string) => Array.from(text, (char) => char.charCodeAt(0));

function dataOf(found: Uint8Array): Uint8Array {
  return found.subarray(HEAD_BYTES, HEAD_BYTES + viewOf(found).getUint32(4, true));
}

/** Some programs put JPEG's heading before the block. */
function tiffOf(exif: Uint8Array): Uint8Array {
  const data = dataOf(exif);
  return ascii(data, 0, 4) === "Exif" ? data.subarray(6) : data;
}

function build(type: string, parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const made = new Uint8Array(HEAD_BYTES + size + (size % 2));
  made.set(ascii4(type));
  viewOf(made).setUint32(4, size, true);
  let at = HEAD_BYTES;
  for (const part of parts) {
    made.set(part, at);
    at += part.length;
  }
  return made;
}
