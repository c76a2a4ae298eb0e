/** What a browser must load before the workspace shows anything: people open it on slow lines. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { silentLog } from "../../src/domain/log.ts";
import { buildWorkspace } from "../../src/host/workspace.ts";

const MOST_BYTES = 200_000;

it("loads at most 200 kB of compressed scripts at first", { timeout: 120_000 }, async () => {
  const built = await buildWorkspace(silentLog);
  const page = readFileSync(join(built, "index.html"), "utf8");
  const scripts = [...page.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, path = ""]) => path);
  expect(scripts.some((path) => path.startsWith("/assets/"))).toBe(true);
  const weigh = (path: string) => gzipSync(readFileSync(join(built, path))).length;
  // The words of one language come on top: the heavier is counted.
  const words = readdirSync(join(built, "assets")).filter((name) => /^(?:en|zh)-[\w-]{8}\.js$/.test(name));
  expect(words).toHaveLength(2);
  const bytes =
    scripts.map(weigh).reduce((a, b) => a + b, 0) + Math.max(...words.map((name) => weigh(join("assets", name))));
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
  // A page that loads nothing would pass too.
  expect(bytes).toBeGreaterThan(MOST_BYTES / 10);
});
