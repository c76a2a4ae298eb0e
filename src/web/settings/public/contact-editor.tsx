/** Enters an official contact, or changes what is said of one. */
import { CONTACT_KINDS, type ContactKind } from "../../../domain/publications.ts";
import { shownHandle } from "../../../domain/official/shown.ts";
import { ApiError } from "../../client/problem.ts";
import type { Fault } from "../../people/form.tsx";
import { useDraft } from "../kit/draft.ts";
import { Editor } from "../kit/editor.tsx";
import { Field, Select } from "../kit/fields.tsx";
import { calls, type Contact } from "./calls.ts";
import { type PublicWords } from "./words-zh.ts";
import { usePublicWords } from "./words.ts";

interface Typed {
  kind: ContactKind;
  handle: string;
  url: string;
  name: string;
  zh: string;
  en: string;
  since: string;
}

interface ContactEditorProps {
  /** Null: a new one. */
  contact: Contact | null;
  onSaved: () => Promise<void>;
  onClose: () => void;
}

export function ContactEditor({ contact, onSaved, onClose }: ContactEditorProps) {
  const words = usePublicWords().contacts;
  const isAccount = contact !== null && contact.accountId !== null;
  const draft = useDraft<Typed>(
    `official-contact ${contact?.id ?? contact?.accountId ?? "new"}`,
    typedOf(contact),
    async (value) => {
      await save(contact, value);
      await onSaved();
    },
    (error, { kind }) => faultOf(words, kind, error),
  );
  const { value, change, errorOf } = draft;
  const hasPage = value.kind === "website" || value.kind === "web-chat";
  return (
    <Editor
      title={contact === null ? words.addTitle : words.editTitle(shownHandle(contact))}
      draft={draft}
      onClose={onClose}
    >
      {contact === null ? (
        <Select
          name="kind"
          label={words.kind}
          value={value.kind}
          onChange={({ target }) => change({ kind: CONTACT_KINDS.find((one) => one === target.value) ?? "x" })}
        >
          {CONTACT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {words.kinds[kind]}
            </option>
          ))}
        </Select>
      ) : null}
      {isAccount ? (
        <p className="hint">{words.fromPlatform}</p>
      ) : (
        <Field
          name="handle"
          label={words.handle[value.kind]}
          hint={words.handleHint[value.kind]}
          value={value.handle}
          maxLength={200}
          spellCheck={false}
          autoCapitalize="off"
          error={errorOf("handle")}
          onChange={({ target }) => change({ handle: target.value })}
        />
      )}
      {hasPage ? (
        <Field
          name="url"
          type="url"
          label={words.url}
          hint={words.urlHint}
          value={value.url}
          maxLength={300}
          error={errorOf("url")}
          onChange={({ target }) => change({ url: target.value })}
        />
      ) : null}
      <Field
        name="name"
        label={words.name}
        hint={words.nameHint}
        value={value.name}
        maxLength={60}
        error={errorOf("name")}
        onChange={({ target }) => change({ name: target.value })}
      />
      <Field
        name="zh"
        lang="zh-CN"
        label={words.purposeZh}
        hint={words.purposeHint}
        value={value.zh}
        maxLength={120}
        error={errorOf("purposes.zh")}
        onChange={({ target }) => change({ zh: target.value })}
      />
      <Field
        name="en"
        lang="en"
        label={words.purposeEn}
        value={value.en}
        maxLength={120}
        error={errorOf("purposes.en")}
        onChange={({ target }) => change({ en: target.value })}
      />
      <Field
        name="since"
        label={words.since}
        hint={words.sinceHint}
        value={value.since}
        maxLength={10}
        error={errorOf("since")}
        onChange={({ target }) => change({ since: target.value })}
      />
    </Editor>
  );
}

function typedOf(contact: Contact | null): Typed {
  if (contact === null) return { kind: "x", handle: "", url: "", name: "", zh: "", en: "", since: "" };
  const { kind, handle, url, name, purposes, since } = contact;
  return { kind, handle, url: url ?? "", name, zh: purposes.zh, en: purposes.en, since: since ?? "" };
}

function save(contact: Contact | null, { kind, handle, url, name, zh, en, since }: Typed): Promise<unknown> {
  const words = { name, purposes: { zh, en }, since: since.trim() === "" ? null : since };
  const page = kind === "website" || kind === "web-chat" ? { url: url.trim() === "" ? null : url.trim() } : {};
  if (contact === null) return calls.add({ kind, handle, ...page, ...words });
  if (contact.id === null) return calls.add({ accountId: contact.accountId ?? "", ...words });
  if (contact.accountId !== null) return calls.change(contact.id, words);
  // Another host brings its own page, unless one was typed for it.
  const moved = handle.trim() !== contact.handle;
  const address = moved && page.url === contact.url ? { handle } : moved || "url" in page ? { handle, ...page } : {};
  return calls.change(contact.id, { ...address, ...words });
}

function faultOf(words: PublicWords["contacts"], kind: ContactKind, error: unknown): Fault | null {
  if (!(error instanceof ApiError)) return null;
  const field = error.problem?.field;
  if (error.code === "conflict" && field === "handle") return { field, message: words.taken };
  if (error.code !== "invalid") return null;
  if (field === "handle") return { field, message: words.handleWrong[kind] };
  if (field === "url") return { field, message: words.urlWrong };
  if (field === "since") return { field, message: words.sinceWrong };
  return field === "name" ? { field, message: words.nameMissing } : null;
}
