/** What there was with this person before: pieces of work and how they ended, notes, and other conversations. */
import { useQuery } from "@tanstack/react-query";
import { Lock, Megaphone } from "lucide-react";
import { useState, type ReactNode } from "react";
import { api } from "../client/client.ts";
import { keys } from "../client/queries.ts";
import { shortTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import { useLiveChanges } from "../live/live.tsx";
import { InboxLink } from "../shell/inbox-link.tsx";
import { PlatformCode } from "../ui/bits.tsx";
import { Icon } from "../ui/icon.tsx";
import { dateOfMinute, useMinute } from "../ui/minute.ts";
import { useContextWords } from "./words.ts";

const SHOWN = 4;

/** All but the work that is going on in the conversation shown. */
export function Episodes({ contactId, conversationId }: { contactId: string; conversationId: string }) {
  const { language } = useT();
  const words = useContextWords();
  const now = dateOfMinute(useMinute());
  const { data, refetch } = useQuery({
    queryKey: keys.episodes(contactId),
    queryFn: ({ signal }) => api.episodes(contactId, signal),
  });
  const ids = new Set(data?.items.map(({ conversationId }) => conversationId));
  useLiveChanges((plan) => {
    if ([...plan.conversations].some((id) => ids.has(id))) void refetch();
  });
  if (!data) return null;
  const past = data.items.filter((one) => one.ended !== null || one.conversationId !== conversationId);
  return (
    <section data-testid="episodes">
      <h2>{words.history}</h2>
      {past.length === 0 ? <p className="faint">{words.nothingBefore}</p> : null}
      <Folded all={past}>
        {(one) => (
          <InboxLink
            key={one.id}
            id={one.conversationId}
            search={{}}
            at={one.messageId}
            className="past"
            data-ended={one.ended ?? "open"}
          >
            <PlatformCode platform={one.platform} />
            <span className="line">{one.excerpt || words.ended[one.ended ?? "open"]}</span>
            <small>
              <Icon of={one.kind === "public" ? Megaphone : Lock} small />
              {[
                words.ended[one.ended ?? "open"],
                shortTime(language, one.closedAt ?? one.openedAt, now),
                ...(one.satisfaction === null ? [] : [words.rating(one.satisfaction)]),
              ].join(" · ")}
            </small>
          </InboxLink>
        )}
      </Folded>
    </section>
  );
}

export function Notes({ contactId }: { contactId: string }) {
  const { language } = useT();
  const words = useContextWords();
  const now = dateOfMinute(useMinute());
  const { data, refetch } = useQuery({
    queryKey: keys.contactNotes(contactId),
    queryFn: ({ signal }) => api.contactNotes(contactId, signal),
  });
  useLiveChanges((plan) => {
    if (plan.messages.size > 0) void refetch();
  });
  if (!data || data.items.length === 0) return null;
  return (
    <section data-testid="notes">
      <h2>{words.notes}</h2>
      <Folded all={data.items}>
        {(one) => (
          <InboxLink key={one.id} id={one.conversationId} search={{}} at={one.id} className="past">
            <span className="words">{one.text}</span>
            <small>{[one.authorName, shortTime(language, one.at, now)].join(" · ")}</small>
          </InboxLink>
        )}
      </Folded>
    </section>
  );
}

/** The first few, the rest on a press. */
function Folded<T>({ all, children }: { all: readonly T[]; children: (one: T) => ReactNode }) {
  const words = useContextWords();
  const [whole, setWhole] = useState(false);
  return (
    <>
      {(whole ? all : all.slice(0, SHOWN)).map(children)}
      {whole || all.length <= SHOWN ? null : (
        <button type="button" className="btn quiet tight" onClick={() => setWhole(true)}>
          {words.showAll(all.length)}
        </button>
      )}
    </>
  );
}
