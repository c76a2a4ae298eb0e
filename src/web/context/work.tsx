/** The state of the work on a conversation, and how long is left for what we owe. */
import type { ConversationDetail, Me } from "../client/types.ts";
import { shortTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import type { Words } from "../i18n/words.ts";
import { useAgentName } from "../ui/agents.ts";
import { dateOfMinute, useMinute } from "../ui/minute.ts";
import { useContextWords } from "./words.ts";

export function Work({ conversation, me }: { conversation: ConversationDetail; me: Me }) {
  const { t, language } = useT();
  const { account, assigneeId, episode } = conversation;
  const nameOf = useAgentName(me);
  const now = dateOfMinute(useMinute());
  const time = (at: string) => shortTime(language, at, now);
  const rows: [string, string][] = [
    [t.owner, assigneeId === null ? t.nobody : (nameOf(assigneeId) ?? t.someone)],
    [t.statusWord, t.status[conversation.status]],
    [t.account, account.name],
  ];
  if (conversation.priority !== "normal") rows.push([t.priority, t.priorities[conversation.priority]]);
  if (episode) {
    rows.push([t.opened, time(episode.openedAt)]);
    rows.push([t.firstReply, episode.firstResponseAt === null ? t.notYet : time(episode.firstResponseAt)]);
  }
  if (conversation.waitingSince !== null) rows.push([t.waitingSince, time(conversation.waitingSince)]);
  if (conversation.status === "snoozed" && conversation.snoozedUntil !== null)
    rows.push([t.snoozedUntil, time(conversation.snoozedUntil)]);
  return (
    <section>
      <h2>{t.conversation}</h2>
      <dl className="kv">
        {rows.map(([word, value]) => (
          <div key={word} className="contents">
            <dt>{word}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
        <Deadline conversation={conversation} />
      </dl>
    </section>
  );
}

/** What we owe by the account's targets, in whole minutes. */
function Deadline({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useT();
  const words = useContextWords();
  const minute = useMinute();
  const { due, episode } = conversation;
  const missed = episode?.missed ?? [];
  const left = due === null ? 0 : Math.ceil(Date.parse(due.at) / 60_000) - minute;
  const soon = due !== null && minute >= Math.floor(Date.parse(due.warnAt) / 60_000);
  return (
    <>
      {due === null ? null : (
        <>
          <dt>{words.due(due.target)}</dt>
          <dd className={left <= 0 ? "num late" : soon ? "num soon" : "num"}>
            {left <= 0 ? words.overdue(inUnits(-left, t)) : words.dueIn(inUnits(left, t))}
          </dd>
        </>
      )}
      {missed.length === 0 ? null : (
        <>
          <dt>{words.missedWord}</dt>
          <dd className="late">{words.missed(missed)}</dd>
        </>
      )}
    </>
  );
}

function inUnits(minutes: number, t: Words): string {
  if (minutes < 120) return t.minutes(minutes);
  return minutes < 48 * 60 ? t.hours(Math.floor(minutes / 60)) : t.days(Math.floor(minutes / (24 * 60)));
}
