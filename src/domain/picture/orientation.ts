/** The one thing of a picture's Exif block that is needed to show it: which way is up. */
import { ascii, viewOf } from "./bytes.ts";

const ORIENTATION = 0x0112;
const ENTRY_BYTES = 12;

/** 2 to 8 where a TIFF block (Exif without its heading) turns or mirrors the picture; null otherwise, damaged blocks included. */
export function orientationOf(tiff: Uint8Array): number | null {
  const order = ascii(tiff, 0, 2);
  if (tiff.length < 10 || (order !== "II" && order !== "MM")) return null;
  const little = order === "II";
  const view = viewOf(tiff);
  const first = view.getUint32(4, little);
  if (first + 2 > tiff.length) return null;
  const count = view.getUint16(first, little);
  for (let n = 0; n < count; n += 1) {
    const entry = first + 2 + n * ENTRY_BYTES;
    if (entry + ENTRY_BYTES > tiff.length) return null;
    if (view.getUint16(entry, little) !== ORIENTATION) continue;
    const value = view.getUint16(entry + 8, little);
    return value >= 2 && value <= 8 ? value : null;
  }
  return null;
}

/** A TIFF block that says nothing but the orientation. */
export function orientationBlock(orientation: number): Uint8Array {
  // Byte order and version; the directory at 8 with one entry: a short, once; no directory after it.
  const head = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1];
  return Uint8Array.from([...head, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
}
