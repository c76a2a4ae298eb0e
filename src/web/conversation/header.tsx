/** The bar over a conversation: who it is with, and what can be done with it. */
import { Check, ChevronLeft, Clock, PanelRight, RotateCcw, User } from "lucide-react";
import { Suspense } from "react";
import type { ConversationDetail, ConversationPatch, Me } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { Watchers } from "../together/parts.ts";
import { useAgentName } from "../ui/agents.ts";
import { Handle } from "../ui/bits.tsx";
import { DueClock } from "../ui/due-clock.tsx";
import { Icon } from "../ui/icon.tsx";
import { useMinute } from "../ui/minute.ts";
import { MoreMenu } from "./menus.tsx";
import { SnoozeMenu } from "./snooze-menu.tsx";

interface Props {
  conversation: ConversationDetail;
  me: Me;
  onPatch: (patch: ConversationPatch) => void;
  /** Whether the choice of times is open. */
  snoozing: boolean;
  onSnoozing: (open: boolean) => void;
  onToggleClosed: () => void;
  onAssign: () => void;
  onMarkUnread: () => void;
  onBack: () => void;
  onDetails: () => void;
}

export function Header({
  conversation,
  me,
  onPatch,
  snoozing,
  onSnoozing,
  onToggleClosed,
  onAssign,
  onMarkUnread,
  onBack,
  onDetails,
}: Props) {
  const { t } = useT();
  const { assigneeId, status, requester } = conversation;
  const ended = status === "closed" || status === "spam";
  const mine = assigneeId === me.id;
  const nameOf = useAgentName(me);
  const minute = useMinute();
  return (
    <header className="bar">
      <button type="button" className="btn quiet sq back" onClick={onBack}>
        <Icon of={ChevronLeft} />
        <span className="vh">{t.back}</span>
      </button>
      <h2 className="grow">
        {requester.name}
        <Handle platform={conversation.platform} handle={requester.handle} />
      </h2>
      <Suspense>
        <Watchers id={conversation.id} me={me} />
      </Suspense>
      {conversation.due ? (
        <span className="clock">
          <DueClock due={conversation.due} minute={minute}>
            <span className="only-d">{t.target[conversation.due.target]} · </span>
          </DueClock>
        </span>
      ) : null}
      <button
        type="button"
        className="btn quiet only-d"
        aria-pressed={mine}
        onClick={onAssign}
        title={mine ? t.unassign : t.assign}
      >
        <Icon of={User} small />
        <span>{assigneeId === null ? t.assign : (nameOf(assigneeId) ?? t.assigned)}</span>
        <kbd aria-hidden="true">A</kbd>
      </button>
      <SnoozeMenu conversation={conversation} onPatch={onPatch} open={snoozing} onOpenChange={onSnoozing}>
        <Icon of={Clock} small />
        <span>{t.snooze}</span>
        <kbd aria-hidden="true">S</kbd>
      </SnoozeMenu>
      <button type="button" className="btn" onClick={onToggleClosed}>
        <Icon of={ended ? RotateCcw : Check} small />
        {ended ? t.reopen : t.closeConversation}
        <kbd aria-hidden="true">E</kbd>
      </button>
      <MoreMenu
        conversation={conversation}
        me={me}
        onPatch={onPatch}
        onSnooze={() => onSnoozing(true)}
        onAssign={onAssign}
        onMarkUnread={onMarkUnread}
      />
      <button type="button" className="btn quiet sq only-c" onClick={onDetails} title={t.details}>
        <Icon of={PanelRight} />
        <span className="vh">{t.details}</span>
      </button>
    </header>
  );
}
