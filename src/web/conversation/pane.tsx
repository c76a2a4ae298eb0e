/** The conversation pane: header, band, messages, reply box; reads what is opened and marks it as read. */
import { useQuery } from "@tanstack/react-query";
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ApiError } from "../client/problem.ts";
import { conversationQuery } from "../client/queries.ts";
import type { ConversationDetail, Me, MessageItem } from "../client/types.ts";
import { Composer, type ComposerHandle } from "../composer/composer.tsx";
import { useT } from "../i18n/language.tsx";
import { focusRow } from "../list/list-pane.tsx";
import { useKeys } from "../shell/keys.ts";
import { lazily } from "../shell/lazily.ts";
import { Band } from "./band.tsx";
import { HereContext } from "./context.ts";
import { Header } from "./header.tsx";
import { Log, type LogHandle, type Target } from "./log.tsx";
import { Matches, useMatches } from "./matches.tsx";
import { useClosing } from "./use-closing.ts";
import { useConversationPatch } from "./use-actions.ts";
import { focusTopic } from "./focus-topic.ts";
import { useMessages } from "./use-messages.ts";
import { viewableOf } from "./viewable.ts";

const Viewer = lazily(() => import("./viewer.tsx").then((part) => part.Viewer));

interface Props {
  id: string;
  me: Me;
  onBack: () => void;
  onDetails: () => void;
  /** What is searched for: its words are marked. */
  q?: string | undefined;
  /** The message that the address names. */
  target: Target | null;
}

export function ConversationPane({ id, ...rest }: Props) {
  const { t } = useT();
  const { data: conversation, error, refetch } = useQuery(conversationQuery(id));
  if (conversation) return <Opened key={id} conversation={conversation} {...rest} />;
  const missing = error instanceof ApiError && error.status === 404;
  return (
    <main className="conv" aria-label={t.conversation} id="conversation">
      {error === null ? (
        <p className="blank late-in" role="status">
          {t.loading}
        </p>
      ) : (
        <div className="blank" role="alert">
          <h2>{missing ? t.conversationMissing : t.conversationFailed}</h2>
          <p>{missing ? t.conversationMissingHint : t.failedHint}</p>
          <div className="btns">
            {missing ? null : (
              <button type="button" className="btn" onClick={() => void refetch()}>
                {t.retry}
              </button>
            )}
            <button type="button" className="btn" onClick={rest.onBack}>
              {t.back}
            </button>
          </div>
        </div>
      )}
    </main>
  );
}

function Opened({
  conversation: known,
  me,
  onBack,
  onDetails,
  q,
  target,
}: Omit<Props, "id"> & { conversation: ConversationDetail }) {
  const { t } = useT();
  const conversation = useClosing(known);
  const { id } = conversation;
  const { query, messages, seenSeq } = useMessages(id);
  const patch = useConversationPatch(id);
  const composer = useRef<ComposerHandle>(null);
  const keptUnread = useRef(false);
  const [snoozing, setSnoozing] = useState(false);

  useEffect(() => {
    if (conversation.unread === 0 || keptUnread.current || query.data === undefined) return undefined;
    const read = () => {
      if (document.visibilityState === "visible") patch({ unread: false });
    };
    read();
    document.addEventListener("visibilitychange", read, { once: true });
    return () => document.removeEventListener("visibilitychange", read);
  }, [conversation.unread, query.data, patch]);

  const ended = conversation.status === "closed" || conversation.status === "spam";
  const toggleClosed = () => {
    patch({ status: ended ? "open" : "closed" });
    if (!ended) focusRow(id);
  };
  const assign = () => patch({ assigneeId: conversation.assigneeId === me.id ? null : me.id });
  const markUnread = () => {
    keptUnread.current = true;
    patch({ unread: true });
  };
  useKeys({
    r: () => composer.current?.focus(false),
    n: () => composer.current?.focus(true),
    e: toggleClosed,
    a: assign,
    s: () => setSnoozing(true),
    t: () => focusTopic(onDetails),
    u: markUnread,
  });
  const onTakeBack = useCallback((text: string) => composer.current?.takeBack(text), []);
  const onReplyTo = useCallback((message: MessageItem) => composer.current?.replyTo(message), []);
  const onFocusReply = useCallback(() => composer.current?.focusReply(), []);
  const log = useRef<LogHandle>(null);
  const onJump = useCallback((messageId: string) => log.current?.jumpTo(messageId), []);
  const [viewing, setViewing] = useState<string | null>(null);
  const opener = useRef<Element | null>(null);
  const onView = useCallback((mediaId: string) => {
    opener.current = document.activeElement;
    setViewing(mediaId);
  }, []);
  const onViewed = () => {
    setViewing(null);
    // Once the dialog is gone, which holds the focus.
    requestAnimationFrame(() => opener.current instanceof HTMLElement && opener.current.focus());
  };
  const matches = useMatches(id, q);
  const { marks } = matches;
  const here = useMemo(
    () => ({ conversation, me, onTakeBack, onReplyTo, onFocusReply, onJump, onView, marks }),
    [conversation, me, onTakeBack, onReplyTo, onFocusReply, onJump, onView, marks],
  );

  return (
    <main
      className={conversation.kind === "public" ? "conv pub" : "conv"}
      aria-label={conversation.requester.name}
      id="conversation"
      data-testid="conversation"
    >
      <Header
        conversation={conversation}
        me={me}
        onPatch={patch}
        snoozing={snoozing}
        onSnoozing={setSnoozing}
        onToggleClosed={toggleClosed}
        onAssign={assign}
        onMarkUnread={markUnread}
        onBack={onBack}
        onDetails={onDetails}
      />
      <Band conversation={conversation} />
      <Matches found={matches.items} target={target?.messageId ?? null} onJump={onJump} />
      <HereContext value={here}>
        {query.isError && messages.length === 0 ? (
          <div className="logwrap">
            <div className="blank" role="alert">
              <p>{t.conversationFailed}</p>
              <button type="button" className="btn" onClick={() => void query.refetch()}>
                {t.retry}
              </button>
            </div>
          </div>
        ) : (
          <Log ref={log} conversation={conversation} query={query} messages={messages} target={target} />
        )}
      </HereContext>
      {viewing === null ? null : (
        <Suspense>
          <Viewer shown={viewableOf(messages)} startId={viewing} onClose={onViewed} />
        </Suspense>
      )}
      <Composer ref={composer} conversation={conversation} seenSeq={seenSeq} onLeave={() => focusRow(id)} />
    </main>
  );
}
