/** JPEG without what tells of its maker: Exif (but the orientation), XMP, IPTC, comments, thumbnails and what follows the picture. */
import { ascii, DamagedPicture, partCounter, slice, viewOf } from "./bytes.ts";
import { orientationBlock, orientationOf } from "./orientation.ts";

const [SOI, EOI, SOS, APP0, APP1, APP2, APP14, APP15, COM] = [0xd8, 0xd9, 0xda, 0xe0, 0xe1, 0xe2, 0xee, 0xef, 0xfe];
const EXIF = "Exif\0\0";

/** Throws DamagedPicture. */
export function cleanJpeg(bytes: Uint8Array): Uint8Array[] {
  const kept: Uint8Array[] = [];
  const view = viewOf(bytes);
  let orientation: number | null = null;
  let at = 2;
  for (const count = partCounter(); ; count()) {
    if (slice(bytes, at, 2)[0] !== 0xff) throw new DamagedPicture("no marker where one must be");
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // What follows the end is none of this picture: another one, with all that its camera knows, or a hidden file.
    if (marker === EOI) break;
    slice(bytes, at, 4);
    const segment = slice(bytes, at, 2 + view.getUint16(at + 2));
    if (segment.length < 4) throw new DamagedPicture("a part without a length");
    at += segment.length;
    if (marker === APP1 && ascii(segment, 4, EXIF.length) === EXIF) orientation ??= orientationOf(segment.subarray(10));
    if (isNeeded(marker, segment)) kept.push(segment);
    if (marker !== SOS) continue;
    const end = endOfScan(bytes, at);
    kept.push(bytes.subarray(at, end));
    at = end;
    // Cut short: shown as far as it goes.
    if (at >= bytes.length) break;
  }
  const turned = orientation === null ? [] : [exifSegment(orientation)];
  return [Uint8Array.of(0xff, SOI), ...turned, ...kept, Uint8Array.of(0xff, EOI)];
}

/** How colours are meant (JFIF, ICC, Adobe) stays; of all other application parts nobody needs any to show the picture. */
function isNeeded(marker: number, segment: Uint8Array): boolean {
  if (marker === APP0) return ascii(segment, 4, 5) === "JFIF\0";
  if (marker === APP2) return ascii(segment, 4, 12) === "ICC_PROFILE\0";
  if (marker === APP14) return ascii(segment, 4, 5) === "Adobe";
  return marker !== COM && !(marker >= APP0 && marker <= APP15);
}

/** Within a scan, 0xff is followed by 0 or by a restart marker; anything else ends it. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

function exifSegment(orientation: number): Uint8Array {
  const tiff = orientationBlock(orientation);
  const heading = Array.from(EXIF, (char) => char.charCodeAt(0));
  return Uint8Array.from([0xff, APP1, 0, 2 + heading.length + tiff.length, ...heading, ...tiff]);
}
