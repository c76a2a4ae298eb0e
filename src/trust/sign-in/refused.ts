/** What better-auth refuses, in our terms. */
import { ProblemError } from "../../domain/problem.ts";

const TOO_MANY = 429;

/** Null where it refused what was given. Throws ProblemError `too-many-attempts` where it locked the second factor; a fault stays one. */
export function refused(error: unknown): null {
  const status = error instanceof Error && "statusCode" in error ? error.statusCode : null;
  if (typeof status !== "number" || status >= 500) throw error;
  if (status === TOO_MANY)
    throw new ProblemError("too-many-attempts", "Too many wrong codes. Try again in 15 minutes.");
  return null;
}
