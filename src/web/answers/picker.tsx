/** The list that opens at `/`: canned answers for this conversation, in its language, then macros. The keys stay with the text box. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { MessageSquareText, Zap } from "lucide-react";
import { useEffect, useImperativeHandle, useState, type Ref } from "react";
import { type AnswerLanguage, fillText, LINK_PREFIX, textFor } from "../../domain/answer-text.ts";
import { keys } from "../client/queries.ts";
import type { ConversationDetail } from "../client/types.ts";
import type { LoadedMessages } from "../conversation/pages.ts";
import { useT } from "../i18n/language.tsx";
import { Icon } from "../ui/icon.tsx";
import { type Answer, answersQuery, type Macro, macrosQuery, playbook } from "./calls.ts";
import { offeredIn, rankAnswers } from "./slash.ts";
import { useAnswerWords } from "./words.ts";

export interface PickerHandle {
  /** True: the key was for the list. */
  onKey(key: string): boolean;
}

interface Props {
  conversation: ConversationDetail;
  agent: string | null;
  query: string;
  onInsert: (text: string) => void;
  onMacro: (id: string) => void;
  onClose: () => void;
  onActive: (optionId: string | undefined) => void;
  ref: Ref<PickerHandle>;
}

type Option = { kind: "answer"; answer: Answer } | { kind: "macro"; macro: Macro };

const MOST_SHOWN = 30;

export function Picker({ conversation, agent, query, onInsert, onMacro, onClose, onActive, ref }: Props) {
  const words = useAnswerWords();
  const { data } = useQuery(answersQuery);
  const macros = useQuery(macrosQuery).data?.items ?? [];
  const [other, setOther] = useState(false);
  const [chosen, setChosen] = useState({ query, at: 0 });
  const theirs = useLanguageOf(conversation.id);
  const language: AnswerLanguage = (theirs === "zh") === other ? "en" : "zh";
  const wanted = query.normalize("NFKC").toLowerCase();
  const options: Option[] = [
    ...rankAnswers(offeredIn(data?.items ?? [], conversation), query).map((answer): Option => ({
      kind: "answer",
      answer,
    })),
    ...macros
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .map((macro): Option => ({ kind: "macro", macro })),
  ].slice(0, MOST_SHOWN);
  // What else was typed begins at the top again.
  const index = Math.min(chosen.query === query ? chosen.at : 0, options.length - 1);
  const activeId = options[index] ? `answer-option-${index}` : undefined;
  useEffect(() => {
    onActive(activeId);
    return () => onActive(undefined);
  }, [activeId, onActive]);

  const textOf = (answer: Answer) => {
    const links = Object.fromEntries((data?.links ?? []).map((link) => [`${LINK_PREFIX}${link.name}`, link.url]));
    return fillText(textFor(answer.texts, language)?.text ?? "", {
      name: conversation.requester.name,
      handle: conversation.requester.handle,
      account: conversation.account.name,
      agent,
      ...links,
    });
  };
  const take = (option: Option | undefined) => {
    if (!option) return;
    if (option.kind === "macro") return onMacro(option.macro.id);
    onInsert(textOf(option.answer));
    // Only ranks: nobody waits for it, and nothing is lost where it fails.
    playbook.countUse(option.answer.id).catch(() => {});
  };
  useImperativeHandle(ref, () => ({
    onKey(key) {
      if (key === "Escape") onClose();
      else if (options.length === 0) return false;
      else if (key === "ArrowDown" || key === "ArrowUp")
        setChosen({ query, at: (index + (key === "ArrowDown" ? 1 : -1) + options.length) % options.length });
      else if (key === "Enter") take(options[index]);
      else if (key === "Tab") setOther(!other);
      else return false;
      return true;
    },
  }));
  return (
    <div className="answers" data-testid="answers">
      <div id="answer-options" role="listbox" aria-label={words.answers} className="options">
        {options.map((option, place) => (
          <Row
            key={option.kind === "answer" ? option.answer.id : option.macro.id}
            option={option}
            id={`answer-option-${place}`}
            selected={place === index}
            text={option.kind === "answer" ? textOf(option.answer) : ""}
            language={option.kind === "answer" ? (textFor(option.answer.texts, language)?.language ?? language) : null}
            onTake={() => take(option)}
          />
        ))}
      </div>
      {data !== undefined && options.length === 0 ? (
        <p className="nothing" role="status">
          {query === "" ? words.none : words.nothing(query)}
        </p>
      ) : null}
      <footer>
        <span>
          <kbd>↵</kbd> {words.insert}
        </span>
        <button
          type="button"
          className="btn quiet"
          tabIndex={-1}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setOther(!other)}
        >
          <kbd>Tab</kbd> {words.otherLanguage} · {words.language[language]}
        </button>
      </footer>
    </div>
  );
}

interface RowProps {
  option: Option;
  id: string;
  selected: boolean;
  text: string;
  language: AnswerLanguage | null;
  onTake: () => void;
}

function Row({ option, id, selected, text, language, onTake }: RowProps) {
  const isMacro = option.kind === "macro";
  return (
    // The keys are the text box's: the focus stays there.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      className="option"
      role="option"
      id={id}
      aria-selected={selected}
      tabIndex={-1}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTake}
      ref={(element) => {
        if (selected) element?.scrollIntoView({ block: "nearest" });
      }}
    >
      <Icon of={isMacro ? Zap : MessageSquareText} small />
      <b>{isMacro ? option.macro.name : `/${option.answer.name}`}</b>
      {isMacro ? (
        option.macro.key === null ? null : (
          <kbd>M {option.macro.key.toUpperCase()}</kbd>
        )
      ) : (
        <span lang={language === "zh" ? "zh-CN" : "en"}>
          {option.answer.title === option.answer.name ? "" : `${option.answer.title} — `}
          {text}
        </span>
      )}
    </div>
  );
}

/** Of the person's newest message on the screen that has one; null where none has. */
function useLanguageOf(conversationId: string): string | null {
  const client = useQueryClient();
  const { language } = useT();
  const loaded = client.getQueryData<LoadedMessages>(keys.messages(conversationId));
  const newest = loaded?.pages
    .flatMap((page) => page.items)
    .find((one) => one.direction === "inbound" && one.language !== null);
  return newest?.language ?? (language === "en" ? "en" : "zh");
}
