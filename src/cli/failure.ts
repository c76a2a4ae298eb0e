/** How a command ends when it cannot do what it was asked. */
import { ProblemError } from "../domain/problem.ts";
import { errorCode, startFaultOf } from "../host/fault.ts";
import { TargetError } from "../host/move/client.ts";
import { ExportError } from "../host/move/manifest.ts";

/** A sentence for the person at the terminal, who did nothing wrong with the program itself. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface Failure {
  code: string;
  message: string;
  field: string | null;
}

/** What to tell; null for a bug, which shows its stack. */
export function failureOf(error: unknown, port: number): Failure | null {
  if (error instanceof CliError || error instanceof TargetError || error instanceof ExportError)
    return { code: error.code, message: error.message, field: null };
  if (error instanceof ProblemError) return { code: error.code, message: error.message, field: error.field };
  const fault = startFaultOf(error, port);
  if (fault !== null) return { code: "cannot-start", message: fault, field: null };
  if (errorCode(error) === "SQLITE_BUSY")
    return { code: "busy", message: "The database is busy. Try again in a moment.", field: null };
  return null;
}
