/** What `/` and `m` do in the reply box: the picker of canned answers, the menu of macros, gaps to fill, what a macro did. */
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import { gapsIn, isVariable } from "../../domain/answer-text.ts";
import { meQuery } from "../client/queries.ts";
import type { ConversationDetail } from "../client/types.ts";
import type { Mode } from "../composer/drafts.ts";
import { useKeys } from "../shell/keys.ts";
import type { PickerHandle } from "./picker.tsx";
import { onInsertRequest, onMacroRequest } from "./requests.ts";
import { slashAt } from "./slash.ts";
import { useRunMacro } from "./use-run-macro.ts";
import { useAnswerWords } from "./words.ts";
import "../styles/answers.css";

const Picker = lazy(() => import("./picker.tsx").then((file) => ({ default: file.Picker })));
const MacroMenu = lazy(() => import("./macro-menu.tsx").then((file) => ({ default: file.MacroMenu })));
const MacroNotice = lazy(() => import("./macro-notice.tsx").then((file) => ({ default: file.MacroNotice })));

interface Input {
  area: RefObject<HTMLTextAreaElement | null>;
  text: string;
  setText: (text: string) => void;
  conversation: ConversationDetail;
  mode: Mode;
  seenSeq: number | null;
}

export interface Answers {
  /** For the text box: which option the keys are on. */
  areaProps: {
    "aria-controls"?: string;
    "aria-activedescendant"?: string | undefined;
    onSelect: () => void;
    onInput: () => void;
  };
  /** True: the key was for the picker, or went to the next gap. */
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean;
  /** True where a gap is left: it is selected, and nothing may leave. */
  refuses: () => boolean;
  /** Stands above the text. */
  above: ReactNode;
}

export function useAnswers({ area, text, setText, conversation, mode, seenSeq }: Input): Answers {
  const words = useAnswerWords();
  const me = useQuery(meQuery).data;
  const [caret, setCaret] = useState<number | null>(null);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [active, setActive] = useState<string>();
  const [menu, setMenu] = useState(false);
  const picker = useRef<PickerHandle>(null);
  const slash = mode === "note" || caret === null ? null : slashAt(text, caret);
  const open = slash !== null && slash.start !== dismissed;
  const gaps = mode === "note" ? [] : gapsIn(text).filter(({ name }) => isVariable(name));

  const select = (start: number, end: number) => {
    area.current?.focus();
    area.current?.setSelectionRange(start, end);
  };
  /** In the place of what stands from `start` to `end`; the first gap is selected, to be typed over. */
  const insert = (piece: string, start: number, end: number) => {
    setText(text.slice(0, start) + piece + text.slice(end));
    const gap = gapsIn(piece).find(({ name }) => isVariable(name));
    const [from, to] = gap ? [start + gap.start, start + gap.end] : [start + piece.length, start + piece.length];
    // Once the box has the new text.
    requestAnimationFrame(() => select(from, to));
  };
  const macro = useRunMacro(conversation.id, seenSeq, (piece) => insert(piece, text.length, text.length));
  const { run } = macro;
  const append = (piece: string) => {
    // Somebody else is writing: the box is theirs.
    if (area.current?.readOnly) return;
    const before = text.trimEnd();
    // An address goes on in the line, an answer begins a paragraph.
    const apart = before === "" ? "" : piece.includes(" ") || !URL.canParse(piece) ? "\n\n" : " ";
    insert(`${apart}${piece}`, before.length, text.length);
  };
  const newest = useRef({ run, append });
  useEffect(() => {
    newest.current = { run, append };
  });
  useEffect(() => onMacroRequest((id) => (id === null ? setMenu(true) : void newest.current.run(id))), []);
  useEffect(() => onInsertRequest((piece) => newest.current.append(piece)), []);
  useKeys({ m: () => setMenu(true) });

  const look = () => {
    const at = area.current?.selectionStart ?? null;
    setCaret(at);
    if (area.current && at !== null && slashAt(area.current.value, at) === null) setDismissed(null);
  };
  const nextGap = (from: number) => {
    const gap = gaps.find(({ start }) => start >= from);
    if (gap) select(gap.start, gap.end);
    return gap !== undefined;
  };
  return {
    areaProps: {
      ...(open ? { "aria-controls": "answer-options", "aria-activedescendant": active } : {}),
      onSelect: look,
      // What an input method or a paste puts in moves the caret without a key.
      onInput: look,
    },
    onKeyDown(event) {
      if (open && picker.current?.onKey(event.key)) {
        event.preventDefault();
        event.stopPropagation();
        return true;
      }
      // Past the last gap Tab leaves the box, as ever.
      if (event.key !== "Tab" || event.shiftKey || !nextGap(event.currentTarget.selectionEnd)) return false;
      event.preventDefault();
      return true;
    },
    refuses: () => gaps.length > 0 && nextGap(0),
    above: (
      <Suspense>
        {open ? (
          <Picker
            ref={picker}
            conversation={conversation}
            agent={me?.name ?? null}
            query={slash.query}
            onInsert={(piece) => insert(piece, slash.start, slash.start + 1 + slash.query.length)}
            onMacro={(id) => {
              setText(text.slice(0, slash.start) + text.slice(slash.start + 1 + slash.query.length));
              void run(id);
            }}
            onClose={() => setDismissed(slash.start)}
            onActive={setActive}
          />
        ) : null}
        {menu ? <MacroMenu onRun={(id) => void run(id)} onClose={() => setMenu(false)} /> : null}
        {macro.last === null ? null : (
          <MacroNotice last={macro.last} onShow={macro.show} onUndo={() => void macro.undo()} />
        )}
        {gaps.length === 0 ? null : (
          <div className="gaps" role="status">
            <span className="grow">{words.gaps([...new Set(gaps.map(({ name }) => `{{${name}}}`))].join(" "))}</span>
            <button type="button" className="btn quiet" onClick={() => nextGap(0)}>
              {words.nextGap} <kbd aria-hidden="true">Tab</kbd>
            </button>
          </div>
        )}
      </Suspense>
    ),
  };
}
