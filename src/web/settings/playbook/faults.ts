/** Says in the reader's language why something of the playbook was not saved. */
import { ApiError } from "../../client/problem.ts";
import type { PlaybookWords } from "./words.ts";

/** Throws the same error again, with words of this language where there are any. */
export async function inWords<T>(words: PlaybookWords, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem === null) throw error;
    const { reason, users, field } = error.problem;
    const detail =
      reason === "in-use" && Array.isArray(users)
        ? words.inUse(users.join(", "))
        : typeof reason === "string"
          ? words.reason[reason]
          : field?.endsWith(".answerId")
            ? words.reason["no-answer"]
            : undefined;
    if (detail === undefined) throw error;
    // A code without words of its own: the detail is shown as it is.
    throw new ApiError(error.status, "said", { ...error.problem, code: "said", detail });
  }
}
