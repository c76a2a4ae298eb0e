/** Words for what the pages refuse, where the usual ones say too little; `reason` tells cases of one code apart. */
import { ApiError } from "../client/problem.ts";
import { type Fault, useFaultWords } from "../people/form.tsx";
import { usePublishWords } from "./words.ts";

/** Null: the usual words. */
export function useExplain(): (error: unknown) => Fault | null {
  const { problem: words } = usePublishWords();
  return (error) => {
    if (!(error instanceof ApiError)) return null;
    const extra: Record<string, unknown> = { ...error.problem };
    const reason = typeof extra["reason"] === "string" ? extra["reason"] : "";
    const message = (words as Readonly<Record<string, string>>)[reason];
    return message === undefined ? null : { field: error.problem?.field ?? null, message };
  };
}

/** The same as one sentence, for what is no form. */
export function useRefusal(): (error: unknown) => string {
  const explain = useExplain();
  const usual = useFaultWords();
  return (error) => (explain(error) ?? usual(error)).message;
}
