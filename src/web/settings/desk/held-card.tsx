/** One held reply: to whom, the words with what they are held for marked, and for the chosen one what was said before. */
import { useQuery } from "@tanstack/react-query";
import { Check, Lock, Megaphone, X } from "lucide-react";
import { api } from "../../client/client.ts";
import { conversationQuery } from "../../client/queries.ts";
import { useT } from "../../i18n/language.tsx";
import { Clock, PlatformCode, ShortTime } from "../../ui/bits.tsx";
import { Icon } from "../../ui/icon.tsx";
import { dateOfMinute, useMinute } from "../../ui/minute.ts";
import type { Held } from "./calls.ts";
import { piecesOf } from "./marked.ts";
import { useDeskWords } from "./words.ts";

const BEFORE = 6;

interface HeldCardProps {
  held: Held;
  may: boolean;
  chosen: boolean;
  onChoose: () => void;
  onDecide: (verb: "approve" | "reject") => void;
  onOpen: () => void;
}

export function HeldCard({ held, may, chosen, onChoose, onDecide, onOpen }: HeldCardProps) {
  const { approvals: words } = useDeskWords();
  const { t } = useT();
  const now = dateOfMinute(useMinute());
  const { text, findings, author, createdAt, code, conversationId } = held;
  const conversation = useQuery(conversationQuery(conversationId)).data;
  const isPublic = held.place === "public";
  const reasons = [
    ...new Set(piecesOf(text, findings).flatMap(({ why }) => (why === null ? [] : [words.marked[why]]))),
  ];
  return (
    <article className={isPublic ? "held-card public" : "held-card"} aria-label={text}>
      <header>
        <Icon of={isPublic ? Megaphone : Lock} small />
        <b>{isPublic ? t.public : t.private}</b>
        {conversation ? (
          <>
            <PlatformCode platform={conversation.platform} />
            <span>{conversation.requester.name}</span>
          </>
        ) : null}
        <span className="hint grow">
          {words.by(author ?? words.program)} · <ShortTime at={createdAt} now={now} />
        </span>
      </header>
      {chosen ? <Before conversationId={conversationId} /> : null}
      <blockquote className="words">
        {piecesOf(text, findings).map(({ text: part, why, start }) =>
          why === null ? (
            <span key={start}>{part}</span>
          ) : (
            <mark key={start} title={words.marked[why]}>
              {part}
            </mark>
          ),
        )}
      </blockquote>
      <p className="hint">
        {reasons.length > 0
          ? reasons.join(" · ")
          : findings.length === 0 && code !== null
            ? `${t.reason(code, conversation ? t.platform[conversation.platform] : "")} · ${words.passes}`
            : null}
      </p>
      <div className="under">
        {may ? (
          <>
            <button type="button" className="btn" onFocus={onChoose} onClick={() => onDecide("approve")}>
              <Icon of={Check} small />
              {words.approve}
              <kbd>A</kbd>
            </button>
            <button type="button" className="btn" onFocus={onChoose} onClick={() => onDecide("reject")}>
              <Icon of={X} small />
              {words.reject}
              <kbd>X</kbd>
            </button>
          </>
        ) : null}
        <button type="button" className="btn quiet" onFocus={onChoose} onClick={onOpen}>
          {words.open}
        </button>
      </div>
    </article>
  );
}

/** The newest messages, oldest first; the held one stands below. */
function Before({ conversationId }: { conversationId: string }) {
  const { approvals: words } = useDeskWords();
  const { t } = useT();
  const messages = useQuery({
    queryKey: ["held-before", conversationId],
    queryFn: ({ signal }) => api.messages(conversationId, null, BEFORE, signal),
  }).data;
  const shown = messages?.items.filter((one) => one.delivery?.state !== "held" && one.deletedAt === null) ?? [];
  if (shown.length === 0) return null;
  return (
    <section aria-label={words.around} className="before">
      {shown.map((one) => (
        <p key={one.id}>
          <Clock at={one.sentAt} />{" "}
          <b>{one.direction === "note" ? t.note : one.author.isUs ? words.us : one.author.name}</b> {one.text}
        </p>
      ))}
    </section>
  );
}
