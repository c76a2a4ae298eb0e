/** Lets one server own a data directory. The operating system frees the lock with its process, also after kill -9. */
import Database from "better-sqlite3";
import { errorCode, StartFault } from "./fault.ts";

export interface HeldLock {
  release(): void;
}

/** Takes the lock. Throws StartFault while another server holds it. */
export function takeLock(path: string): HeldLock {
  const held = tryLock(path);
  if (!held)
    throw new StartFault(
      "Another `parley serve` runs on this data directory. Stop it first, or name another with --data.",
    );
  return held;
}

/** Whether a server runs on the data directory now. */
export function isLocked(path: string): boolean {
  const held = tryLock(path);
  held?.release();
  return held === null;
}

// SQLite's own file lock: Node has none, and a file with a process id in it lies after a crash.
function tryLock(path: string): HeldLock | null {
  const file = new Database(path, { timeout: 0 });
  try {
    file.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    file.close();
    if (errorCode(error) === "SQLITE_BUSY") return null;
    throw error;
  }
  return { release: () => void file.close() };
}
