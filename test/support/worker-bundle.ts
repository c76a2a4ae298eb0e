/** Bundles the Worker as a deployment does, without deploying it. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const OUT = `${ROOT}dist/worker`;

/** Writes worker.js into a directory, dist/worker unless named; gives its compressed size in bytes. Throws with wrangler's words where it cannot be bundled. */
export function bundleWorker(out: string = OUT): number {
  // The assets must be a directory; what is in it makes no difference here.
  mkdirSync(`${ROOT}dist/web`, { recursive: true });
  const env = { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "true" };
  execFileSync(`${ROOT}node_modules/.bin/wrangler`, ["deploy", "--dry-run", "--outdir", out], {
    cwd: ROOT,
    env,
    stdio: "pipe",
  });
  return gzipSync(readFileSync(`${out}/worker.js`)).byteLength;
}
