/** Draws a small PNG that passes for a screenshot of a phone: a bar, some lines of text, a button. */
import { crc32, deflateSync } from "node:zlib";
import { between, type Random } from "./random.ts";

const WIDTH = 180;
const HEIGHT = 320;
type Colour = readonly [red: number, green: number, blue: number];

/** A PNG file, about 1 kB. */
export function screenshot(random: Random): Buffer {
  const pixels = Buffer.alloc(HEIGHT * (1 + WIDTH * 3), 0xff);
  for (let y = 0; y < HEIGHT; y += 1) pixels[y * (1 + WIDTH * 3)] = 0;
  const box = (left: number, top: number, width: number, height: number, colour: Colour) => {
    for (let y = top; y < top + height; y += 1) {
      for (let x = left; x < left + width; x += 1) pixels.set(colour, y * (1 + WIDTH * 3) + 1 + x * 3);
    }
  };
  const hue: Colour = [between(random, 10, 90), between(random, 70, 120), between(random, 90, 150)];
  box(0, 0, WIDTH, 34, hue);
  box(14, 13, 60, 8, [255, 255, 255]);
  for (let top = 54; top < 210; top += 18) box(14, top, between(random, 60, 150), 7, [196, 203, 206]);
  box(14, 226, WIDTH - 28, 30, [250, 236, 214]);
  box(24, 237, between(random, 60, 130), 8, [160, 95, 30]);
  box(14, 274, WIDTH - 28, 28, hue);
  return png(pixels);
}

/** https://www.w3.org/TR/png-3/ : signature, header (8 bits, RGB), one block of data, end. */
function png(filtered: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(filtered)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "ascii"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
