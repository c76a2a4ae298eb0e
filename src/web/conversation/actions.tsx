/** What can be done with one message, as far as the platform knows the operation in this place. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Copy, Ellipsis, ExternalLink, Eye, EyeOff, Pencil, Reply, Trash2 } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useRef, useState } from "react";
import { api } from "../client/client.ts";
import { keys } from "../client/queries.ts";
import type { MessageItem } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { Icon } from "../ui/icon.tsx";
import { useFailure } from "../ui/toast.tsx";
import { useHere } from "./context.ts";
import { needsPerson } from "./delivery.tsx";
import { safeHref } from "./pieces.ts";

const USUAL = ["👍", "❤️", "🔥", "🎉", "😂", "🙏"];
const MOST_EMOJI = 24;

export function MessageActions({ message, onEdit }: { message: MessageItem; onEdit: () => void }) {
  const { t } = useT();
  const { conversation, onReplyTo } = useHere();
  const client = useQueryClient();
  const failed = useFailure();
  const can = (operation: string) => conversation.limits.operations.includes(operation);
  const run = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: keys.messages(conversation.id) }),
  });
  // Where a choice leads into a text field, the closing menu must not take the focus back.
  const leadsOn = useRef(false);
  const [confirming, setConfirming] = useState(false);
  const ours = message.direction === "outbound";
  const out = message.delivery === null || message.delivery.state === "sent";
  const leaving = message.changes.some((one) => one.kind === "delete" && !needsPerson(one));
  const platformName = t.platform[conversation.platform];
  const original = message.url === null ? null : safeHref(message.url);
  const emoji = conversation.limits.reactions?.slice(0, MOST_EMOJI) ?? USUAL;
  const answerable = message.direction === "inbound" && can("reply");
  const reactable = message.direction === "inbound" && can("react");
  const react = (one: string) => {
    const byUs = message.reactions.some((reaction) => reaction.emoji === one && reaction.byUs);
    run.mutate(() => api.react(message.id, one, byUs));
  };
  return (
    <span className="acts">
      {answerable ? (
        <button
          type="button"
          className="btn quiet sq quick"
          title={t.replyToThis}
          aria-label={t.replyToThis}
          onClick={() => onReplyTo(message)}
        >
          <Icon of={Reply} small />
        </button>
      ) : null}
      <DropdownMenu.Root modal={false} onOpenChange={() => setConfirming(false)}>
        <DropdownMenu.Trigger className="btn quiet sq" aria-label={t.messageActions} title={t.messageActions}>
          <Icon of={Ellipsis} small />
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
            {reactable ? <EmojiRow emoji={emoji} onReact={react} /> : null}
            {answerable ? (
              <DropdownMenu.Item
                onSelect={() => {
                  leadsOn.current = true;
                  onReplyTo(message);
                }}
              >
                <Icon of={Reply} small />
                {t.replyToThis}
              </DropdownMenu.Item>
            ) : null}
            {original === null ? null : (
              <DropdownMenu.Item asChild>
                <a href={original} target="_blank" rel="noopener noreferrer">
                  <Icon of={ExternalLink} small />
                  {t.openOriginal(platformName)}
                </a>
              </DropdownMenu.Item>
            )}
            <DropdownMenu.Item onSelect={() => void navigator.clipboard?.writeText(message.text)}>
              <Icon of={Copy} small />
              {t.copyText}
            </DropdownMenu.Item>
            {ours && out && !leaving && can("edit") ? (
              <DropdownMenu.Item
                onSelect={() => {
                  leadsOn.current = true;
                  onEdit();
                }}
              >
                <Icon of={Pencil} small />
                {t.editMessage}
              </DropdownMenu.Item>
            ) : null}
            {!ours && can("hide") && conversation.kind === "public" ? (
              <DropdownMenu.Item onSelect={() => run.mutate(() => api.hide(message.id, !message.hidden))}>
                <Icon of={message.hidden ? Eye : EyeOff} small />
                {message.hidden ? t.unhide : t.hide}
              </DropdownMenu.Item>
            ) : null}
            {ours && out && !leaving && can("delete") ? (
              <DropdownMenu.Item
                onSelect={(event) => {
                  // A second choice confirms: what is deleted on the platform does not come back.
                  if (!confirming) {
                    event.preventDefault();
                    setConfirming(true);
                    return;
                  }
                  run.mutate(() => api.deleteMessage(message.id));
                }}
              >
                <Icon of={Trash2} small />
                {confirming ? t.deleteConfirm(platformName) : t.deleteMessage}
              </DropdownMenu.Item>
            ) : null}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </span>
  );
}

function EmojiRow({ emoji, onReact }: { emoji: readonly string[]; onReact: (emoji: string) => void }) {
  const { t } = useT();
  return (
    <DropdownMenu.Group className="emoji" aria-label={t.react}>
      {emoji.map((one) => (
        <DropdownMenu.Item key={one} onSelect={() => onReact(one)}>
          {one}
        </DropdownMenu.Item>
      ))}
    </DropdownMenu.Group>
  );
}
