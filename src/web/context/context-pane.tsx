/** Beside the conversation: who this is, the state of the work, and what there was before. */
import { lazy, Suspense } from "react";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { contactQuery, conversationQuery } from "../client/queries.ts";
import type { ConversationDetail, Me } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { InboxLink } from "../shell/inbox-link.tsx";
import { PlatformCode, ShortTime } from "../ui/bits.tsx";
import { Icon } from "../ui/icon.tsx";
import { dateOfMinute, useMinute } from "../ui/minute.ts";
import { Episode } from "./episode.tsx";
import { Episodes, Notes } from "./history.tsx";
import { Labels } from "./labels.tsx";
import { Person } from "./person.tsx";
import { PersonData } from "./person-data.tsx";
import { Work } from "./work.tsx";

const Suggestions = lazy(() => import("../suggestions/section.tsx").then((file) => ({ default: file.Suggestions })));

const MOST_OTHERS = 8;

interface Props {
  id: string;
  me: Me;
  /** In a sheet: how to close it. */
  onClose?: () => void;
}

export function ContextPane({ id, me, onClose }: Props) {
  const { t } = useT();
  const conversation = useQuery(conversationQuery(id)).data;
  return (
    <aside className="ctx" aria-label={t.details}>
      {onClose ? (
        <button type="button" className="btn quiet sq shut" onClick={onClose} title={t.close}>
          <Icon of={X} />
          <span className="vh">{t.close}</span>
        </button>
      ) : null}
      {conversation ? <Filled key={id} conversation={conversation} me={me} onClose={onClose} /> : null}
    </aside>
  );
}

interface FilledProps {
  conversation: ConversationDetail;
  me: Me;
  onClose: (() => void) | undefined;
}

function Filled({ conversation, me, onClose }: FilledProps) {
  const { t } = useT();
  const { requester } = conversation;
  const now = dateOfMinute(useMinute());
  const contact = useQuery(contactQuery(requester.contactId)).data;
  const others = (contact?.conversations ?? []).filter((one) => one.id !== conversation.id).slice(0, MOST_OTHERS);
  return (
    <>
      <header>
        <b>{requester.name}</b>
        {requester.state === "active" ? null : <span className="text-danger">{t.personState[requester.state]}</span>}
      </header>
      <Person conversation={conversation} contact={contact} />
      <Work conversation={conversation} me={me} />
      <Suspense>
        <Suggestions conversationId={conversation.id} onInserted={onClose} />
      </Suspense>
      <Episode conversation={conversation} />
      <Labels conversation={conversation} />
      <Episodes contactId={requester.contactId} conversationId={conversation.id} />
      <Notes contactId={requester.contactId} />
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
      {me.role === "admin" && requester.state !== "deleted" ? (
        <PersonData key={requester.contactId} contactId={requester.contactId} name={requester.name} />
      ) : null}
    </>
  );
}
