/** The messages on the screen: newest at the bottom, older ones as the reader scrolls up, news announced. */
import { ArrowDown } from "lucide-react";
import { useEffect, useImperativeHandle, useMemo, useRef, useState, type Ref } from "react";
import type { ConversationDetail, MessageItem } from "../client/types.ts";
import { dayName } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import { Icon } from "../ui/icon.tsx";
import { needsPerson } from "./delivery.tsx";
import { entriesOf, firstUnread } from "./grouping.ts";
import { Happened } from "./happened.tsx";
import { Message } from "./message.tsx";
import { useActivity } from "./use-activity.ts";
import { useJump } from "./use-jump.ts";
import type { useMessages } from "./use-messages.ts";
import { useConversationWords } from "./words.ts";

const NEAR_TOP_PX = 400;
const AWAY_PX = 240;

export interface LogHandle {
  jumpTo(messageId: string): void;
}

/** A message to go to; anew with each visit of its address. */
export interface Target {
  messageId: string;
  visit: string;
}

interface Props {
  conversation: ConversationDetail;
  query: ReturnType<typeof useMessages>["query"];
  messages: readonly MessageItem[];
  /** The message that the address names. */
  target: Target | null;
  ref?: Ref<LogHandle>;
}

export function Log({ conversation, query, messages, target, ref }: Props) {
  const { t, language } = useT();
  const words = useConversationWords();
  const oldest = query.hasNextPage ? (messages[0]?.sentAt ?? null) : null;
  const activity = useActivity(conversation.id, oldest);
  const newFrom = useNewFrom(conversation, query.data !== undefined, messages);
  const entries = useMemo(() => entriesOf(messages, activity, newFrom), [messages, activity, newFrom]);
  const scroller = useRef<HTMLDivElement>(null);
  const { state: jump, jumpTo } = useJump(scroller, entries, query);
  useImperativeHandle(ref, () => ({ jumpTo }), [jumpTo]);
  useEffect(() => {
    if (target !== null) jumpTo(target.messageId);
  }, [target, jumpTo]);
  const [away, setAway] = useState(false);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;

  const onScroll = () => {
    const element = scroller.current;
    if (!element) return;
    // The column is reversed: 0 is the bottom, and scrolling up counts downwards.
    setAway(element.scrollTop < -AWAY_PX);
    const above = element.scrollHeight - element.clientHeight + element.scrollTop;
    if (above < NEAR_TOP_PX && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  };
  useEffect(onScroll, [messages, hasNextPage, isFetchingNextPage, fetchNextPage]);

  return (
    <div className="logwrap">
      {/* A scrolling region must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="scroll" ref={scroller} onScroll={onScroll} tabIndex={0} role="region" aria-label={t.messages}>
        <div className="log">
          {isFetchingNextPage || jump !== "still" ? (
            <p className="older" role="status">
              {jump === "seeking" ? words.seeking : jump === "missing" ? words.notReached : t.loadingOlder}
            </p>
          ) : null}
          <div className={conversation.kind === "public" ? "thread" : undefined}>
            {entries.map((entry) => {
              switch (entry.kind) {
                case "day":
                  return (
                    <div className="day" key={entry.key}>
                      <span>{dayName(language, entry.at)}</span>
                    </div>
                  );
                case "new":
                  return (
                    <div className="day fresh" key={entry.key} data-testid="new-here">
                      <span>{words.newHere}</span>
                    </div>
                  );
                case "happened":
                  return <Happened key={entry.key} items={entry.items} />;
                case "message":
                  return (
                    <Message key={entry.key} message={entry.message} follows={entry.follows} quotes={entry.quotes} />
                  );
              }
            })}
          </div>
        </div>
      </div>
      {away ? (
        <button type="button" className="btn jump" onClick={() => scroller.current?.scrollTo({ top: 0 })}>
          <Icon of={ArrowDown} small />
          {t.toNewest}
        </button>
      ) : null}
      <Announcer messages={messages} />
    </div>
  );
}

/** The first message that nobody had read when the conversation was opened: it stays marked while it is open. */
function useNewFrom(
  conversation: ConversationDetail,
  loaded: boolean,
  messages: readonly MessageItem[],
): string | null {
  const [unread] = useState(conversation.unread);
  const [from, setFrom] = useState<string | null>();
  if (from === undefined && loaded) setFrom(firstUnread(messages, unread));
  return from ?? null;
}

/** Which deliveries of a message wait for a person, as a text to compare. */
function troubleOf({ delivery, changes }: MessageItem): string {
  return [delivery, ...changes]
    .filter((one) => one !== null && needsPerson(one))
    .map((one) => `${one?.id} ${one?.state}`)
    .join();
}

/** Tells screen readers what came in and what went wrong after the conversation was opened. */
function Announcer({ messages }: { messages: readonly MessageItem[] }) {
  const { t } = useT();
  const [polite, setPolite] = useState("");
  const [urgent, setUrgent] = useState("");
  const known = useRef<Map<string, string> | null>(null);
  useEffect(() => {
    const now = new Map(messages.map((message) => [message.id, troubleOf(message)]));
    const before = known.current;
    known.current = now;
    if (before === null || before.size === 0) return;
    const newest = messages.at(-1);
    if (newest && newest.direction === "inbound" && !before.has(newest.id)) {
      setPolite(`${t.newMessageFrom(newest.author.name)} ${newest.text}`);
    }
    const trouble = messages.find((message) => {
      const states = now.get(message.id);
      return states !== "" && before.get(message.id) !== states;
    });
    if (trouble) setUrgent(t.needsChoice);
  }, [messages, t]);
  return (
    <>
      <p className="vh" role="status">
        {polite}
      </p>
      <p className="vh" role="alert">
        {urgent}
      </p>
    </>
  );
}
