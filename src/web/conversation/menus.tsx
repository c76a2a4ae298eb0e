/** What is done with a conversation less often. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Ban, BookOpen, Clock3, Ellipsis, Flag, Forward, Mail, User, UserX } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useRef } from "react";
import { api } from "../client/client.ts";
import { agentsQuery, keys } from "../client/queries.ts";
import type { ConversationDetail, ConversationPatch, Me } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { openTogether } from "../together/open.ts";
import { Icon } from "../ui/icon.tsx";
import { useFailure } from "../ui/toast.tsx";

const PRIORITIES = ["low", "normal", "high", "urgent"] as const;

export function MoreMenu({
  conversation,
  me,
  onPatch,
  onSnooze,
  onAssign,
  onMarkUnread,
}: {
  conversation: ConversationDetail;
  me: Me;
  onPatch: (patch: ConversationPatch) => void;
  onSnooze: () => void;
  onAssign: () => void;
  onMarkUnread: () => void;
}) {
  const { t } = useT();
  const isSpam = conversation.status === "spam";
  // The menu that follows takes the focus itself.
  const leadsOn = useRef(false);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="btn quiet sq" title={t.more}>
        <Icon of={Ellipsis} />
        <span className="vh">{t.more}</span>
      </DropdownMenu.Trigger>
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
          <DropdownMenu.Item onSelect={onAssign}>
            <Icon of={User} small />
            {conversation.assigneeId === me.id ? t.unassign : t.assign}
            <span className="end">A</span>
          </DropdownMenu.Item>
          <DropdownMenu.Item
            onSelect={() => {
              leadsOn.current = true;
              onSnooze();
            }}
          >
            <Icon of={Clock3} small />
            {t.snooze}
            <span className="end">S</span>
          </DropdownMenu.Item>
          {conversation.status === "open" ? (
            <DropdownMenu.Item onSelect={() => onPatch({ status: "pending" })}>
              <Icon of={Clock3} small />
              {t.markPending}
            </DropdownMenu.Item>
          ) : null}
          <DropdownMenu.Item onSelect={onMarkUnread}>
            <Icon of={Mail} small />
            {t.markUnread}
            <span className="end">U</span>
          </DropdownMenu.Item>
          <DropdownMenu.Item onSelect={() => onPatch({ status: isSpam ? "open" : "spam" })}>
            <Icon of={Ban} small />
            {isSpam ? t.notSpam : t.spam}
          </DropdownMenu.Item>
          <Block conversation={conversation} />
          <Colleagues conversation={conversation} me={me} onPatch={onPatch} />
          <DropdownMenu.Item onSelect={() => openTogether({ kind: "handOver", conversationId: conversation.id })}>
            <Icon of={Forward} small />
            {t.handOver}
            <span className="end">H</span>
          </DropdownMenu.Item>
          <DropdownMenu.Item onSelect={() => openTogether({ kind: "publish", conversationId: conversation.id })}>
            <Icon of={BookOpen} small />
            {t.publishAnswer}
            <span className="end">P</span>
          </DropdownMenu.Item>
          <hr />
          <h3>{t.priority}</h3>
          <DropdownMenu.RadioGroup
            value={conversation.priority}
            onValueChange={(value) => {
              const priority = PRIORITIES.find((one) => one === value);
              if (priority) onPatch({ priority });
            }}
          >
            {PRIORITIES.map((one) => (
              <DropdownMenu.RadioItem key={one} value={one}>
                <Icon of={Flag} small />
                {t.priorities[one]}
                <DropdownMenu.ItemIndicator className="end">✓</DropdownMenu.ItemIndicator>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** Everybody else who could take it; nothing where nobody else is there. */
function Colleagues({
  conversation,
  me,
  onPatch,
}: {
  conversation: ConversationDetail;
  me: Me;
  onPatch: (patch: ConversationPatch) => void;
}) {
  const { t } = useT();
  const others = (useQuery(agentsQuery).data?.items ?? []).filter(({ id, active }) => active && id !== me.id);
  if (others.length === 0) return null;
  return (
    <>
      <hr />
      <h3>{t.handTo}</h3>
      <DropdownMenu.RadioGroup
        value={conversation.assigneeId ?? ""}
        onValueChange={(assigneeId) => onPatch({ assigneeId })}
      >
        {others.map((agent) => (
          <DropdownMenu.RadioItem key={agent.id} value={agent.id}>
            <Icon of={User} small />
            {agent.name}
            <DropdownMenu.ItemIndicator className="end">✓</DropdownMenu.ItemIndicator>
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
    </>
  );
}

function Block({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useT();
  const client = useQueryClient();
  const { id, state } = conversation.requester;
  const blocked = state === "blockedByUs";
  const block = useMutation({
    mutationFn: () => api.block(id, !blocked),
    onError: useFailure(),
    onSettled: () => client.invalidateQueries({ queryKey: keys.conversation(conversation.id) }),
  });
  return (
    <DropdownMenu.Item onSelect={() => block.mutate()}>
      <Icon of={UserX} small />
      {blocked ? t.unblock : t.block}
    </DropdownMenu.Item>
  );
}
