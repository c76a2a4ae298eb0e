/** Says in the reader's language why something of the playbook was not saved. */
import { ApiError } from "../../client/problem.ts";
import type { Problem } from "../../client/types.ts";
import type { PlaybookWords } from "./words.ts";

/** Throws the same error again, with words of this language where there are any. */
export async function inWords<T>(words: PlaybookWords, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem === null) throw error;
    const detail = saidOf(words, error.problem);
    if (detail === undefined) throw error;
    // A code without words of its own: the detail is shown as it is.
    throw new ApiError(error.status, "said", { ...error.problem, code: "said", detail });
  }
}

function saidOf({ fault, reason: reasons, inUse }: PlaybookWords, problem: Problem): string | undefined {
  const { code, reason, users, variable, known, field = "" } = problem;
  if (reason === "in-use" && Array.isArray(users)) return inUse(users.join(", "));
  if (reason === "unknown-variable" && typeof variable === "string" && Array.isArray(known))
    return fault.variable(`{{${variable}}}`, known.map((one) => `{{${one}}}`).join(" "));
  if (typeof reason === "string") return reasons[reason];
  if (field.endsWith(".answerId")) return reasons["no-answer"];
  if (code === "conflict" && field !== "") return fault.taken;
  if (code !== "invalid") return undefined;
  if (field.endsWith(".url")) return fault.url;
  if (/^links\.\d+\.name$/.test(field)) return fault.linkName;
  if (field.startsWith("trigger")) return reasons["no-label"];
  if (field.startsWith("conditions.")) return fault.condition;
  if (field === "actions") return fault.actions;
  if (field === "name") return fault.name;
  return field === "texts" ? fault.texts : undefined;
}
