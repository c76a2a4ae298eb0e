/** Until when to put a conversation aside. */
import { CalendarClock, RotateCcw } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import type { ConversationDetail, ConversationPatch } from "../client/types.ts";
import { comingTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import { Icon } from "../ui/icon.tsx";
import { dateOfMinute, useMinute } from "../ui/minute.ts";
import { SNOOZE_CHOICES, snoozePatch, snoozeUntil } from "./snooze.ts";
import { useZone } from "./use-zone.ts";

const SnoozeDialog = lazy(() => import("./snooze-dialog.tsx").then((file) => ({ default: file.SnoozeDialog })));

interface Props {
  conversation: ConversationDetail;
  onPatch: (patch: ConversationPatch) => void;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}

export function SnoozeMenu({ conversation, onPatch, open, onOpenChange, children }: Props) {
  const { t, language } = useT();
  const now = dateOfMinute(useMinute());
  const zone = useZone();
  const [choosing, setChoosing] = useState(false);
  const leadsOn = useRef(false);
  return (
    <>
      <DropdownMenu.Root modal={false} open={open} onOpenChange={onOpenChange}>
        <DropdownMenu.Trigger className="btn quiet snooze">{children}</DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            className="menu"
            align="end"
            sideOffset={4}
            onCloseAutoFocus={(event) => {
              if (leadsOn.current) event.preventDefault();
              leadsOn.current = false;
            }}
          >
            {SNOOZE_CHOICES.map((choice) => {
              const until = snoozeUntil(choice, now, zone);
              if (until === undefined) return null;
              return (
                <DropdownMenu.Item key={choice} onSelect={() => onPatch(snoozePatch(until))}>
                  {t.snoozeFor[choice]}
                  {until === null ? null : <span className="end num">{comingTime(language, until.toISOString())}</span>}
                </DropdownMenu.Item>
              );
            })}
            <DropdownMenu.Item
              onSelect={() => {
                leadsOn.current = true;
                setChoosing(true);
              }}
            >
              <Icon of={CalendarClock} small />
              {t.snoozePick}
            </DropdownMenu.Item>
            {conversation.status === "snoozed" ? (
              <DropdownMenu.Item onSelect={() => onPatch({ status: "open" })}>
                <Icon of={RotateCcw} small />
                {t.unsnooze}
              </DropdownMenu.Item>
            ) : null}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {choosing ? (
        <Suspense>
          <SnoozeDialog onChoose={(until) => onPatch(snoozePatch(until))} onClose={() => setChoosing(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
