/** The labels of a conversation, and a picker that finds or makes them. */
import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useId, useRef, useState, type KeyboardEvent } from "react";
import { labelsQuery } from "../client/queries.ts";
import type { ConversationDetail } from "../client/types.ts";
import { useConversationPatch } from "../conversation/use-actions.ts";
import { useT } from "../i18n/language.tsx";
import { Icon } from "../ui/icon.tsx";
import { LabelDot } from "../ui/label-dot.tsx";
import { useContextWords } from "./words.ts";

const MOST_OFFERED = 8;
const LONGEST = 50;

export function Labels({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useT();
  const patch = useConversationPatch(conversation.id);
  const { labels } = conversation;
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
      <Picker labels={labels} onAdd={(label) => patch({ labels: [...labels, label] })} />
    </section>
  );
}

function Picker({ labels, onAdd }: { labels: readonly string[]; onAdd: (label: string) => void }) {
  const { t } = useT();
  const words = useContextWords();
  const known = useQuery(labelsQuery).data?.items ?? [];
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const name = text.trim();
  const same = (one: string) => one.toLowerCase() === name.toLowerCase();
  const offered = known
    .filter((one) => !one.archived && !labels.includes(one.name))
    .filter((one) => one.name.toLowerCase().includes(name.toLowerCase()))
    .slice(0, MOST_OFFERED)
    .map((one) => ({ name: one.name, isNew: false }));
  const options =
    name === "" || known.some((one) => same(one.name)) || labels.some(same)
      ? offered
      : [...offered, { name, isNew: true }];
  const index = Math.min(chosen, options.length - 1);
  const add = (at: number) => {
    const option = options[at];
    if (!option) return;
    onAdd(option.name);
    setText("");
    setChosen(0);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && options.length > 0) setChosen((index + step + options.length) % options.length);
    else if (event.key === "Enter") add(index);
    else if (event.key === "Escape" && open && options.length > 0) {
      event.stopPropagation();
      setOpen(false);
    } else return;
    event.preventDefault();
  };
  const shown = open && options.length > 0;
  return (
    <div className="picker">
      <Icon of={Plus} small />
      <input
        ref={input}
        className="add"
        role="combobox"
        aria-expanded={shown}
        aria-controls={shown ? listId : undefined}
        aria-activedescendant={shown && index >= 0 ? `${listId}-${index}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        value={text}
        maxLength={LONGEST}
        aria-label={t.addLabel}
        placeholder={words.labelFind}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      {shown ? (
        <div className="offered" id={listId} role="listbox" aria-label={words.labelList}>
          {options.map((option, at) => (
            // The keys are the field's: the focus stays there.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={option.name}
              id={`${listId}-${at}`}
              role="option"
              aria-selected={at === index}
              tabIndex={-1}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => add(at)}
            >
              {option.isNew ? <Icon of={Plus} small /> : <LabelDot name={option.name} />}
              {option.isNew ? words.labelNew(option.name) : option.name}
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}
