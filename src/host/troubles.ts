/** What keeps the program from working although it runs, as stable codes for /readyz. */
import { statfsSync } from "node:fs";

/** Below that, one message with its media may be the last. */
const LEAST_FREE_BYTES = 32 * 1024 * 1024;

/** `disk-full`: the data directory has almost no room left. */
export function troublesOf(directory: string): string[] {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize < LEAST_FREE_BYTES ? ["disk-full"] : [];
}
