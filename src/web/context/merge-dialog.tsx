/** Finds the other person, shows what would be joined, and joins it. */
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useId, useState } from "react";
import { api } from "../client/client.ts";
import { contactQuery } from "../client/queries.ts";
import type { ContactView } from "../client/types.ts";
import { shortTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import "../styles/merge.css";
import { Dialog } from "../ui/dialog.tsx";
import { Handle, PlatformCode } from "../ui/bits.tsx";
import { dateOfMinute, useMinute } from "../ui/minute.ts";
import { whyOf } from "../ui/toast.tsx";
import { type Joined, useMerging } from "./use-merging.ts";
import { useContextWords } from "./words.ts";

const SHORTEST = 2;

interface Props {
  contact: ContactView;
  conversationId: string;
  onClose: () => void;
  onMerged: (joined: Joined) => void;
}

export function MergeDialog({ contact, conversationId, onClose, onMerged }: Props) {
  const { t, language } = useT();
  const words = useContextWords();
  const now = dateOfMinute(useMinute());
  const [text, setText] = useState(contact.name);
  const [otherId, setOtherId] = useState<string | null>(null);
  const q = useDeferredValue(text.trim());
  const long = Array.from(q).length >= SHORTEST;
  const search = useQuery({
    queryKey: ["contact", "found", q],
    queryFn: ({ signal }) => api.findContacts(q, signal),
    enabled: long,
  });
  const found = long ? (search.data?.items ?? []).filter(({ id }) => id !== contact.id) : [];
  const chosen = found.find(({ id }) => id === otherId) ?? null;
  const other = useQuery({ ...contactQuery(chosen?.id ?? ""), enabled: chosen !== null }).data;
  const { merge } = useMerging(conversationId);
  const name = useId();
  const submit = () => {
    if (!other || !chosen) return;
    merge.mutate(
      { contactId: contact.id, otherId: other.id },
      {
        onSuccess: () =>
          onMerged({
            contactId: contact.id,
            name: chosen.name,
            identityIds: other.identities.map(({ id }) => id),
          }),
      },
    );
  };
  return (
    <Dialog label={words.merge} className="help merge" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <h2>{words.mergeTitle(contact.name)}</h2>
        <input
          type="search"
          className="field"
          value={text}
          aria-label={words.mergeFind}
          placeholder={words.mergeFind}
          maxLength={100}
          onChange={(event) => setText(event.target.value)}
        />
        <fieldset className="people" aria-busy={search.isFetching}>
          <legend className="vh">{words.mergeFind}</legend>
          {found.map((one) => (
            <label key={one.id}>
              <input type="radio" name={name} checked={one.id === otherId} onChange={() => setOtherId(one.id)} />
              <span>
                <b>{one.name}</b>
                {one.identities.map((identity) => (
                  <span key={identity.id} className="who">
                    <PlatformCode platform={identity.platform} />
                    <Handle platform={identity.platform} handle={identity.handle} />
                  </span>
                ))}
                <small>{words.wroteLast(shortTime(language, one.lastMessageAt, now))}</small>
              </span>
            </label>
          ))}
          {found.length > 0 || (long && search.isPending) ? null : (
            <p role="status">{long ? words.mergeNobody : words.mergeFirst}</p>
          )}
        </fieldset>
        {other ? (
          <div className="preview" role="status">
            <p>{words.mergePreview(contact.name)}</p>
            <ul>
              <li>
                {words.mergeIdentities(contact.identities.length + other.identities.length)}
                {[...contact.identities, ...other.identities].map((identity) => (
                  <span key={identity.id} className="who">
                    <PlatformCode platform={identity.platform} />
                    {identity.handle ? (
                      <Handle platform={identity.platform} handle={identity.handle} />
                    ) : (
                      <span>{identity.name}</span>
                    )}
                  </span>
                ))}
              </li>
              <li>{words.mergeConversations(contact.conversationCount + other.conversationCount)}</li>
            </ul>
            <p>{words.mergeKept}</p>
          </div>
        ) : null}
        {merge.isError ? (
          <p role="alert" className="text-danger">
            {t.actionFailed(whyOf(merge.error, t))}
          </p>
        ) : null}
        <p className="acts-row">
          <button type="button" className="btn" onClick={onClose}>
            {t.cancel}
          </button>
          <button type="submit" className="btn solid" disabled={!other || merge.isPending}>
            {words.mergeDo}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
