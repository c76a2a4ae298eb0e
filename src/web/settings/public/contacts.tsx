/** Which accounts, addresses and numbers the public is told are ours. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useFailure } from "../../ui/toast.tsx";
import { Confirm } from "../kit/confirm.tsx";
import { Item, Items } from "../kit/items.tsx";
import { LoadFailed, Page, Part } from "../kit/page.tsx";
import type { SectionProps } from "../registry.ts";
import { shownHandle } from "../../../domain/official/shown.ts";
import { calls, type Contact, contactsQuery } from "./calls.ts";
import { ContactEditor } from "./contact-editor.tsx";
import { usePublicWords } from "./words.ts";
import "../../styles/public.css";

const SIGNED = "/.well-known/parley-official";

export function ContactsScreen({ me }: SectionProps) {
  const all = usePublicWords();
  const words = all.contacts;
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(contactsQuery);
  const [editing, setEditing] = useState<Contact | "new" | null>(null);
  const may = me.permissions.includes("settings.change");
  const refresh = () => client.invalidateQueries({ queryKey: contactsQuery.queryKey });
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <>
          <a className="btn" href="/official" target="_blank" rel="noreferrer">
            {all.open}
          </a>
          {may ? (
            <button type="button" className="btn solid" onClick={() => setEditing("new")}>
              {words.add}
            </button>
          ) : null}
        </>
      }
    >
      {error === null ? null : <LoadFailed error={error} onRetry={() => void refetch()} />}
      {data === undefined ? null : (
        <>
          {may ? null : <p className="hint">{all.readOnly}</p>}
          <Items label={words.title} items={data.items} keyOf={keyOf} empty={words.empty}>
            {(contact) => (
              <ContactRow contact={contact} may={may} onEdit={() => setEditing(contact)} onChanged={refresh} />
            )}
          </Items>
          <Part title={words.signed} hint={words.signedHint}>
            <ul className="plain-list signed">
              <li>
                {words.list} <a href={`${SIGNED}.json`}>{`${SIGNED}.json`}</a>
              </li>
              <li>
                {words.signature} <a href={`${SIGNED}.json.sig`}>{`${SIGNED}.json.sig`}</a>
              </li>
              <li>
                {words.key} <a href={`${SIGNED}.pem`}>{`${SIGNED}.pem`}</a>
              </li>
            </ul>
          </Part>
        </>
      )}
      {editing === null ? null : (
        <ContactEditor
          contact={editing === "new" ? null : editing}
          onSaved={refresh}
          onClose={() => setEditing(null)}
        />
      )}
    </Page>
  );
}

const keyOf = ({ id, accountId }: Contact) => id ?? accountId ?? "";

interface RowProps {
  contact: Contact;
  may: boolean;
  onEdit: () => void;
  onChanged: () => Promise<void>;
}

function ContactRow({ contact, may, onEdit, onChanged }: RowProps) {
  const words = usePublicWords().contacts;
  const failed = useFailure();
  const [ending, setEnding] = useState(false);
  const { id, accountId, kind, name, purposes, since, hidden, endedAt } = contact;
  const change = (patch: { hidden?: boolean; ended?: boolean }) =>
    calls
      .change(id ?? "", patch)
      .catch(failed)
      .finally(() => void onChanged());
  // Hiding an account that lists itself begins with an entry of its own.
  const hide = () =>
    id === null && accountId !== null
      ? calls
          .add({ accountId, name, hidden: true })
          .catch(failed)
          .finally(() => void onChanged())
      : change({ hidden: !hidden });
  const detail = [words.kinds[kind], name, purposes.zh, purposes.en, since].filter(Boolean).join(" · ");
  return (
    <>
      <Item
        title={
          <>
            <code>{shownHandle(contact)}</code>
            {id === null ? <span className="tag">{words.byItself}</span> : null}
            {hidden ? <span className="tag">{words.hidden}</span> : null}
            {endedAt === null ? null : <span className="tag">{words.ended}</span>}
          </>
        }
        detail={detail}
        {...(may ? { onEdit } : {})}
        actions={
          may ? (
            <>
              {endedAt === null ? (
                <button type="button" className="btn" onClick={() => void hide()}>
                  {hidden ? words.show : words.hide}
                </button>
              ) : null}
              {id === null ? null : endedAt === null ? (
                <button type="button" className="btn" onClick={() => setEnding(true)}>
                  {words.end}
                </button>
              ) : (
                <button type="button" className="btn" onClick={() => void change({ ended: false })}>
                  {words.resume}
                </button>
              )}
            </>
          ) : null
        }
        {...(may && id !== null
          ? {
              removal: {
                title: words.removeTitle(shownHandle(contact)),
                hint: accountId === null ? words.removeHint : words.removeAccountHint,
                run: async () => {
                  await calls.remove(id);
                  await onChanged();
                },
              },
            }
          : {})}
      />
      {ending ? (
        <Confirm
          title={words.endTitle(shownHandle(contact))}
          action={words.end}
          onClose={() => setEnding(false)}
          onConfirm={async () => {
            await change({ ended: true });
            setEnding(false);
          }}
        >
          {words.endHint}
        </Confirm>
      ) : null}
    </>
  );
}
