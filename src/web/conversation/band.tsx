/** One line in one place that says who can read this conversation. */
import { Lock, Megaphone } from "lucide-react";
import type { ConversationDetail } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { Handle, PlatformCode } from "../ui/bits.tsx";
import { Icon } from "../ui/icon.tsx";
import { safeHref } from "./pieces.ts";

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
