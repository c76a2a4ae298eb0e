/** GIF without comments, XMP and application parts other than how often it repeats. */
import { ascii, DamagedPicture, partCounter, slice } from "./bytes.ts";

const HEAD_BYTES = 13;
const [EXTENSION, IMAGE, END, COMMENT, APPLICATION] = [0x21, 0x2c, 0x3b, 0xfe, 0xff];
const REPEATS = new Set(["NETSCAPE2.0", "ANIMEXTS1.0"]);

/** Throws DamagedPicture. */
export function cleanGif(bytes: Uint8Array): Uint8Array[] {
  let at = HEAD_BYTES + tableBytes(slice(bytes, 0, HEAD_BYTES)[10] ?? 0);
  const kept = [slice(bytes, 0, at)];
  const count = partCounter();
  for (;;) {
    count();
    const begin = at;
    const kind = slice(bytes, at, 1)[0];
    if (kind === END) return [...kept, Uint8Array.of(END)];
    if (kind === IMAGE) {
      // Place and size, its own colours, and how the data is packed.
      at += 10 + tableBytes(slice(bytes, at, 10)[9] ?? 0) + 1;
      at = afterBlocks(bytes, at);
      kept.push(bytes.subarray(begin, at));
    } else if (kind === EXTENSION) {
      const label = slice(bytes, at, 2)[1];
      at = afterBlocks(bytes, at + 2);
      const repeats = label === APPLICATION && REPEATS.has(ascii(bytes, begin + 3, 11));
      if (repeats || (label !== COMMENT && label !== APPLICATION)) kept.push(bytes.subarray(begin, at));
    } else throw new DamagedPicture("a part that nobody knows");
  }
}

/** Of a colour table, by the byte that describes it. */
const tableBytes = (packed: number) => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0);

/** Blocks that each begin with their length, up to an empty one. */
function afterBlocks(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length;) {
    const size = bytes[at] ?? 0;
    at += 1 + size;
    if (size === 0) return at;
  }
  throw new DamagedPicture("it ends too early");
}
