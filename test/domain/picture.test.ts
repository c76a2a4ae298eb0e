/** What tells of the maker goes out of a picture; everything that is drawn stays bit for bit (test/browser/pictures.test.ts draws it). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { receivedType, sniffType, trustedType } from "../../src/domain/file-type.ts";
import { DamagedPicture } from "../../src/domain/picture/bytes.ts";
import { cleanPicture } from "../../src/domain/picture/clean.ts";
import { exifBlock, gif, JPEG, png, TRACE, tracedJpeg, tracedWebp } from "../support/pictures.ts";

const clean = (bytes: Uint8Array) => {
  const parts = cleanPicture(sniffType(bytes) ?? "", bytes);
  if (parts === null) throw new Error("not a picture that is cleaned");
  return Buffer.concat(parts);
};
/** 0 where the bytes are refused; anything else that is thrown is a fault of ours. */
const lengthOrDamage = (bytes: Uint8Array) => {
  try {
    return clean(bytes).length;
  } catch (error) {
    if (error instanceof DamagedPicture) return 0;
    throw error;
  }
};
/** A lossless WebP of one pixel. */
const WEBP = Buffer.from("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==", "base64");
const webp = (orientation: number) => tracedWebp(WEBP, { width: 1, height: 1, orientation });

const TRACED: [string, (orientation: number) => Buffer, Buffer][] = [
  ["JPEG", (orientation) => tracedJpeg(JPEG, orientation), JPEG],
  ["PNG", (orientation) => png({ orientation }), png()],
  ["GIF", () => gif(true), gif(false)],
];

describe.each(TRACED)("%s", (_name, traced, plain) => {
  it("is the picture alone where it stands upright", () => {
    expect(traced(1).includes(TRACE)).toBe(true);
    expect(clean(traced(1)).equals(plain)).toBe(true);
    expect(clean(plain).equals(plain)).toBe(true);
  });
});

it.each([
  ["JPEG", (orientation: number) => tracedJpeg(JPEG, orientation)],
  ["PNG", (orientation: number) => png({ orientation })],
  ["WebP", webp],
])("%s keeps which way is up, and nothing else", (_name, traced) => {
  for (let orientation = 2; orientation <= 8; orientation += 1) {
    const cleaned = clean(traced(orientation));
    expect(cleaned.includes("Lin")).toBe(false);
    const at = cleaned.indexOf("MM\0*", 0, "latin1");
    expect(cleaned.readUInt16BE(at + 18)).toBe(orientation);
    expect(clean(cleaned).equals(cleaned)).toBe(true);
  }
  expect(clean(traced(1)).includes("MM\0*", 0, "latin1")).toBe(false);
  expect(clean(traced(9)).includes("MM\0*", 0, "latin1")).toBe(false);
});

it("WebP loses its marks and says so in its heading", () => {
  const cleaned = clean(webp(1));
  expect(cleaned.includes("note")).toBe(false);
  expect(cleaned.includes("XMP ")).toBe(false);
  expect(cleaned[20]).toBe(0);
  expect(cleaned.includes(WEBP.subarray(12))).toBe(true);
  expect(cleaned.readUInt32LE(4)).toBe(cleaned.length - 8);
});

it("of bytes that are no picture nothing passes", () => {
  const heads = [JPEG, png(), gif(false), webp(1)];
  const broken = fc.tuple(fc.constantFrom(...heads), fc.nat(), fc.uint8Array({ maxLength: 60 }), fc.boolean());
  fc.assert(
    fc.property(broken, ([whole, at, junk, ends]) => {
      const cut = whole.subarray(0, 12 + (at % whole.length));
      const bytes = Buffer.concat([cut, junk, ends ? whole.subarray(cut.length) : Buffer.alloc(0)]);
      expect(lengthOrDamage(bytes)).toBeLessThanOrEqual(bytes.length + 40);
    }),
    { numRuns: 500 },
  );
});

it("a file of endless parts is refused before it holds anybody up", () => {
  const endless = Buffer.concat([gif(false).subarray(0, 19), Buffer.alloc(3_000_000, Buffer.from([0x21, 0xfe, 0]))]);
  expect(() => clean(endless)).toThrow(DamagedPicture);
});

it("pages and programs are never taken for pictures, whatever they are called", () => {
  const pages = [
    "<!doctype html><script>",
    "<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
    "<?xml version='1.0'?>",
    "GIF8 <script>",
    "%!PS",
    "MZ",
  ];
  for (const page of pages)
    for (const declared of ["image/png", "image/svg+xml", "text/html", "application/xhtml+xml", "text/javascript"])
      expect(trustedType(Buffer.from(page), declared)).toBe("application/octet-stream");
  expect(trustedType(exifBlock(1), "image/png")).toBe("image/tiff");
  expect(trustedType(Buffer.from("\0\0\0\x18ftypheic"), "image/jpeg")).toBe("image/heic");
});

it("a file from a platform is shown as a picture only where it is one", () => {
  const page = Buffer.from("<svg onload=x()>");
  expect(receivedType(page, "image/png")).toBe("application/octet-stream");
  expect(receivedType(page, "video/mp4")).toBe("application/octet-stream");
  expect(receivedType(png(), "text/html")).toBe("image/png");
  expect(receivedType(page, "audio/ogg")).toBe("audio/ogg");
  expect(receivedType(page, null)).toBe(null);
});
