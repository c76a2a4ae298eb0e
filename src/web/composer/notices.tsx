/** What stands between a draft and its sending: the place is closed, the conversation moved, no answer came. */
import { CircleQuestionMark, Clock, ExternalLink, Lock, TriangleAlert } from "lucide-react";
import type { ConversationDetail } from "../client/types.ts";
import { safeHref } from "../conversation/pieces.ts";
import { fullTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import { Icon } from "../ui/icon.tsx";
import { whyOf } from "../ui/toast.tsx";
import { type Finding, findingsOf, Refused } from "./refused.tsx";
import type { SendState } from "./use-send.ts";

export function AnswerNotice({ conversation }: { conversation: ConversationDetail }) {
  const { t, language } = useT();
  const { state, reason, url, until } = conversation.answerability;
  const platformName = t.platform[conversation.platform];
  if (state === "open") {
    return until === null ? null : (
      <div className="window">
        <Icon of={Clock} small />
        <span>{t.closedUntil(fullTime(language, until))}</span>
      </div>
    );
  }
  const href = url === null ? null : safeHref(url);
  const why = reason === null ? null : t.reason(reason, platformName);
  const words =
    state === "closed"
      ? t.closedHere(t.reason(reason, platformName))
      : [t.unknownHere, why].filter(Boolean).join(" · ");
  return (
    <div className={state === "closed" ? "notice" : "notice soft"} role="status">
      <Icon of={state === "closed" ? Lock : CircleQuestionMark} small />
      <span className="grow">{words}</span>
      {href === null ? null : (
        <a href={href} target="_blank" rel="noopener noreferrer">
          {t.openIn(platformName)} <Icon of={ExternalLink} small />
        </a>
      )}
    </div>
  );
}

export function SendNotice({
  state,
  onForce,
  onAgain,
  onDismiss,
  onShow,
}: {
  state: SendState;
  onForce: () => void;
  onAgain: () => void;
  onDismiss: () => void;
  onShow: (finding: Finding) => void;
}) {
  const { t } = useT();
  if (state.kind === "idle" || state.kind === "sending") return null;
  if (state.kind === "moved") {
    return (
      <div className="notice" role="alert">
        <Icon of={TriangleAlert} small />
        <b className="grow">{t.movedTitle(state.news.length)}</b>
        <ul>
          {state.news.slice(-3).map((message) => (
            <li key={message.id}>
              <b>{message.author.name}</b>
              <span lang={message.language ?? undefined}>{message.text}</span>
            </li>
          ))}
        </ul>
        <div className="opts">
          <button type="button" className="btn" onClick={onDismiss}>
            {t.keepEditing}
          </button>
          <button type="button" className="btn quiet" onClick={onForce}>
            {t.sendAnyway}
          </button>
        </div>
      </div>
    );
  }
  const findings = state.kind === "refused" ? findingsOf(state.error) : null;
  if (state.kind === "refused" && findings !== null)
    return <Refused findings={findings} text={state.text} onShow={onShow} />;
  return (
    <div className="notice bad" role="alert">
      <Icon of={TriangleAlert} small />
      <span className="grow">
        {state.kind === "uncertain" ? t.sendUncertain : t.sendRefused(whyOf(state.error, t))}
      </span>
      {state.kind === "uncertain" ? (
        <button type="button" className="btn" onClick={onAgain}>
          {t.sendAgain}
        </button>
      ) : null}
    </div>
  );
}
