/** What keeps the program from working although it runs, as stable codes for /readyz. */
import { accessSync, constants, statfsSync } from "node:fs";
import type { DataDirectory } from "./data-directory.ts";

/** Below that, one message with its media may be the last. */
const LEAST_FREE_BYTES = 32 * 1024 * 1024;

/** `disk-full`: the data directory has almost no room left. `database-unwritable`: its file is gone, or may not be written. */
export function troublesOf({ path, database }: Pick<DataDirectory, "path" | "database">): string[] {
  return [...(hasRoom(path) ? [] : ["disk-full"]), ...(isWritable(database) ? [] : ["database-unwritable"])];
}

function hasRoom(directory: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize >= LEAST_FREE_BYTES;
  } catch {
    // The directory itself is gone: that is said of the database.
    return true;
  }
}

function isWritable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
