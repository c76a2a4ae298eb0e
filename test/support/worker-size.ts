/** Says how large the Worker is beside what Cloudflare takes; fails past the free plan's limit. */
import { bundleWorker } from "./worker-bundle.ts";

const MB = 1024 * 1024;
// https://developers.cloudflare.com/workers/platform/limits/#worker-size, compressed.
const FREE_BYTES = 3 * MB;
const PAID_BYTES = 10 * MB;

const bytes = bundleWorker();
const inMb = (size: number) => (size / MB).toFixed(2);
process.stdout.write(
  `Worker: ${inMb(bytes)} MB compressed; limits ${inMb(FREE_BYTES)} MB (free), ${inMb(PAID_BYTES)} MB (paid)\n`,
);
if (bytes > FREE_BYTES) process.exitCode = 1;
