/** One conversation in the list: always the same thing in the same place. */
import { CircleQuestionMark, EyeOff, Lock, Megaphone, PencilLine } from "lucide-react";
import { memo } from "react";
import type { ConversationItem, Hit } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { InboxLink } from "../shell/inbox-link.tsx";
import { RowSign } from "../together/row-sign.tsx";
import { Avatar, Handle, PlatformCode, ShortTime } from "../ui/bits.tsx";
import { DueClock } from "../ui/due-clock.tsx";
import { Icon } from "../ui/icon.tsx";
import { Marked, marksFrom } from "../ui/marked.tsx";
import { dateOfMinute } from "../ui/minute.ts";
import { splitMasked } from "./excerpt.ts";
import type { InboxSearch } from "./views.ts";
import { waitingText } from "./waiting.ts";

interface Props {
  item: ConversationItem;
  selected: boolean;
  /** True where it no longer belongs to the view and stays only until the list is asked for again. */
  left: boolean;
  search: InboxSearch;
  minute: number;
  meId: string;
  assignee: string | null;
  /** Words of the reader's own wait in it. */
  drafted: boolean;
  onNear: (id: string) => void;
}

export const Row = memo(function Row({ item, selected, left, search, minute, meId, assignee, drafted, onNear }: Props) {
  const { t } = useT();
  const isPublic = item.kind === "public";
  return (
    <InboxLink
      id={item.id}
      search={search}
      at={item.hit?.messageId ?? null}
      className={`row${item.unread > 0 ? " unread" : ""}${left ? " left" : ""}`}
      aria-current={selected ? "page" : undefined}
      data-testid="conversation-row"
      data-id={item.id}
      onPointerEnter={() => onNear(item.id)}
      onFocus={() => onNear(item.id)}
    >
      <PlatformCode platform={item.platform} />
      <span className="who">
        <b>{item.requester.name}</b>
        {item.kind === "public" && item.platform !== "x" && item.place.title ? (
          <span className="place">{item.place.title}</span>
        ) : (
          <Handle platform={item.platform} handle={item.requester.handle} />
        )}
        <RowSign id={item.id} />
      </span>
      <ShortTime at={item.hit?.sentAt ?? item.lastMessageAt} now={dateOfMinute(minute)} />
      <span className={isPublic ? "vis pub" : "vis"} title={isPublic ? t.public : t.private}>
        <Icon of={isPublic ? Megaphone : Lock} small />
        <span className="vh">{isPublic ? t.public : t.private}</span>
      </span>
      {item.hit ? <HitText hit={item.hit} /> : <Excerpt item={item} />}
      <span className="end">
        {drafted ? (
          <span className="drafted" title={t.draft}>
            <Icon of={PencilLine} small />
            <span className="vh">{t.draft}</span>
          </span>
        ) : null}
        <End item={item} left={left} minute={minute} />
        {item.assigneeId === null ? null : (
          <span title={item.assigneeId === meId ? t.me : (assignee ?? t.someone)}>
            <Avatar name={assignee ?? t.someone} />
          </span>
        )}
      </span>
      {item.unread > 0 ? <span className="vh">{t.unreadCount(item.unread)}</span> : null}
    </InboxLink>
  );
});

function Excerpt({ item }: { item: ConversationItem }) {
  const { t, language } = useT();
  const prefix = item.excerptDirection === "outbound" ? t.you : item.excerptDirection === "note" ? t.note : null;
  const pieces = splitMasked(item.excerpt);
  const said = prefix === null ? "" : `${prefix}${language === "en" ? ": " : "："}`;
  if (pieces.every((piece) => piece.masked === null))
    return (
      <p>
        {said}
        <bdi>{item.excerpt}</bdi>
      </p>
    );
  return (
    <p className="with-secret">
      {said}
      {pieces.map((piece, index) =>
        piece.masked === null ? (
          <span key={index}>{piece.text}</span>
        ) : (
          <span className="secret" key={index}>
            <Icon of={EyeOff} small />
            {t.maskedKind(piece.masked)}
          </span>
        ),
      )}
    </p>
  );
}

/** Why it was found: who said it, and the words. */
function HitText({ hit }: { hit: Hit }) {
  const { t, language } = useT();
  const by = hit.direction === "note" ? t.note : hit.direction === "inbound" ? null : hit.authorName;
  return (
    <p>
      {by === null ? null : `${by}${language === "en" ? ": " : "："}`}
      <bdi>
        {splitMasked(hit.text).map((piece) =>
          piece.masked === null ? (
            <Marked key={piece.start} text={piece.text} marks={marksFrom(hit.marks, piece.start)} />
          ) : (
            <span className="secret" key={piece.start}>
              <Icon of={EyeOff} small />
              {t.maskedKind(piece.masked)}
            </span>
          ),
        )}
      </bdi>
    </p>
  );
}

function End({ item, left, minute }: { item: ConversationItem; left: boolean; minute: number }) {
  const { t } = useT();
  if (item.needsAttention) {
    return (
      <span className="state">
        <Icon of={CircleQuestionMark} small />
        {t.outcomeAttention}
      </span>
    );
  }
  if (left) return <span>{t.status[item.status]}</span>;
  if (item.due) return <DueClock due={item.due} minute={minute} />;
  if (item.waitingSince === null || item.status !== "open") return null;
  const waited = waitingText(item.waitingSince, minute, t);
  return (
    <span className="num" title={t.waited(waited)}>
      {waited}
    </span>
  );
}
