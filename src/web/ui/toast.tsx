/** One short line about something that did not work, shown until it is read or replaced. */
import { TriangleAlert, X } from "lucide-react";
import { createContext, use, useCallback, useEffect, useState, type ReactNode } from "react";
import { ApiError } from "../client/problem.ts";
import { useT } from "../i18n/language.tsx";
import type { Words } from "../i18n/words.ts";
import { Icon } from "./icon.tsx";

const SHOWN_MS = 8_000;

const Context = createContext<(error: unknown) => void>(() => {});

export function ToastProvider({ children }: { children: ReactNode }) {
  const { t } = useT();
  const [error, setError] = useState<{ error: unknown } | null>(null);
  const show = useCallback((value: unknown) => setError({ error: value }), []);
  useEffect(() => {
    if (error === null) return undefined;
    const timer = setTimeout(() => setError(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [error]);
  return (
    <Context value={show}>
      {children}
      <div role="alert">
        {error === null ? null : (
          <div className="toast bad">
            <Icon of={TriangleAlert} small />
            <span>{t.actionFailed(whyOf(error.error, t))}</span>
            <button type="button" className="btn quiet sq" aria-label={t.close} onClick={() => setError(null)}>
              <Icon of={X} small />
            </button>
          </div>
        )}
      </div>
    </Context>
  );
}

/** Shows a failed call to the reader. */
export function useFailure(): (error: unknown) => void {
  return use(Context);
}

/** A failure in words of the reader's language, as far as its code has any; else the problem's own detail. */
export function whyOf(error: unknown, t: Words): string {
  if (!(error instanceof ApiError)) return t.unexpected;
  if (error.status === 0) return t.offline;
  return t.problem(error.code, error.problem?.detail ?? error.problem?.title ?? error.code);
}
