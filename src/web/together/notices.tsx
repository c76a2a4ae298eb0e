/** What I am told of, newest first; opening one opens its conversation. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Settings } from "lucide-react";
import type { Me } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { InboxLink } from "../shell/inbox-link.tsx";
import { useAgentName } from "../ui/agents.ts";
import { PlatformCode, ShortTime } from "../ui/bits.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Icon } from "../ui/icon.tsx";
import { dateOfMinute, useMinute } from "../ui/minute.ts";
import { useFailure, whyOf } from "../ui/toast.tsx";
import { calls, type Notice, noticesQuery } from "./calls.ts";
import type { TogetherWords } from "./words-zh.ts";
import { useTogetherWords } from "./words.ts";

export function Notices({ me, onClose }: { me: Me; onClose: () => void }) {
  const { t } = useT();
  const words = useTogetherWords();
  const failed = useFailure();
  const { data, error } = useQuery(noticesQuery);
  const items = data?.items ?? [];
  const newest = items[0];
  return (
    <Dialog label={words.notices} className="drawer notices" onClose={onClose}>
      <header className="bar">
        <h2 className="grow">{words.notices}</h2>
        <Link
          className="btn quiet sq"
          to="/settings/$"
          params={{ _splat: "notices" }}
          title={words.noticeSettings}
          onClick={onClose}
        >
          <Icon of={Settings} />
          <span className="vh">{words.noticeSettings}</span>
        </Link>
        <button type="button" className="btn quiet" onClick={onClose}>
          {t.close}
        </button>
      </header>
      {error === null ? null : <p role="alert">{whyOf(error, t)}</p>}
      {data && items.length === 0 ? (
        <div className="none">
          <p>{words.noNotices}</p>
          <p>{words.noNoticesHint}</p>
        </div>
      ) : null}
      {data && data.unread > 0 && newest ? (
        <button
          type="button"
          className="btn quiet all"
          onClick={() => void calls.readNotices(newest.seq).catch(failed)}
        >
          {words.readAll}
        </button>
      ) : null}
      <ul>
        {items.map((one) => (
          <li key={`${one.conversationId} ${one.kind}`}>
            <Line notice={one} me={me} onClose={onClose} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function Line({ notice, me, onClose }: { notice: Notice; me: Me; onClose: () => void }) {
  const words = useTogetherWords();
  const nameOf = useAgentName(me);
  const minute = useMinute();
  return (
    <InboxLink
      id={notice.conversationId}
      search={{ view: "all" }}
      className={notice.unread > 0 ? "unread" : undefined}
      onClick={onClose}
      data-testid="notice"
    >
      <PlatformCode platform={notice.platform} />
      <b>{notice.personName}</b>
      <ShortTime at={notice.at} now={dateOfMinute(minute)} />
      <span className="what">
        {whatOf(notice, nameOf(notice.actor), words)}
        {notice.unread > 1 ? ` · ${words.times(notice.unread)}` : null}
      </span>
    </InboxLink>
  );
}

/** What happened, in words; `actor` is null for the program. */
export function whatOf({ kind, actor }: Notice, name: string | null, words: TogetherWords): string {
  return words.notice[kind](actor === "system" ? words.program : (name ?? words.someone));
}
