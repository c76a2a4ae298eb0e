/** One short line about what did not work, or what was done and how to take it back; shown until it is read or replaced. */
import { Check, TriangleAlert, X } from "lucide-react";
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";
import { ApiError } from "../client/problem.ts";
import { useT } from "../i18n/language.tsx";
import type { Words } from "../i18n/words.ts";
import { useKeys } from "../shell/keys.ts";
import { Icon } from "./icon.tsx";

const SHOWN_MS = 8_000;
const MOST_LINES = 5;

/** What was done; `lines` are what of it was not. */
export interface Done {
  text: string;
  lines?: readonly string[];
  undo?: () => void;
}

type Shown = { kind: "failed"; error: unknown } | ({ kind: "done" } & Done);

interface Toasts {
  failed: (error: unknown) => void;
  done: (done: Done) => void;
}

const Context = createContext<Toasts>({ failed: () => {}, done: () => {} });

export function ToastProvider({ children }: { children: ReactNode }) {
  const { t } = useT();
  const [shown, setShown] = useState<Shown | null>(null);
  const toasts = useMemo<Toasts>(
    () => ({
      failed: (error) => setShown({ kind: "failed", error }),
      done: (done) => setShown({ kind: "done", ...done }),
    }),
    [],
  );
  const close = () => setShown(null);
  const done = shown?.kind === "done" ? shown : null;
  const lines = done?.lines ?? [];
  const stays = lines.length > 0;
  useEffect(() => {
    if (shown === null || stays) return undefined;
    const timer = setTimeout(() => setShown(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown, stays]);
  const undo = done?.undo;
  const takeBack = () => {
    close();
    undo?.();
  };
  useKeys(undo ? { z: takeBack } : {});
  return (
    <Context value={toasts}>
      {children}
      <div role="alert">
        {shown?.kind === "failed" ? (
          <div className="toast bad">
            <Icon of={TriangleAlert} small />
            <span>{t.actionFailed(whyOf(shown.error, t))}</span>
            <CloseButton onClose={close} />
          </div>
        ) : null}
      </div>
      <div role="status">
        {done === null ? null : (
          <div className={stays ? "toast some" : "toast"} data-testid="done">
            <Icon of={stays ? TriangleAlert : Check} small />
            <span>
              {done.text}
              {lines.length === 0 ? null : (
                <ul>
                  {lines.slice(0, MOST_LINES).map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                  {lines.length > MOST_LINES ? <li>{t.andMore(lines.length - MOST_LINES)}</li> : null}
                </ul>
              )}
            </span>
            {undo === undefined ? null : (
              <button type="button" className="btn" onClick={takeBack}>
                {t.undo}
                <kbd aria-hidden="true">Z</kbd>
              </button>
            )}
            <CloseButton onClose={close} />
          </div>
        )}
      </div>
    </Context>
  );
}

function CloseButton({ onClose }: { onClose: () => void }) {
  const { t } = useT();
  return (
    <button type="button" className="btn quiet sq" aria-label={t.close} onClick={onClose}>
      <Icon of={X} small />
    </button>
  );
}

/** Shows a failed call to the reader. */
export function useFailure(): (error: unknown) => void {
  return use(Context).failed;
}

/** Says what was done, and offers to take it back. */
export function useDone(): (done: Done) => void {
  return use(Context).done;
}

/** A failure in words of the reader's language, as far as its code has any; else the problem's own detail. */
export function whyOf(error: unknown, t: Words): string {
  if (!(error instanceof ApiError)) return t.unexpected;
  if (error.status === 0) return t.offline;
  return t.problem(error.code, error.problem?.detail ?? error.problem?.title ?? error.code);
}
