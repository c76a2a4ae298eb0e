/** The macros, each under its key. */
import { useQuery } from "@tanstack/react-query";
import type { KeyboardEvent } from "react";
import { useT } from "../i18n/language.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { macrosQuery } from "./calls.ts";
import { useAnswerWords } from "./words.ts";

export function MacroMenu({ onRun, onClose }: { onRun: (id: string) => void; onClose: () => void }) {
  const words = useAnswerWords();
  const { t } = useT();
  const { data } = useQuery(macrosQuery);
  const items = data?.items ?? [];
  const run = (id: string) => {
    onClose();
    onRun(id);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.nativeEvent.isComposing) return;
    const chosen = items.find(({ key }) => key !== null && key === event.key.toLowerCase());
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (chosen) run(chosen.id);
    else if (step !== 0) {
      const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("li button")];
      const at = buttons.findIndex((one) => one === document.activeElement);
      buttons.at((at + step + buttons.length) % Math.max(1, buttons.length))?.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <Dialog label={words.run} className="help macro-menu" onClose={onClose}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div onKeyDown={onKeyDown}>
        <h2>{words.run}</h2>
        {data !== undefined && items.length === 0 ? <p>{words.noMacros}</p> : null}
        <ul>
          {items.map(({ id, name, key }) => (
            <li key={id}>
              <button type="button" className="btn quiet" onClick={() => run(id)}>
                <span className="grow">{name}</span>
                {key === null ? null : <kbd>{key.toUpperCase()}</kbd>}
              </button>
            </li>
          ))}
        </ul>
        {items.length === 0 ? null : <p className="hint">{words.macroKeys}</p>}
        <button type="button" className="btn" onClick={onClose}>
          {t.close}
        </button>
      </div>
    </Dialog>
  );
}
