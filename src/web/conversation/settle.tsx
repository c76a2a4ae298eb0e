/** A delivery that a person must settle: what happened, and what can be done about it. */
import { Check, CircleQuestionMark, Pencil, RotateCcw, TriangleAlert, X, type LucideIcon } from "lucide-react";
import type { DeliveryView, MessageItem, ResolveAs } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { Icon } from "../ui/icon.tsx";
import { useHere } from "./context.ts";

interface Props {
  message: MessageItem;
  delivery: DeliveryView;
  state: "unknown" | "failed";
  busy: boolean;
  /** The choice did not reach the server. */
  failed: boolean;
  onChoose: (as: ResolveAs) => void;
}

export function Settle({ message, delivery, state, busy, failed, onChoose }: Props) {
  const { t } = useT();
  const { conversation, onTakeBack } = useHere();
  const platformName = t.platform[conversation.platform];
  const change = t.change(delivery.kind);
  const unknown = state === "unknown";
  const reason = t.reason(delivery.code, platformName);
  const title = unknown
    ? change === null
      ? t.unknown
      : t.changeUnknown(change)
    : change === null
      ? t.failed(reason)
      : t.changeFailed(change, reason);
  const choice = (icon: LucideIcon, word: string, as: ResolveAs, quiet = false) => (
    <Choice icon={icon} word={word} busy={busy} quiet={quiet} onChoose={() => onChoose(as)} />
  );
  return (
    <div
      className={unknown ? "settle" : "settle bad"}
      role="group"
      aria-label={title}
      data-testid="delivery-state"
      data-state={state}
      data-kind={delivery.kind}
    >
      <h3>
        <Icon of={unknown ? CircleQuestionMark : TriangleAlert} />
        {title}
        <PartOf delivery={delivery} />
      </h3>
      {unknown ? <p>{t.unknownWhy(platformName)}</p> : null}
      {!unknown && delivery.detail !== null ? <p className="detail">{delivery.detail}</p> : null}
      {failed ? <p role="alert">{t.resolveFailed}</p> : null}
      {unknown ? (
        <div className="opts">
          {choice(Check, change === null ? t.markSent : t.markApplied, "sent")}
          {choice(RotateCcw, change === null ? t.sendAgain : t.applyAgain, "retry")}
          {choice(X, t.cancel, "cancelled", true)}
        </div>
      ) : (
        <div className="opts">
          {change === null ? (
            <Choice
              icon={Pencil}
              word={t.editAndSend}
              busy={busy}
              onChoose={() => {
                onTakeBack(message.text);
                onChoose("cancelled");
              }}
            />
          ) : null}
          {choice(RotateCcw, change === null ? t.tryAgain : t.applyAgain, "retry")}
          {choice(X, t.discard, "cancelled", true)}
        </div>
      )}
    </div>
  );
}

export function PartOf({ delivery }: { delivery: DeliveryView }) {
  const { t } = useT();
  return delivery.parts > 1 ? <span className="num">{` · ${t.part(delivery.part, delivery.parts)}`}</span> : null;
}

interface ChoiceProps {
  icon: LucideIcon;
  word: string;
  busy: boolean;
  quiet?: boolean;
  onChoose: () => void;
}

function Choice({ icon, word, busy, quiet = false, onChoose }: ChoiceProps) {
  return (
    <button type="button" className={quiet ? "btn quiet" : "btn"} disabled={busy} onClick={onChoose}>
      <Icon of={icon} small />
      {word}
    </button>
  );
}
