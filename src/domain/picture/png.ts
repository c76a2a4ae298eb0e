/** PNG without texts, times, Exif (but the orientation) and private parts. */
import { ascii, DamagedPicture, partCounter, slice, viewOf } from "./bytes.ts";
import { orientationBlock, orientationOf } from "./orientation.ts";

const HEAD_BYTES = 8;
/** Length, type and checksum around a chunk's data. */
const FRAME_BYTES = 12;
/** What is needed to draw: the picture, its colours and size, and the frames of an animation. */
const NEEDED = new Set(
  "IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs acTL fcTL fdAT".split(" "),
);

/** Throws DamagedPicture. */
export function cleanPng(bytes: Uint8Array): Uint8Array[] {
  const kept = [bytes.subarray(0, HEAD_BYTES)];
  const view = viewOf(bytes);
  let at = HEAD_BYTES;
  const count = partCounter();
  for (let type = ""; type !== "IEND"; count()) {
    slice(bytes, at, FRAME_BYTES);
    const chunk = slice(bytes, at, FRAME_BYTES + view.getUint32(at));
    type = ascii(chunk, 4, 4);
    if (at === HEAD_BYTES && type !== "IHDR") throw new DamagedPicture("no size at its beginning");
    if (NEEDED.has(type)) kept.push(chunk);
    else if (type === "eXIf") {
      const orientation = orientationOf(chunk.subarray(8, -4));
      if (orientation !== null) kept.push(exifChunk(orientation));
    } else if (isCritical(type)) throw new DamagedPicture("a part that nobody knows");
    at += chunk.length;
  }
  // What follows the end is none of this picture.
  return kept;
}

/** A program must not draw without knowing such a part (its first letter is a capital). */
const isCritical = (type: string) => !/^[a-z]/.test(type);

function exifChunk(orientation: number): Uint8Array {
  const tiff = orientationBlock(orientation);
  const chunk = new Uint8Array(FRAME_BYTES + tiff.length);
  const view = viewOf(chunk);
  view.setUint32(0, tiff.length);
  chunk.set(
    Array.from("eXIf", (char) => char.charCodeAt(0)),
    4,
  );
  chunk.set(tiff, 8);
  view.setUint32(chunk.length - 4, checksum(chunk.subarray(4, -4)));
  return chunk;
}

/** CRC-32 as PNG has it (annex D of its specification). */
function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
