/** Where one of our messages stands on its way out; the states that need a person offer what can be done. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  Ban,
  Check,
  CircleQuestionMark,
  Clock3,
  Hourglass,
  LoaderCircle,
  PauseCircle,
  Pencil,
  RotateCcw,
  TriangleAlert,
  X,
  type LucideIcon,
} from "lucide-react";
import { useState } from "react";
import { api } from "../client/client.ts";
import { keys } from "../client/queries.ts";
import type { ConversationItem, DeliveryView, MessageItem, ResolveAs } from "../client/types.ts";
import { fullTime, shortTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import type { Words } from "../i18n/words.ts";
import { Icon } from "../ui/icon.tsx";

interface Props {
  message: MessageItem;
  delivery: DeliveryView;
  conversation: Pick<ConversationItem, "id" | "platform">;
  /** Puts the words of a failed message back into the reply box. */
  onTakeBack: (text: string) => void;
}

export function Delivery({ message, delivery, conversation, onTakeBack }: Props) {
  const { t } = useT();
  const client = useQueryClient();
  const resolve = useMutation({
    mutationFn: (as: ResolveAs) => api.resolve(delivery.id, as),
    onSettled: () => client.invalidateQueries({ queryKey: keys.messages(conversation.id) }),
  });
  const platformName = t.platform[conversation.platform];
  // On somebody else's message it is a reaction or a hiding that is on its way, not words.
  const words = message.direction === "outbound";
  const unknownWord = words ? t.unknown : t.changeUnknown;
  const failedWord = (words ? t.failed : t.changeFailed)(t.reason(delivery.code, platformName));
  const failure = resolve.isError ? <p role="alert">{t.resolveFailed}</p> : null;
  if (delivery.state === "unknown") {
    return (
      <div className="settle" role="group" aria-label={unknownWord} data-testid="delivery-state" data-state="unknown">
        <h3>
          <Icon of={CircleQuestionMark} />
          {unknownWord}
          <PartOf delivery={delivery} />
        </h3>
        <p>{t.unknownWhy(platformName)}</p>
        {failure}
        <div className="opts">
          <Choice icon={Check} word={t.markSent} busy={resolve.isPending} onChoose={() => resolve.mutate("sent")} />
          <Choice
            icon={RotateCcw}
            word={t.sendAgain}
            busy={resolve.isPending}
            onChoose={() => resolve.mutate("retry")}
          />
          <Choice
            icon={X}
            word={t.cancel}
            busy={resolve.isPending}
            quiet
            onChoose={() => resolve.mutate("cancelled")}
          />
        </div>
      </div>
    );
  }
  if (delivery.state === "failed") {
    return (
      <div className="settle bad" role="group" aria-label={failedWord} data-testid="delivery-state" data-state="failed">
        <h3>
          <Icon of={TriangleAlert} />
          {failedWord}
          <PartOf delivery={delivery} />
        </h3>
        {delivery.detail === null ? null : <p className="detail">{delivery.detail}</p>}
        {failure}
        <div className="opts">
          {words ? (
            <Choice
              icon={Pencil}
              word={t.editAndSend}
              busy={resolve.isPending}
              onChoose={() => {
                onTakeBack(message.text);
                resolve.mutate("cancelled");
              }}
            />
          ) : null}
          <Choice
            icon={RotateCcw}
            word={t.tryAgain}
            busy={resolve.isPending}
            onChoose={() => resolve.mutate("retry")}
          />
          <Choice
            icon={X}
            word={t.discard}
            busy={resolve.isPending}
            quiet
            onChoose={() => resolve.mutate("cancelled")}
          />
        </div>
      </div>
    );
  }
  return (
    <Line
      delivery={delivery}
      platformName={platformName}
      busy={resolve.isPending}
      onCancel={() => resolve.mutate("cancelled")}
    />
  );
}

const ICONS: Record<Exclude<DeliveryView["state"], "unknown" | "failed">, LucideIcon> = {
  sent: Check,
  sending: LoaderCircle,
  queued: Hourglass,
  scheduled: Clock3,
  held: PauseCircle,
  cancelled: Ban,
};

function Line({
  delivery,
  platformName,
  busy,
  onCancel,
}: {
  delivery: DeliveryView;
  platformName: string;
  busy: boolean;
  onCancel: () => void;
}) {
  const { t, language } = useT();
  const [now] = useState(() => new Date());
  const { state } = delivery;
  if (state === "unknown" || state === "failed") return null;
  const icon = <Icon of={ICONS[state]} small />;
  const at = delivery.nextAt === null ? null : shortTime(language, delivery.nextAt, now);
  return (
    <span
      className="state"
      data-testid="delivery-state"
      data-state={state}
      title={delivery.nextAt ? fullTime(language, delivery.nextAt) : undefined}
    >
      {state === "sending" ? <span className="spin">{icon}</span> : icon}
      <span>{wordOf(delivery, platformName, at, t)}</span>
      <PartOf delivery={delivery} />
      {state === "queued" || state === "scheduled" || state === "held" ? (
        <button type="button" className="linkish" disabled={busy} onClick={onCancel}>
          {t.cancelDelivery}
        </button>
      ) : null}
    </span>
  );
}

function wordOf(delivery: DeliveryView, platformName: string, at: string | null, t: Words): string {
  switch (delivery.state) {
    case "sent":
      return t.sent;
    case "sending":
      return t.sending;
    case "scheduled":
      return t.scheduled(at ?? "");
    case "held":
      return t.heldBack(t.reason(delivery.code, platformName));
    case "cancelled":
      return t.cancelled;
    case "unknown":
      return t.unknown;
    case "failed":
      return t.failed(t.reason(delivery.code, platformName));
    case "queued":
      if (delivery.code === "behind-unknown") return t.queuedBehind;
      if (delivery.code !== null) return t.queuedBecause(t.reason(delivery.code, platformName));
      return at !== null && delivery.attempts > 0 ? t.queuedUntil(at) : t.queued;
  }
}

function PartOf({ delivery }: { delivery: DeliveryView }) {
  const { t } = useT();
  return delivery.parts > 1 ? <span className="num">{` · ${t.part(delivery.part, delivery.parts)}`}</span> : null;
}

function Choice({
  icon,
  word,
  busy,
  quiet = false,
  onChoose,
}: {
  icon: LucideIcon;
  word: string;
  busy: boolean;
  quiet?: boolean;
  onChoose: () => void;
}) {
  return (
    <button type="button" className={quiet ? "btn quiet" : "btn"} disabled={busy} onClick={onChoose}>
      <Icon of={icon} small />
      {word}
    </button>
  );
}
