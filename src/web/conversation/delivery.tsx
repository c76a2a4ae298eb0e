/** Where one of our messages, or a change of a message, stands on its way out. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ban, Check, Clock3, Hourglass, LoaderCircle, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { api } from "../client/client.ts";
import { keys } from "../client/queries.ts";
import type { DeliveryView, MessageItem, ResolveAs } from "../client/types.ts";
import { useTakeBack } from "../composer/take-back.ts";
import { useComposerWords } from "../composer/words.ts";
import { fullTime, shortTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import type { Words } from "../i18n/words.ts";
import { Icon } from "../ui/icon.tsx";
import { useFailure } from "../ui/toast.tsx";
import { useHere } from "./context.ts";
import { Approve } from "./approve.tsx";
import { Scheduled } from "./scheduled.tsx";
import { PartOf, Settle } from "./settle.tsx";

/** States that a person must settle have a box of their own; the others are a few words beside the time. */
export const needsPerson = ({ state, code }: DeliveryView): boolean =>
  state === "unknown" || state === "failed" || state === "held" || isTimed({ state, code });

/** Waits for an hour that somebody chose, or was stopped before it. */
const isTimed = ({ state, code }: Pick<DeliveryView, "state" | "code">): boolean =>
  state === "scheduled" && code !== "undo";

export function Delivery({ message, delivery }: { message: MessageItem; delivery: DeliveryView }) {
  const { conversation, onFocusReply } = useHere();
  const client = useQueryClient();
  const failed = useFailure();
  const resolve = useMutation({
    mutationFn: (as: ResolveAs) => api.resolve(delivery.id, as),
    onSettled: () => client.invalidateQueries({ queryKey: keys.messages(conversation.id) }),
  });
  const takeBack = useTakeBack();
  const back = useMutation({
    mutationFn: () => takeBack(delivery.id, conversation.id, conversation.kind === "public" ? "public" : "private"),
    onSuccess: onFocusReply,
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: keys.messages(conversation.id) }),
  });
  const { state } = delivery;
  if (state === "unknown" || state === "failed")
    return (
      <Settle
        message={message}
        delivery={delivery}
        state={state}
        busy={resolve.isPending}
        failed={resolve.isError}
        onChoose={resolve.mutate}
      />
    );
  if (isTimed(delivery)) return <Scheduled delivery={delivery} />;
  if (state === "held") return <Approve delivery={delivery} onCancel={() => resolve.mutate("cancelled")} />;
  return (
    <Line
      delivery={delivery}
      state={state}
      busy={resolve.isPending || back.isPending}
      onCancel={() => (state === "scheduled" ? back.mutate() : resolve.mutate("cancelled"))}
    />
  );
}

type Quiet = Exclude<DeliveryView["state"], "unknown" | "failed" | "held">;

const ICONS: Record<Quiet, LucideIcon> = {
  sent: Check,
  sending: LoaderCircle,
  queued: Hourglass,
  scheduled: Clock3,
  cancelled: Ban,
};

interface LineProps {
  delivery: DeliveryView;
  state: Quiet;
  busy: boolean;
  onCancel: () => void;
}

function Line({ delivery, state, busy, onCancel }: LineProps) {
  const { t, language } = useT();
  const { conversation } = useHere();
  const [now] = useState(() => new Date());
  const icon = <Icon of={ICONS[state]} small />;
  const at = delivery.nextAt === null ? null : shortTime(language, delivery.nextAt, now);
  const change = t.change(delivery.kind);
  const w = useComposerWords();
  const words =
    state === "scheduled" ? w.leavesSoon : wordOf(delivery, state, t.platform[conversation.platform], at, t);
  return (
    <span
      className="state"
      data-testid="delivery-state"
      data-state={state}
      data-kind={delivery.kind}
      title={delivery.nextAt ? fullTime(language, delivery.nextAt) : undefined}
    >
      {state === "sending" ? <span className="spin">{icon}</span> : icon}
      <span>{change === null ? words : t.ofChange(change, words)}</span>
      <PartOf delivery={delivery} />
      {state === "queued" || (state === "scheduled" && delivery.part === 1) ? (
        <button type="button" className="linkish" disabled={busy} onClick={onCancel}>
          {state === "scheduled" ? w.undo : change === null ? t.cancelDelivery : t.cancel}
        </button>
      ) : null}
    </span>
  );
}

function wordOf(
  delivery: DeliveryView,
  state: Exclude<Quiet, "scheduled">,
  platformName: string,
  at: string | null,
  t: Words,
): string {
  switch (state) {
    case "sent":
      return t.sent;
    case "sending":
      return t.sending;
    case "cancelled":
      return delivery.code === "rejected" ? t.rejected : t.cancelled;
    case "queued":
      if (delivery.code === "behind-unknown") return t.queuedBehind;
      if (delivery.code !== null) return t.queuedBecause(t.reason(delivery.code, platformName));
      return at !== null && delivery.attempts > 0 ? t.queuedUntil(at) : t.queued;
  }
}
