/** What is wrong with an account, and what a person does about it. Pure. */
import type { AccountView } from "../../client/types.ts";
import type { AccountWords } from "./words-zh.ts";

export interface Trouble {
  key: string;
  what: string;
  /** What to do. */
  todo: string;
  /** The platform's own words. */
  detail: string | null;
  /** False: it may be meant so. */
  urgent: boolean;
}

/** Warnings about what the account may do without. */
const MAY_BE_MEANT = new Set(["privacy-mode-on", "business-mode-off"]);

/** `reason` has words for the stable codes. Worst first. */
export function troublesOf(account: AccountView, words: AccountWords, reason: (code: string) => string): Trouble[] {
  const { state, platform, problem, problemDetail, missingScopes, warnings } = account;
  const problems: Trouble[] =
    problem === null
      ? []
      : [
          {
            key: problem,
            what: reason(problem),
            todo:
              (state === "auth" ? words.problemDo["credentials"] : words.problemDo[problem]) ??
              words.problemDo["other"] ??
              "",
            detail: problemDetail,
            urgent: true,
          },
        ];
  const scopes = missingScopes.map((name): Trouble => {
    const [, label] = words.scopes[platform]?.find(([id]) => id === name) ?? [];
    return {
      key: name,
      what: words.missingScope(label ?? name),
      todo: words.missingScopeDo[platform] ?? "",
      detail: null,
      urgent: true,
    };
  });
  const seen = warnings.map((code): Trouble => ({
    key: code,
    what: reason(code),
    todo: words.warningDo[code] ?? "",
    detail: null,
    urgent: !MAY_BE_MEANT.has(code),
  }));
  return [...problems, ...scopes, ...seen].sort((a, b) => Number(b.urgent) - Number(a.urgent));
}
