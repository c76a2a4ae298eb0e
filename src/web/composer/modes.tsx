/** The modes at the upper left of the box, and at the right as whom and to whom it goes. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Lock, Megaphone, StickyNote, type LucideIcon } from "lucide-react";
import { contactQuery, keys } from "../client/queries.ts";
import type { ConversationDetail } from "../client/types.ts";
import { inReadingOrder, type LoadedMessages } from "../conversation/pages.ts";
import { safeHref } from "../conversation/pieces.ts";
import { useT } from "../i18n/language.tsx";
import { InboxLink } from "../shell/inbox-link.tsx";
import { handleText } from "../ui/bits.tsx";
import { Icon } from "../ui/icon.tsx";
import type { Mode } from "./drafts.ts";
// What leaves is in the person's language, not in the reader's.
import { en } from "./words-en.ts";
import { zh } from "./words-zh.ts";

export const MODE_ICONS: Record<Mode, LucideIcon> = { public: Megaphone, private: Lock, note: StickyNote };

interface Props {
  conversation: ConversationDetail;
  mode: Mode;
  replyMode: Mode;
  onMode: (mode: Mode) => void;
  onInsert: (text: string) => void;
}

export function Modes({ conversation, mode, replyMode, onMode, onInsert }: Props) {
  const { t } = useT();
  const { account, platform, requester } = conversation;
  const as =
    mode === "public"
      ? t.asPublic(account.handle === null ? account.name : handleText(platform, account.handle))
      : mode === "private"
        ? t.toPrivate(requester.name, t.platform[platform])
        : t.neverSent;
  return (
    <div className="modes" role="radiogroup" aria-label={t.replyModes}>
      {[replyMode, "note" as const].map((one) => (
        <label key={one}>
          <input type="radio" name="mode" value={one} checked={mode === one} onChange={() => onMode(one)} />
          <Icon of={MODE_ICONS[one]} small />
          {t.mode[one]}
        </label>
      ))}
      {replyMode === "public" ? <ToPrivate conversation={conversation} onInsert={onInsert} /> : null}
      <span className="as" title={as}>
        {as}
      </span>
    </div>
  );
}

/** Their private conversation where they have written privately before; otherwise the platform's own way there. Never the public text in a private box. */
function ToPrivate({ conversation, onInsert }: { conversation: ConversationDetail; onInsert: (text: string) => void }) {
  const { t } = useT();
  const loaded = useQueryClient().getQueryData<LoadedMessages>(keys.messages(conversation.id));
  const contact = useQuery(contactQuery(conversation.requester.contactId)).data;
  const direct = contact?.conversations.find(
    (one) =>
      one.kind === "direct" && one.platform === conversation.platform && one.accountId === conversation.accountId,
  );
  const way = conversation.answerability.toPrivateUrl;
  if (direct) {
    return (
      <InboxLink
        id={direct.id}
        search={{}}
        className="btn quiet"
        style={{ minHeight: 24, fontSize: "var(--t-meta)", fontWeight: 400 }}
      >
        <Icon of={Lock} small />
        {t.replyByDm}
      </InboxLink>
    );
  }
  const href = way === null ? null : safeHref(way);
  if (href === null) return null;
  const newest = inReadingOrder(loaded?.pages ?? []).findLast(({ direction }) => direction === "inbound");
  return (
    <button
      type="button"
      className="btn quiet"
      style={{ minHeight: 24, fontSize: "var(--t-meta)", fontWeight: 400 }}
      title={href}
      onClick={() => onInsert((newest?.language === "zh" ? zh : en).toPrivate(href))}
    >
      <Icon of={Lock} small />
      {t.moveToPrivate}
    </button>
  );
}
