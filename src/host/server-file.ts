/** Tells the command line where the running server listens. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { z } from "zod";
import type { DataDirectory } from "./data-directory.ts";
import { isLocked } from "./lock.ts";

const Server = z.object({ url: z.url() });

export function announceServer(paths: DataDirectory, url: string): void {
  writeFileSync(paths.server, JSON.stringify({ url }), { mode: 0o600 });
}

export function withdrawServer(paths: DataDirectory): void {
  rmSync(paths.server, { force: true });
}

/** The address of the server that runs on this data directory; null where none does. */
export function runningServer(paths: DataDirectory): string | null {
  // A killed server leaves its file behind, but not its lock.
  if (!isLocked(paths.lock)) return null;
  try {
    return Server.parse(JSON.parse(readFileSync(paths.server, "utf8"))).url;
  } catch {
    return null;
  }
}
