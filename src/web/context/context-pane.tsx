/** Beside the conversation: who this is, where else they write from, and the state of the work. */
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { contactQuery, conversationQuery, labelsQuery } from "../client/queries.ts";
import type { ConversationDetail, Me } from "../client/types.ts";
import { safeHref } from "../conversation/pieces.ts";
import { useConversationPatch } from "../conversation/use-actions.ts";
import { shortTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import { InboxLink } from "../shell/inbox-link.tsx";
import { useAgentName } from "../ui/agents.ts";
import { Handle, PlatformCode, ShortTime } from "../ui/bits.tsx";
import { Icon } from "../ui/icon.tsx";
import { LabelDot } from "../ui/label-dot.tsx";
import { dateOfMinute, useMinute } from "../ui/minute.ts";
import { PersonData } from "./person-data.tsx";

const MOST_OTHERS = 8;

export function ContextPane({ id, me }: { id: string; me: Me }) {
  const { t } = useT();
  const conversation = useQuery(conversationQuery(id)).data;
  return (
    <aside className="ctx" aria-label={t.details}>
      {conversation ? <Filled key={id} conversation={conversation} me={me} /> : null}
    </aside>
  );
}

function Filled({ conversation, me }: { conversation: ConversationDetail; me: Me }) {
  const { t } = useT();
  const { requester } = conversation;
  const now = dateOfMinute(useMinute());
  const contact = useQuery(contactQuery(requester.contactId)).data;
  const identities = contact?.identities ?? [{ ...requester, platform: conversation.platform }];
  const others = (contact?.conversations ?? []).filter((one) => one.id !== conversation.id).slice(0, MOST_OTHERS);
  return (
    <>
      <header>
        <b>{requester.name}</b>
        {requester.state === "active" ? null : <span className="text-danger">{t.personState[requester.state]}</span>}
      </header>
      <section>
        <h2>{t.identities}</h2>
        {identities.map((identity) => {
          const href = identity.url === null ? null : safeHref(identity.url);
          const name =
            identity.handle === null || identity.handle === "" ? (
              <span>{identity.name}</span>
            ) : (
              <Handle platform={identity.platform} handle={identity.handle} />
            );
          return (
            <p className="idn" key={identity.id}>
              <PlatformCode platform={identity.platform} />
              {href === null ? (
                name
              ) : (
                <a href={href} target="_blank" rel="noopener noreferrer" className="overflow-hidden text-ellipsis">
                  {name}
                </a>
              )}
              {identity.id === requester.id ? <small>{t.thisOne}</small> : null}
            </p>
          );
        })}
      </section>
      <Work conversation={conversation} me={me} now={now} />
      <Labels conversation={conversation} />
      {me.role === "admin" && requester.state !== "deleted" ? (
        <PersonData key={requester.contactId} contactId={requester.contactId} name={requester.name} />
      ) : null}
      {others.length === 0 ? null : (
        <section>
          <h2>{t.otherConversations}</h2>
          {others.map((one) => (
            <InboxLink key={one.id} id={one.id} search={{}} className="other">
              <PlatformCode platform={one.platform} />
              <span>{one.excerpt}</span>
              <ShortTime at={one.lastMessageAt} now={now} />
            </InboxLink>
          ))}
        </section>
      )}
    </>
  );
}

function Work({ conversation, me, now }: { conversation: ConversationDetail; me: Me; now: Date }) {
  const { t, language } = useT();
  const { account, assigneeId, episode } = conversation;
  const nameOf = useAgentName(me);
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
      </dl>
    </section>
  );
}

function Labels({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useT();
  const patch = useConversationPatch(conversation.id);
  const [text, setText] = useState("");
  const { labels } = conversation;
  const used = useQuery(labelsQuery).data?.items ?? [];
  return (
    <section>
      <h2>{t.labels}</h2>
      {labels.length === 0 ? null : (
        <ul className="labels">
          {labels.map((label) => (
            <li className="label" key={label}>
              <LabelDot name={label} />
              {label}
              <button
                type="button"
                aria-label={t.removeLabel(label)}
                onClick={() => patch({ labels: labels.filter((one) => one !== label) })}
              >
                <Icon of={X} small />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const label = text.trim();
          if (label === "" || labels.includes(label)) return;
          setText("");
          patch({ labels: [...labels, label] });
        }}
      >
        <input
          className="add"
          value={text}
          maxLength={50}
          aria-label={t.addLabel}
          list="labels-in-use"
          placeholder={t.addLabel}
          onChange={(event) => setText(event.target.value)}
        />
        <datalist id="labels-in-use">
          {used
            .filter(({ name, archived }) => !archived && !labels.includes(name))
            .map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
        </datalist>
      </form>
    </section>
  );
}
