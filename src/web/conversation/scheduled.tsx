/** An answer of ours that waits for its hour, or was stopped before it: what it waits for, and what can be done about it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Clock3, Pencil, TriangleAlert, X } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { api } from "../client/client.ts";
import { ApiError } from "../client/problem.ts";
import { keys } from "../client/queries.ts";
import type { DeliveryView } from "../client/types.ts";
import { MODE_ICONS } from "../composer/modes.tsx";
import { useTakeBack } from "../composer/take-back.ts";
import { useComposerWords } from "../composer/words.ts";
import { fullTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import { Icon } from "../ui/icon.tsx";
import { whyOf } from "../ui/toast.tsx";
import { useHere } from "./context.ts";
import type { LoadedMessages } from "./pages.ts";
import { PartOf } from "./settle.tsx";

const PickTime = lazy(async () => ({ default: (await import("../composer/pick-time.tsx")).PickTime }));

export function Scheduled({ delivery }: { delivery: DeliveryView }) {
  const { t, language } = useT();
  const w = useComposerWords();
  const client = useQueryClient();
  const { conversation, onFocusReply } = useHere();
  const takeBack = useTakeBack();
  const [picking, setPicking] = useState(false);
  const mode = conversation.kind === "public" ? "public" : "private";
  const messages = keys.messages(conversation.id);
  const act = useMutation({
    mutationFn: (run: () => Promise<unknown>) => run(),
    onSettled: () => client.invalidateQueries({ queryKey: messages }),
  });
  // What is on the screen has been read.
  const seen = () => client.getQueryData<LoadedMessages>(messages)?.pages[0]?.seq ?? 0;
  const at = (sendAt: string | null) => act.mutate(() => api.schedule(delivery.id, sendAt, seen()));
  const edit = () =>
    act.mutate(async () => {
      await takeBack(delivery.id, conversation.id, mode);
      onFocusReply();
    });
  const drop = () => act.mutate(() => api.resolve(delivery.id, "cancelled"));

  const stopped = delivery.nextAt === null;
  const late = delivery.code === "overdue";
  const title = stopped
    ? late
      ? w.stoppedLate
      : w.stoppedNews
    : w.scheduledFor(fullTime(language, delivery.nextAt ?? ""));
  const hint = stopped
    ? late
      ? w.stoppedLateHint
      : w.stoppedNewsHint
    : delivery.code === "person-wrote"
      ? w.scheduledNews
      : delivery.code === null
        ? null
        : t.queuedBecause(t.reason(delivery.code, t.platform[conversation.platform]));
  const failed = act.error instanceof ApiError && act.error.code === "conversation-moved" ? w.movedSince : null;
  return (
    <div
      className={stopped ? "settle" : "settle soft"}
      role="group"
      aria-label={title}
      data-testid="delivery-state"
      data-state="scheduled"
    >
      <h3>
        <Icon of={stopped ? TriangleAlert : Clock3} />
        {title}
        <PartOf delivery={delivery} />
      </h3>
      {hint === null ? null : <p>{hint}</p>}
      {act.isError ? <p role="alert">{w.scheduleRefused(failed ?? whyOf(act.error, t))}</p> : null}
      {delivery.part > 1 ? null : (
        <div className="opts">
          <button type="button" className="btn" disabled={act.isPending} onClick={() => at(null)}>
            <Icon of={MODE_ICONS[mode]} small />
            {w.sendNow[mode]}
          </button>
          <button type="button" className="btn" disabled={act.isPending} onClick={() => setPicking(true)}>
            <Icon of={Clock3} small />
            {w.changeTime}
          </button>
          <button type="button" className="btn" disabled={act.isPending} onClick={edit}>
            <Icon of={Pencil} small />
            {w.editAgain}
          </button>
          <button type="button" className="btn quiet" disabled={act.isPending} onClick={drop}>
            <Icon of={X} small />
            {w.drop}
          </button>
        </div>
      )}
      {picking ? (
        <Suspense>
          <PickTime
            mode={mode}
            until={conversation.answerability.until}
            {...(delivery.nextAt === null ? {} : { at: delivery.nextAt })}
            onClose={() => setPicking(false)}
            onPick={(sendAt) => {
              setPicking(false);
              at(sendAt);
            }}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
