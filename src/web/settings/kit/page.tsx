/** The frame of one section: its heading with what can be done at the top, a lead, then its parts. */
import type { ReactNode } from "react";
import { useT } from "../../i18n/language.tsx";
import { whyOf } from "../../ui/toast.tsx";
import { useSettingsWords } from "../words.ts";

interface PageProps {
  title: string;
  /** One or two sentences: what this is for. */
  lead?: ReactNode;
  /** Buttons beside the heading. */
  actions?: ReactNode;
  /** Tables that need the whole width. */
  wide?: boolean;
  children: ReactNode;
}

export function Page({ title, lead, actions, wide = false, children }: PageProps) {
  return (
    <div className={wide ? "page wide" : "page"}>
      <header>
        <h1>{title}</h1>
        {actions}
      </header>
      {lead === undefined ? null : <p className="lead">{lead}</p>}
      {children}
    </div>
  );
}

/** A part of a page under a heading of its own. */
export function Part({ title, hint, children }: { title?: string; hint?: ReactNode; children: ReactNode }) {
  return (
    <section className="part">
      {title === undefined ? null : <h2>{title}</h2>}
      {hint === undefined ? null : <p className="hint">{hint}</p>}
      {children}
    </section>
  );
}

/** What stands where something could not be read. */
export function LoadFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useT();
  const words = useSettingsWords();
  return (
    <p role="alert" className="fault">
      {words.loadFailed(whyOf(error, t))}{" "}
      <button type="button" className="btn" onClick={onRetry}>
        {t.retry}
      </button>
    </p>
  );
}
