/** Under the search field: what could follow, and what cannot be understood. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useImperativeHandle, useMemo, useState, type KeyboardEvent, type Ref } from "react";
import { parseSearchText } from "../../domain/search/parse.ts";
import { accountsQuery, labelsQuery } from "../client/queries.ts";
import { useT } from "../i18n/language.tsx";
import "../styles/search.css";
import { searchProblem } from "./problem.ts";
import { suggest } from "./suggest.ts";
import { useSearchWords } from "./words.ts";

export interface AidHandle {
  /** True: the key was for the suggestions. */
  onKey(event: KeyboardEvent): boolean;
}

interface Props {
  text: string;
  caret: number;
  onChoose: (text: string, caret: number) => void;
  /** Whether the text can be searched as it is. */
  onUnderstood: (understood: boolean) => void;
  /** Id of the option that is chosen by Enter, for the field. */
  onActive: (id: string | undefined) => void;
  listId: string;
  ref?: Ref<AidHandle>;
}

export function SearchAid({ text, caret, onChoose, onUnderstood, onActive, listId, ref }: Props) {
  const { language } = useT();
  const words = useSearchWords();
  const labels = useQuery(labelsQuery).data?.items;
  const accounts = useQuery(accountsQuery).data?.items;
  const [at, setAt] = useState<{ text: string; index: number }>({ text, index: -1 });
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const before = text.slice(0, caret);
  const found = useMemo(
    () =>
      closedFor === text
        ? []
        : suggest(before, language, words, {
            labels: (labels ?? []).map(({ name }) => name),
            accounts: (accounts ?? []).map(({ platform, name }) => ({ platform, name })),
          }),
    [before, text, closedFor, language, words, labels, accounts],
  );
  const active = at.text === text ? Math.min(at.index, found.length - 1) : -1;
  const parsed = useMemo(() => parseSearchText(text), [text]);
  // What is still being written is no mistake yet.
  const unfinished = !parsed.ok && parsed.error.range.end >= text.trimEnd().length && found.length > 0;
  useEffect(() => onUnderstood(parsed.ok), [parsed.ok, onUnderstood]);
  useEffect(() => onActive(active >= 0 ? `${listId}-${active}` : undefined), [active, listId, onActive]);

  const choose = (index: number) => {
    const chosen = found[index];
    if (!chosen) return;
    const next = `${text.slice(0, chosen.start)}${chosen.insert}${text.slice(caret)}`;
    onChoose(next, chosen.start + chosen.insert.length);
  };
  useImperativeHandle(ref, () => ({
    onKey(event) {
      if (event.nativeEvent.isComposing || found.length === 0) return false;
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step !== 0) setAt({ text, index: (active + step + found.length) % found.length });
      else if (event.key === "Tab" && !event.shiftKey && before.trim() !== "") choose(Math.max(0, active));
      else if (event.key === "Enter" && active >= 0) choose(active);
      else if (event.key === "Escape" && text !== "") setClosedFor(text);
      else return false;
      event.preventDefault();
      return true;
    },
  }));
  const problem = parsed.ok || unfinished ? null : searchProblem(parsed.error, language, words);
  return (
    <div className={found.length === 0 && problem === null ? "aid vh" : "aid"}>
      <p role="status" className={problem === null ? "vh" : "wrong"}>
        {problem}
      </p>
      <div id={listId} role="listbox" aria-label={words.suggestions}>
        {found.map((one, index) => (
          // The keys are the field's: the focus stays there.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={one.insert}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(index)}
          >
            <code>{one.insert.trim()}</code>
            <span>{one.hint}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
