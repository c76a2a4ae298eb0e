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
      return `Port ${port} may not be used by this user. Choose one above 1023 with --port.`;
    case "ENOSPC":
    case "SQLITE_FULL":
      return "The disk is full. Free some space and start again.";
    default:
      return null;
  }
}

/** The system's or SQLite's code of an error; empty where it has none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
