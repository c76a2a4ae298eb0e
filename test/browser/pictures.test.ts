/** Pictures that a browser made are drawn the same once they are cleaned, pixel by pixel, turned as before, all frames there. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sniffType } from "../../src/domain/file-type.ts";
import { cleanPicture } from "../../src/domain/picture/clean.ts";
import { launchBrowser } from "../support/browser.ts";
import { animatedWebp, gif, png, TRACE, tracedJpeg, tracedWebp } from "../support/pictures.ts";

let browser: Browser;
let server: Server;
let page: Page;
beforeAll(async () => {
  // Decoders of pictures are there for pages with an origin only.
  server = createServer((_, response) =>
    response.setHeader("content-type", "text/html").end("<title>pictures</title>"),
  );
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

const clean = (bytes: Buffer) => {
  const cleaned = Buffer.concat(cleanPicture(sniffType(bytes) ?? "", bytes) ?? []);
  expect(cleaned.includes(TRACE)).toBe(false);
  return cleaned;
};

/** A gradient, wider than high, as the browser itself writes it. */
async function made(mime: string, hue: number): Promise<Buffer> {
  const source = `(async () => {
    const canvas = new OffscreenCanvas(24, 16);
    const ink = canvas.getContext("2d");
    for (let x = 0; x < 24; x++) { ink.fillStyle = "hsl(" + (${hue} + x * 9) + " 80% 50%)"; ink.fillRect(x, x % 7, 1, 16); }
    const blob = await canvas.convertToBlob({ type: ${JSON.stringify(mime)}, quality: 0.8 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  })()`;
  return Buffer.from(await page.evaluate<number[]>(source));
}

/** Each frame's size, duration and pixels, as drawn. */
function drawn(bytes: Buffer): Promise<string[]> {
  const source = `(async () => {
    const data = Uint8Array.from(atob(${JSON.stringify(bytes.toString("base64"))}), (char) => char.charCodeAt(0));
    const decoder = new ImageDecoder({ data, type: ${JSON.stringify(sniffType(bytes))} });
    await decoder.tracks.ready; await decoder.completed;
    const frames = [];
    for (let n = 0; n < decoder.tracks.selectedTrack.frameCount; n++) {
      const { image } = await decoder.decode({ frameIndex: n });
      const canvas = new OffscreenCanvas(image.displayWidth, image.displayHeight);
      const ink = canvas.getContext("2d");
      ink.drawImage(image, 0, 0);
      frames.push([canvas.width, canvas.height, image.duration, ...ink.getImageData(0, 0, canvas.width, canvas.height).data].join());
    }
    const shown = await createImageBitmap(new Blob([data]), { imageOrientation: "from-image" });
    return [...frames, shown.width + "x" + shown.height, "repeats " + decoder.tracks.selectedTrack.repetitionCount];
  })()`;
  return page.evaluate<string[]>(source);
}

it("a JPEG, also a turned one", async () => {
  const plain = await made("image/jpeg", 10);
  for (const orientation of [1, 3, 6, 8]) {
    const traced = tracedJpeg(plain, orientation);
    expect(await drawn(clean(traced))).toEqual(await drawn(traced));
  }
  expect((await drawn(clean(tracedJpeg(plain, 6))))[1]).toBe("16x24");
  expect((await drawn(clean(tracedJpeg(plain, 1))))[1]).toBe("24x16");
});

it("a PNG, also a turned one", async () => {
  for (const orientation of [1, 6]) {
    const traced = png({ orientation });
    expect(await drawn(clean(traced))).toEqual(await drawn(traced));
  }
});

it("a WebP, still and moving", async () => {
  const [first, second] = [await made("image/webp", 10), await made("image/webp", 190)];
  const still = tracedWebp(first, { width: 24, height: 16, orientation: 6 });
  expect(await drawn(clean(still))).toEqual(await drawn(still));
  const moving = animatedWebp([first, second], 24, 16);
  const frames = await drawn(clean(moving));
  expect(frames).toEqual(await drawn(moving));
  expect(frames).toHaveLength(4);
});

it("a moving GIF", async () => {
  const frames = await drawn(clean(gif(true)));
  expect(frames).toEqual(await drawn(gif(true)));
  expect(frames).toHaveLength(4);
});
