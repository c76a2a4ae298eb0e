/** Why a program cannot start, in one line that says what to do. */
import { KeyError } from "../trust/keys.ts";
import { DatabaseError } from "./database.ts";

/** Shown as it is; the process ends with exit code 1. */
export class StartFault extends Error {
  override readonly name = "StartFault";
}

/** The one-line reason of a fault at the start; null for one that is a bug and deserves its stack. */
export function startFaultOf(error: unknown, port: number): string | null {
  if (error instanceof StartFault || error instanceof DatabaseError || error instanceof KeyError) return error.message;
  switch (errorCode(error)) {
    case "EADDRINUSE":
      return `Port ${port} is in use. Stop what listens there, or choose another with --port.`;
    case "EADDRNOTAVAIL":
      return "This machine does not have the address given with --host.";
    case "EACCES":
      return pathOf(error) === null
        ? `Port ${port} may not be used by this user. Choose one above 1023 with --port.`
        : `This user may not use ${pathOf(error)}.`;
    case "EPERM":
      return `This user may not use ${pathOf(error)}.`;
    case "ENOENT":
      return pathOf(error) === null ? null : `${pathOf(error)}: there is no such directory or file.`;
    case "ENOTDIR":
    case "EEXIST":
      return pathOf(error) === null ? null : `${pathOf(error)} is in the way: a directory is needed there.`;
    case "EROFS":
      return `${pathOf(error)} is on a disk that cannot be written to.`;
    case "ENOSPC":
    case "SQLITE_FULL":
      return "The disk is full. Free some space and start again.";
    default:
      return null;
  }
}

/** The file that a system error is about; null where it is about none. */
function pathOf(error: unknown): string | null {
  return error instanceof Error && "path" in error && typeof error.path === "string" ? error.path : null;
}

/** The system's or SQLite's code of an error; empty where it has none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
