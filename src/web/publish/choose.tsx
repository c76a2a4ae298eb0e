/** Makes a public answer of a conversation: which messages are the question and the answer, then how it is told. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { type PublicationForm, SITE_LANGUAGES, type SiteLanguage } from "../../domain/publications.ts";
import { conversationQuery } from "../client/queries.ts";
import type { ConversationDetail, MessageItem } from "../client/types.ts";
import { useMessages } from "../conversation/use-messages.ts";
import { Select } from "../settings/kit/fields.tsx";
import { useDraft } from "../settings/kit/draft.ts";
import { Editor } from "../settings/kit/editor.tsx";
import { Clock } from "../ui/bits.tsx";
import { publications, publishKeys } from "./calls.ts";
import { publishHref } from "./address.ts";
import { FormChoice } from "./form-choice.tsx";
import { firstPick, isPickable, roleOf } from "./pick.ts";
import { usePublishWords } from "./words.ts";
import "../styles/publish.css";

interface Props {
  conversationId: string;
  onClose: () => void;
}

export function Choose({ conversationId, onClose }: Props) {
  const conversation = useQuery(conversationQuery(conversationId)).data;
  const { query, messages } = useMessages(conversationId);
  if (!conversation || query.isPending) return null;
  return (
    <Opened
      conversation={conversation}
      messages={messages.filter(isPickable)}
      onOlder={query.hasNextPage ? () => void query.fetchNextPage() : null}
      onClose={onClose}
    />
  );
}

interface Chosen {
  /** Null: nobody has chosen yet, so what is offered follows what arrives. */
  ids: readonly string[] | null;
  form: PublicationForm;
  language: SiteLanguage;
}

interface OpenedProps {
  conversation: ConversationDetail;
  messages: readonly MessageItem[];
  onOlder: (() => void) | null;
  onClose: () => void;
}

function Opened({ conversation, messages, onOlder, onClose }: OpenedProps) {
  const { choose: words, language: languages } = usePublishWords();
  const client = useQueryClient();
  const router = useRouter();
  const isPrivate = conversation.kind !== "public";
  const [first] = useState(() => ({
    ids: null,
    form: isPrivate ? ("anonymous" as const) : ("attributed" as const),
    language: languageOf(messages),
  }));
  const offered = firstPick(messages);
  const chosenAs = (ids: Chosen["ids"], role: "question" | "answer") =>
    messages.filter((one) => (ids ?? offered).includes(one.id) && roleOf(one) === role).map(({ id }) => id);
  const draft = useDraft<Chosen>(`publish ${conversation.id}`, first, async ({ ids, ...value }) => {
    const made = await publications.createThread({
      ...value,
      conversationId: conversation.id,
      questions: chosenAs(ids, "question"),
      answers: chosenAs(ids, "answer"),
    });
    await client.invalidateQueries({ queryKey: publishKeys.all });
    router.history.push(publishHref(made.id));
  });
  const { value, change, errorOf } = draft;
  const ids = value.ids ?? offered;
  const wrongWith = (field: string, role: "question" | "answer", none: string) => {
    const usual = errorOf(field);
    return usual !== undefined && chosenAs(ids, role).length === 0 ? none : usual;
  };
  const wrong =
    wrongWith("questions", "question", words.needQuestion) ?? wrongWith("answers", "answer", words.needAnswer);
  const toggle = (id: string, on: boolean) => change({ ids: on ? [...ids, id] : ids.filter((one) => one !== id) });
  return (
    <Editor title={words.title} draft={draft} action={words.create} onClose={onClose}>
      <p className="hint">{words.hint}</p>
      <Messages messages={messages} chosen={ids} onToggle={toggle} onOlder={onOlder} />
      {wrong === undefined ? null : (
        <p role="alert" className="fault">
          {wrong}
        </p>
      )}
      <FormChoice
        value={value.form}
        refused={isPrivate ? words.privateOnly : null}
        error={errorOf("form")}
        onChange={(form) => change({ form })}
      />
      <Select
        name="language"
        label={words.language}
        value={value.language}
        error={errorOf("language")}
        onChange={({ target }) => change({ language: target.value === "en" ? "en" : "zh" })}
      >
        {SITE_LANGUAGES.map((one) => (
          <option key={one} value={one}>
            {languages[one]}
          </option>
        ))}
      </Select>
    </Editor>
  );
}

interface MessagesProps {
  messages: readonly MessageItem[];
  chosen: readonly string[];
  onToggle: (id: string, on: boolean) => void;
  onOlder: (() => void) | null;
}

/** Check boxes, so that Space chooses; J and K, or arrows, go from one to the next. */
function Messages({ messages, chosen, onToggle, onOlder }: MessagesProps) {
  const { choose: words } = usePublishWords();
  const list = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    // After the dialog has put the focus on its first control. What is chosen already is where one goes on.
    const frame = requestAnimationFrame(() => {
      const boxes = [...(list.current?.querySelectorAll<HTMLInputElement>("input") ?? [])];
      (boxes.findLast((box) => box.checked) ?? boxes.at(-1))?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = STEPS[event.key] ?? 0;
    if (step === 0 || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>("input")];
    const at = boxes.findIndex((box) => box === document.activeElement);
    boxes[Math.max(0, Math.min(boxes.length - 1, at + step))]?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <fieldset className="pub-choose" ref={list} onKeyDown={onKeyDown}>
      <legend className="vh">{words.messages}</legend>
      {onOlder === null ? null : (
        <button type="button" className="btn quiet" onClick={onOlder}>
          {words.older}
        </button>
      )}
      {messages.length === 0 ? <p className="hint">{words.nothing}</p> : null}
      {messages.map((message) => (
        <label key={message.id} className={`pub-message ${roleOf(message)}`}>
          <input
            type="checkbox"
            checked={chosen.includes(message.id)}
            onChange={({ target }) => onToggle(message.id, target.checked)}
          />
          <span className="by">
            <b>{message.author.name}</b>
            <span className="tag">{words.role[roleOf(message)]}</span>
            <Clock at={message.sentAt} />
          </span>
          <span className="words" lang={message.language ?? undefined}>
            {message.text}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

const STEPS: Partial<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

/** The language of the newest answer, else of the newest message. */
function languageOf(messages: readonly MessageItem[]): "zh" | "en" {
  const known = messages.findLast(({ language, direction }) => direction === "outbound" && language !== null)?.language;
  return (known ?? messages.at(-1)?.language ?? "zh").startsWith("zh") ? "zh" : "en";
}
