/** What the guard refused: which request it saw, and where in the words, which stay in the box. */
import { ShieldAlert } from "lucide-react";
import { z } from "zod";
import { ApiError } from "../client/problem.ts";
import { useT } from "../i18n/language.tsx";
import { Icon } from "../ui/icon.tsx";

const Findings = z.array(z.object({ rule: z.string(), start: z.number(), end: z.number() }));
export type Finding = z.infer<typeof Findings>[number];

/** The places that a refusal names; null where the call failed for another reason. */
export function findingsOf(error: unknown): Finding[] | null {
  if (!(error instanceof ApiError) || error.code !== "reply-refused") return null;
  return Findings.safeParse(error.problem?.["findings"]).data ?? [];
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
