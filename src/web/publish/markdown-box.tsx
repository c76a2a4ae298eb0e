/** Where an answer is written in Markdown: buttons for its few marks, and beside it what a reader will see. */
import { Bold, Code, Heading2, Link2, List, ListOrdered, Table, type LucideIcon } from "lucide-react";
import { useId, useRef, useState, type KeyboardEvent } from "react";
import { modifierHeld, modifierName } from "../shell/keys.ts";
import { Icon } from "../ui/icon.tsx";
import { applyMark, type Mark } from "./edit-text.ts";
import { Markdown } from "./markdown.tsx";
import { usePublishWords } from "./words.ts";

const MARKS: { mark: Mark; icon: LucideIcon; key?: string }[] = [
  { mark: "bold", icon: Bold, key: "b" },
  { mark: "link", icon: Link2 },
  { mark: "heading", icon: Heading2 },
  { mark: "steps", icon: ListOrdered },
  { mark: "list", icon: List },
  { mark: "table", icon: Table },
  { mark: "code", icon: Code },
];

interface Props {
  name: string;
  label: string;
  lang: string;
  value: string;
  maxLength: number;
  error: string | undefined;
  onChange: (value: string) => void;
}

export function MarkdownBox({ name, label, lang, value, maxLength, error, onChange }: Props) {
  const { box: words } = usePublishWords();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [shown, setShown] = useState<"write" | "preview">("write");
  const apply = (mark: Mark) => {
    const element = area.current;
    if (!element) return;
    const next = applyMark(
      { text: value, start: element.selectionStart, end: element.selectionEnd },
      mark,
      words.tableText,
    );
    onChange(next.text);
    // After React has put the new text in.
    requestAnimationFrame(() => {
      element.focus();
      element.setSelectionRange(next.start, next.end);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!modifierHeld(event) || event.altKey || event.shiftKey) return;
    const found = MARKS.find(({ key }) => key === event.key.toLowerCase());
    if (!found) return;
    event.preventDefault();
    apply(found.mark);
  };
  return (
    <div className="field full md-box" data-shown={shown}>
      <div className="md-bar">
        <label htmlFor={id}>{label}</label>
        <span className="seg md-tabs" role="radiogroup" aria-label={label}>
          {(["write", "preview"] as const).map((one) => (
            <label key={one}>
              <input type="radio" name={id} className="vh" checked={shown === one} onChange={() => setShown(one)} />
              {words[one]}
            </label>
          ))}
        </span>
        <span className="md-marks" role="toolbar" aria-label={words.marks}>
          {MARKS.map(({ mark, icon, key }) => {
            const word =
              key === undefined ? words.mark[mark] : `${words.mark[mark]} (${modifierName} ${key.toUpperCase()})`;
            return (
              <button
                key={mark}
                type="button"
                className="btn quiet sq"
                title={word}
                aria-label={word}
                aria-controls={id}
                onClick={() => apply(mark)}
              >
                <Icon of={icon} small />
              </button>
            );
          })}
        </span>
      </div>
      <div className="md-sides">
        <textarea
          ref={area}
          id={id}
          name={name}
          lang={lang}
          rows={16}
          maxLength={maxLength}
          value={value}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : `${id}-about`}
          onChange={({ target }) => onChange(target.value)}
          onKeyDown={onKeyDown}
        />
        <section className="md-preview" lang={lang} aria-label={words.preview}>
          {value.trim() === "" ? <p className="hint">{words.empty}</p> : <Markdown text={value} />}
        </section>
      </div>
      {error === undefined ? null : (
        <p id={`${id}-about`} className="fault" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
