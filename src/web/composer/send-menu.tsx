/** Beside the send button: send and close, or at an hour that the writer chooses. */
import { ChevronUp, Check, Clock3 } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { lazy, Suspense, useState } from "react";
import type { ConversationDetail } from "../client/types.ts";
import { MOMENTS, momentOf } from "../conversation/snooze.ts";
import { useZone } from "../conversation/use-zone.ts";
import { fullTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import { modifierName, onMac } from "../shell/keys.ts";
import { Icon } from "../ui/icon.tsx";
import { useMinute } from "../ui/minute.ts";
import type { SendChoice } from "./attempt.ts";
import { useComposerWords } from "./words.ts";

const PickTime = lazy(async () => ({ default: (await import("./pick-time.tsx")).PickTime }));

const MINUTE_MS = 60_000;

interface Props {
  conversation: ConversationDetail;
  mode: "public" | "private";
  ready: boolean;
  onSend: (choice: SendChoice) => void;
}

export function SendMenu({ conversation, mode, ready, onSend }: Props) {
  const { language } = useT();
  const w = useComposerWords();
  const [picking, setPicking] = useState(false);
  const now = new Date(useMinute() * MINUTE_MS);
  const zone = useZone();
  const { until } = conversation.answerability;
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="btn sendbtn more" disabled={!ready} aria-label={w.moreWays} title={w.moreWays}>
          <Icon of={ChevronUp} small />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="end" side="top" sideOffset={6}>
            <DropdownMenu.Item onSelect={() => onSend({ close: true })}>
              <Icon of={Check} small />
              <span title={w.sendCloseHint}>{w.sendClose[mode]}</span>
              <span className="end">
                {[modifierName, ...(mode === "public" ? [onMac ? "⇧" : "Shift"] : []), onMac ? "⌥" : "Alt", "↵"].map(
                  (key) => (
                    <kbd key={key} aria-hidden="true">
                      {key}
                    </kbd>
                  ),
                )}
              </span>
            </DropdownMenu.Item>
            <DropdownMenu.Separator className="sep" />
            <DropdownMenu.Label className="heading">{w.sendLater}</DropdownMenu.Label>
            {MOMENTS.map((choice) => {
              const at = momentOf(choice, now, zone).toISOString();
              // Nobody is offered an hour at which the platform takes nothing any more.
              if (until !== null && at >= until) return null;
              return (
                <DropdownMenu.Item key={choice} onSelect={() => onSend({ sendAt: at })}>
                  <Icon of={Clock3} small />
                  {w.preset[choice]}
                  <span className="end num">{fullTime(language, at)}</span>
                </DropdownMenu.Item>
              );
            })}
            <DropdownMenu.Item onSelect={() => setPicking(true)}>
              <Icon of={Clock3} small />
              {w.pickTime}
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {picking ? (
        <Suspense>
          <PickTime
            mode={mode}
            until={until}
            onClose={() => setPicking(false)}
            onPick={(sendAt) => {
              setPicking(false);
              onSend({ sendAt });
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
