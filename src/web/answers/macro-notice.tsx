/** One line: what a macro did step by step, with the way back, or why it did nothing. */
import { Check, TriangleAlert, X } from "lucide-react";
import { ApiError } from "../client/problem.ts";
import { useT } from "../i18n/language.tsx";
import { Icon } from "../ui/icon.tsx";
import { whyOf } from "../ui/toast.tsx";
import type { LastMacro } from "./use-run-macro.ts";
import { useAnswerWords } from "./words.ts";

interface Props {
  last: LastMacro;
  onShow: (last: null) => void;
  onUndo: () => void;
}

export function MacroNotice({ last, onShow, onUndo }: Props) {
  const words = useAnswerWords();
  const { t } = useT();
  const bad = last.kind === "failed";
  return (
    <div className={bad ? "notice bad" : "notice soft"} role={bad ? "alert" : "status"} data-testid="macro-notice">
      <Icon of={bad ? TriangleAlert : Check} small />
      <span className="grow">
        {last.kind === "failed" ? <Why name={last.name} error={last.error} /> : null}
        {last.kind === "undone" ? words.undone : null}
        {last.kind === "ran" ? (
          <>
            {words.ran(last.name)}
            {last.ran.outcomes.map((one, index) => (
              // The order is the macro's own and never changes.
              // oxlint-disable-next-line react/no-array-index-key
              <span key={index} className="step">
                {` · ${words.did[one.do] ?? one.do} ${words.outcome[one.outcome]}`}
              </span>
            ))}
          </>
        ) : null}
      </span>
      {last.kind === "ran" && Object.keys(last.ran.undo).length > 0 ? (
        <button type="button" className="btn" onClick={onUndo}>
          {words.undo}
        </button>
      ) : null}
      <button type="button" className="btn quiet sq" aria-label={t.close} onClick={() => onShow(null)}>
        <Icon of={X} small />
      </button>
    </div>
  );
}

function Why({ name, error }: { name: string; error: unknown }) {
  const words = useAnswerWords();
  const { t } = useT();
  const step = error instanceof ApiError ? error.problem?.["action"] : undefined;
  const why = whyOf(error, t);
  return typeof step === "number" ? words.failed(name, step + 1, why) : words.failedWhole(name, why);
}
