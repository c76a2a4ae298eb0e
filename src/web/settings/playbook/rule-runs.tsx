/** What a rule did last, newest first. */
import { useQuery } from "@tanstack/react-query";
import { fullTime } from "../../i18n/dates.ts";
import { useT } from "../../i18n/language.tsx";
import { InboxLink } from "../../shell/inbox-link.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { LoadFailed } from "../kit/page.tsx";
import { type Rule, rules } from "./rule-calls.ts";
import { useRulesWords } from "./rules-words.ts";

export function RuleRuns({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const words = useRulesWords();
  const { t, language } = useT();
  const { data, error, refetch } = useQuery({
    queryKey: ["rule runs", rule.id],
    queryFn: () => rules.runs(rule.id),
    staleTime: 0,
  });
  return (
    <Dialog label={words.runsTitle(rule.name)} className="sheet" onClose={onClose}>
      <h2>{words.runsTitle(rule.name)}</h2>
      {error === null ? null : <LoadFailed error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 ? <p>{words.noRuns}</p> : null}
      <ul className="rule-runs">
        {(data?.items ?? []).map((run) => (
          <li key={run.id}>
            <time dateTime={run.at}>{fullTime(language, run.at)}</time>
            <InboxLink id={run.conversationId} search={{}}>
              {run.conversationId}
            </InboxLink>
            <span className={run.outcome === "failed" ? "fault" : undefined}>
              {words.runOutcome[run.outcome]}
              {run.code === null ? "" : ` · ${t.problem(run.code, run.code)}`}
            </span>
          </li>
        ))}
      </ul>
      <div className="end">
        <button type="button" className="btn" onClick={onClose}>
          {t.close}
        </button>
      </div>
    </Dialog>
  );
}
