/** Small real pictures, and what cameras and programs write into such files. */
import { crc32, deflateSync } from "node:zlib";

/** Stands in every part that must go. */
export const TRACE = "GPS 31.2304N 121.4737E iPhone of Lin";

const text = (value: string) => Buffer.from(value, "latin1");
const u32 = (value: number) => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value]);
const u32le = (value: number) => Buffer.from(u32(value).toReversed());
const u16 = (value: number) => Buffer.from([value >>> 8, value]);

/** An Exif block: orientation, the maker, and a place after them. */
export function exifBlock(orientation: number): Buffer {
  const entry = (tag: number, type: number, count: number, value: Buffer) =>
    Buffer.concat([u16(tag), u16(type), u32(count), value]);
  const maker = entry(0x010f, 2, TRACE.length, u32(38));
  const turned = entry(0x0112, 3, 1, Buffer.concat([u16(orientation), u16(0)]));
  return Buffer.concat([text("MM\0*"), u32(8), u16(2), maker, turned, u32(0), text(TRACE)]);
}

export const pngChunk = (type: string, data: Uint8Array): Buffer =>
  Buffer.concat([u32(data.length), text(type), data, u32(crc32(Buffer.concat([text(type), data])))]);
const PNG_HEAD = text("\x89PNG\r\n\x1a\n");
const IHDR = (width: number, height: number) =>
  pngChunk("IHDR", Buffer.concat([u32(width), u32(height), Buffer.from([8, 2, 0, 0, 0])]));
const rows = Buffer.from([0, 255, 0, 0, 0, 255, 0, 0, 0, 0, 255, 255, 255, 255]);

/** Two pixels by two. `traces` go between size and colours, and after the end. */
export function png(traces?: { orientation: number }): Buffer {
  const marks = traces
    ? [
        pngChunk("tEXt", text(`Author\0${TRACE}`)),
        pngChunk("iTXt", text(`XML:com.adobe.xmp\0\0\0\0\0${TRACE}`)),
        pngChunk("eXIf", exifBlock(traces.orientation)),
        pngChunk("tIME", Buffer.from([7, 234, 11, 22, 1, 2, 3])),
        pngChunk("prVt", text(TRACE)),
      ]
    : [];
  const tail = traces ? [text(`<script>${TRACE}</script>`)] : [];
  const shown = [pngChunk("gAMA", u32(45455)), pngChunk("IDAT", deflateSync(rows)), pngChunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([PNG_HEAD, IHDR(2, 2), ...marks, ...shown, ...tail]);
}

const segment = (marker: number, data: Uint8Array) =>
  Buffer.concat([Buffer.from([0xff, marker]), u16(data.length + 2), data]);

/** Puts what cameras write behind the beginning of a JPEG, and a second picture behind its end. */
export function tracedJpeg(plain: Uint8Array, orientation: number): Buffer {
  return Buffer.concat([
    plain.subarray(0, 2),
    segment(0xe1, Buffer.concat([text("Exif\0\0"), exifBlock(orientation)])),
    segment(0xe1, text(`http://ns.adobe.com/xap/1.0/\0<x>${TRACE}</x>`)),
    segment(0xe2, text(`MPF\0${TRACE}`)),
    segment(0xed, text(`Photoshop 3.0\0${TRACE}`)),
    segment(0xfe, text(TRACE)),
    plain.subarray(2),
    tracedJpegTail,
  ]);
}
const tracedJpegTail = Buffer.concat([Buffer.from([0xff, 0xd8]), text(TRACE)]);

/** A gray JPEG of eight pixels by eight: one table each, one scan. */
export const JPEG = Buffer.from(
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q==",
  "base64",
);

const riffChunk = (type: string, data: Uint8Array): Buffer =>
  Buffer.concat([text(type), u32le(data.length), data, Buffer.alloc(data.length % 2)]);
const riff = (parts: Uint8Array[]) => riffChunk("RIFF", Buffer.concat([text("WEBP"), ...parts]));

/** The part with the picture itself; browsers put a colour profile before it. */
function bitstreamOf(webp: Uint8Array): Buffer {
  const bytes = Buffer.from(webp);
  for (let at = 12; at < bytes.length;) {
    const size = bytes.readUInt32LE(at + 4);
    const chunk = bytes.subarray(at, at + 8 + size + (size % 2));
    if (chunk.toString("latin1", 0, 4).startsWith("VP8") && chunk[3] !== 0x58) return chunk;
    at += chunk.length;
  }
  throw new Error("there is no picture in it");
}

/** Exif, XMP and an unknown part around the picture of a plain lossy WebP. */
export function tracedWebp(
  plain: Uint8Array,
  { width, height, orientation }: Record<"width" | "height" | "orientation", number>,
): Buffer {
  const size = (value: number) => u32le(value - 1).subarray(0, 3);
  const head = Buffer.concat([Buffer.from([0x0c, 0, 0, 0]), size(width), size(height)]);
  const marks = [
    riffChunk("EXIF", exifBlock(orientation)),
    riffChunk("XMP ", text(TRACE)),
    riffChunk("note", text(TRACE)),
  ];
  return Buffer.concat([riff([riffChunk("VP8X", head), bitstreamOf(plain), ...marks]), text(TRACE)]);
}

/** The pictures of plain WebPs, one after the other, with marks inside a frame too. */
export function animatedWebp(frames: Uint8Array[], width: number, height: number): Buffer {
  const size = (value: number) => u32le(value - 1).subarray(0, 3);
  const head = Buffer.concat([Buffer.from([0x06, 0, 0, 0]), size(width), size(height)]);
  const place = Buffer.concat([Buffer.alloc(6), size(width), size(height), Buffer.from([100, 0, 0, 0])]);
  const shown = frames.map((frame) =>
    riffChunk("ANMF", Buffer.concat([place, bitstreamOf(frame), riffChunk("note", text(TRACE))])),
  );
  return riff([riffChunk("VP8X", head), riffChunk("ANIM", Buffer.alloc(6)), ...shown, riffChunk("XMP ", text(TRACE))]);
}

const blocks = (data: Uint8Array) => Buffer.concat([Buffer.from([data.length]), data, Buffer.from([0])]);

/** Two frames of one pixel, red and green, for ever. */
export function gif(traced: boolean): Buffer {
  const colours = Buffer.from([255, 0, 0, 0, 255, 0]);
  const frame = (colour: number) =>
    Buffer.concat([
      Buffer.from([0x21, 0xf9, 4, 0, 10, 0, 0, 0]),
      Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2]),
      blocks(Buffer.from([colour === 0 ? 0x44 : 0x4c, 0x01])),
    ]);
  const repeats = Buffer.concat([Buffer.from([0x21, 0xff, 11]), text("NETSCAPE2.0"), blocks(Buffer.from([1, 0, 0]))]);
  const marks = traced
    ? [
        Buffer.concat([Buffer.from([0x21, 0xfe]), blocks(text(TRACE))]),
        Buffer.concat([Buffer.from([0x21, 0xff, 11]), text("XMP DataXMP"), blocks(text(TRACE))]),
      ]
    : [];
  const tail = traced ? [text(TRACE)] : [];
  const head = Buffer.concat([text("GIF89a"), Buffer.from([1, 0, 1, 0, 0x80, 0, 0]), colours]);
  return Buffer.concat([head, repeats, ...marks, frame(0), frame(1), Buffer.from([0x3b]), ...tail]);
}
