/** One line in one place that says who can read this conversation. */
import { Lock, Megaphone } from "lucide-react";
import type { ConversationDetail } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { Handle, PlatformCode } from "../ui/bits.tsx";
import { Icon } from "../ui/icon.tsx";
import { useMinute } from "../ui/minute.ts";
import { safeHref } from "./pieces.ts";
import { useConversationWords } from "./words.ts";

const URGENT_MIN = 60;

/** How long an answer is still possible, in whole minutes: a ticking second is noise. */
function WindowLeft({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useT();
  const words = useConversationWords();
  const minute = useMinute();
  const { state, until, reason } = conversation.answerability;
  if (state === "closed" && reason === "window-closed") return <span className="left over">{words.windowOver}</span>;
  if (state !== "open" || until === null) return null;
  const minutes = Math.max(0, Math.ceil(Date.parse(until) / 60_000) - minute);
  const time =
    minutes < 120
      ? t.minutes(minutes)
      : minutes < 48 * 60
        ? t.hours(Math.floor(minutes / 60))
        : t.days(Math.floor(minutes / (24 * 60)));
  return <span className={minutes <= URGENT_MIN ? "left soon" : "left"}>{words.windowLeft(time)}</span>;
}

export function Band({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useT();
  const { account, place, platform, requester } = conversation;
  const isPublic = conversation.kind === "public";
  const who = isPublic
    ? platform !== "x" && place.title !== null
      ? t.bandPublicIn(place.title)
      : t.bandPublic
    : t.bandPrivate(requester.name);
  const original = place.url === null ? null : safeHref(place.url);
  return (
    <div className="who-reads" data-testid="visibility" data-kind={conversation.kind}>
      <Icon of={isPublic ? Megaphone : Lock} small />
      <span>
        <b>{isPublic ? t.public : t.private}</b>
        {` · ${who}`}
      </span>
      <WindowLeft conversation={conversation} />
      {original === null ? (
        <PlatformCode platform={platform} />
      ) : (
        <a
          href={original}
          target="_blank"
          rel="noopener noreferrer"
          style={{ marginInlineStart: "auto" }}
          title={t.openOriginal(t.platform[platform])}
        >
          <PlatformCode platform={platform} />
        </a>
      )}
      <span className="only-d">
        {account.handle === null ? account.name : <Handle platform={platform} handle={account.handle} />}
      </span>
    </div>
  );
}
