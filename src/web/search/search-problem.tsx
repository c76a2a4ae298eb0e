/** In place of the list: why a search found nothing that could be shown. */
import "../client/no-eval.ts";
import { z } from "zod";
import { OPERATORS } from "../../domain/search/operators.ts";
import type { Problem } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { searchProblem } from "./problem.ts";
import { useSearchWords } from "./words.ts";

const Told = z.object({
  code: z.enum(["no-value", "unknown-value", "misspelt", "too-many"]),
  operator: z.enum(OPERATORS).nullable(),
  value: z.string(),
});

export function SearchProblem({ problem }: { problem: Problem }) {
  const { language } = useT();
  const words = useSearchWords();
  const told = Told.safeParse(problem["search"]);
  return (
    <p className="none" role="alert">
      {told.success ? searchProblem(told.data, language, words) : problem.detail}
    </p>
  );
}
