/** What the guard refused: which request it saw, and where in the words, which stay in the box. */
import { ShieldAlert } from "lucide-react";
import { ApiError } from "../client/problem.ts";
import { useT } from "../i18n/language.tsx";
import { Icon } from "../ui/icon.tsx";

export interface Finding {
  rule: string;
  start: number;
  end: number;
}

// By hand: a schema here would bring 30 kB of its library into the first load.
function isFinding(value: unknown): value is Finding {
  const { rule, start, end } = Object(value) as Partial<Record<keyof Finding, unknown>>;
  return typeof rule === "string" && typeof start === "number" && typeof end === "number";
}

/** The places that a refusal names; null where the call failed for another reason. */
export function findingsOf(error: unknown): Finding[] | null {
  if (!(error instanceof ApiError) || error.code !== "reply-refused") return null;
  const found: unknown = error.problem?.["findings"];
  return Array.isArray(found) ? found.filter(isFinding) : [];
}

/** `text` as it was sent; `onShow` marks the place in the box. */
export function Refused({
  findings,
  text,
  onShow,
}: {
  findings: Finding[];
  text: string;
  onShow: (finding: Finding) => void;
}) {
  const { t } = useT();
  return (
    <div className="notice bad" role="alert" data-testid="refused">
      <Icon of={ShieldAlert} small />
      <b className="grow">{t.refusedTitle}</b>
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.rule} ${finding.start}`}>
            <b>{t.guardRule(finding.rule)}</b>
            <button type="button" className="linkish" title={t.showPlace} onClick={() => onShow(finding)}>
              <mark>{text.slice(finding.start, finding.end)}</mark>
            </button>
          </li>
        ))}
      </ul>
      <p>{t.refusedHint}</p>
    </div>
  );
}
